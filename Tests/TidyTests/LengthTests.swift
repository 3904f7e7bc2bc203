import SourceReading
import Testing

@Suite("Files, functions and lines stay short")
struct LengthTests {
    @Test("no file, function or line is too long")
    func tree() {
        #expect(SourceTree.swift.flatMap(Lengths.violations) == [])
    }

    @Test("a file of 400 lines passes, one of 401 does not")
    func file() {
        #expect(Lengths.violations(in: SwiftSource(String(repeating: "let a = 1\n", count: 400))) == [])
        #expect(Lengths.violations(in: SwiftSource(String(repeating: "let a = 1\n", count: 401))) == ["Sources/Sample.swift has 401 lines"])
    }

    @Test(
        "a function of 60 lines passes, one of 61 does not",
        arguments: [
            ("func long() {", "long"), ("init(a: Int) throws(Problem) {", "init"), ("private static func long<A>(_ a: A) -> Int\nwhere A: Equatable {", "long"),
            ("var long: Int {", "long"), ("subscript(a: Int) -> Int {", "subscript"), ("func long(a: () -> Int = { 1 }) async throws -> [Int] {", "long"),
        ])
    func function(head: String, name: String) {
        let headLines = head.split(separator: "\n").count
        func sample(_ count: Int) -> SwiftSource {
            SwiftSource("\n" + head + "\n" + String(repeating: "    work()\n", count: count - headLines - 1) + "}\n")
        }
        #expect(Lengths.violations(in: sample(60)) == [])
        #expect(Lengths.violations(in: sample(61)) == ["Sources/Sample.swift:2 \(name) has 61 lines"])
    }

    @Test("what is no function has no length", arguments: [
        "func required() -> Int\nvar other: Int { 1 }", "let made = Self.init(a: 1)\nlet list = [\n{}\n]", "var stored = Value {\n\n}", "func == (a: A, b: A) -> Bool { true }",
    ])
    func spared(text: String) {
        #expect(SwiftSource(text).functions.allSatisfy { $0.lineCount == 1 })
    }

    @Test("braces in texts, comments and regular expressions do not count")
    func braces() {
        let source = SwiftSource(
            ##"""
            func one() {
                let a = "}" + "\(b("}"))" + #"}\"#
                // }
                /* } /* } */ } */
                let c = /}[^"]/
                let d = """
                    } "quoted" }
                    """
            }
            func two() {}
            """##)
        #expect(source.functions == [SwiftFunction(name: "one", line: 1, lineCount: 9), SwiftFunction(name: "two", line: 10, lineCount: 1)])
    }

    @Test("a long line of code is found, a long text is not")
    func line() {
        let long = "let sum = " + (1...60).map { "a\($0)" }.joined(separator: " + ")
        #expect(Lengths.violations(in: SwiftSource(long)).count == 1)
        #expect(Lengths.violations(in: SwiftSource("let text = \"\(String(repeating: "ein Satz ", count: 40))\"")) == [])
        #expect(Lengths.violations(in: SwiftSource("let text = \"\"\"\n\(String(repeating: " ", count: 200))ein Satz\n\"\"\"")) == [])
    }
}
