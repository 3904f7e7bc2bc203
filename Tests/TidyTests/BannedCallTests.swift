import SourceReading
import Testing

@Suite("Banned calls have a replacement")
struct BannedCallTests {
    @Test("no file calls what is banned")
    func tree() {
        #expect(SourceTree.swift.flatMap(BannedCall.violations) == [])
    }

    @Test("each banned call is found where it is banned", arguments: BannedCall.all.map(\.text))
    func caught(text: String) throws {
        let call = try #require(BannedCall.all.first { $0.text == text })
        for place in call.places {
            let source = SwiftSource(path: place + "Sample.swift", "let a = 1\nlet b = \(text) (a)\n")
            #expect(BannedCall.violations(in: source).contains("\(source.path):2 \(text): write \(call.instead)"))
        }
    }

    @Test("the command may print, nobody else")
    func printing() {
        let text = "print(answer)"
        #expect(BannedCall.violations(in: SwiftSource(path: "Sources/LorbeerCommand/Sample.swift", text)) == [])
        #expect(BannedCall.violations(in: SwiftSource(path: "Sources/Web/Sample.swift", text)) == ["Sources/Web/Sample.swift:1 print: write the logger"])
    }

    @Test("a longer name, a comment and a text are no call", arguments: ["fingerprint(a)", "// try! this", "let a = \"print(b)\"", "let printed = 1", "DoubleEntry()"])
    func spared(text: String) {
        #expect(BannedCall.violations(in: SwiftSource(path: "Sources/Web/Sample.swift", text)) == [])
    }
}
