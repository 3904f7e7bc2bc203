import SourceReading
import Testing

@Suite("Nothing is left lying about, and doors are counted")
struct LeftoverTests {
    @Test("no note to oneself, no German letter in a name")
    func tree() {
        #expect(SourceTree.swift.flatMap(Leftovers.violations) == [])
    }

    @Test("a note is found in every kind of comment", arguments: ["// TODO: later", "/// FIXME", "/* XXX */", "let a = 1 // HACK around it"])
    func noteCaught(text: String) {
        #expect(Leftovers.violations(in: SwiftSource(text)).count == 1)
    }

    @Test("a name with an umlaut is found, a German text or comment is not")
    func umlaut() {
        #expect(Leftovers.violations(in: SwiftSource("let größe = 1")) == ["Sources/Sample.swift:1 has a letter outside ASCII in code; names are English"])
        #expect(Leftovers.violations(in: SwiftSource("let size = \"Größe \\(size) für alle\" // Größe, kein TODOS")) == [])
    }

    @Test("raw text enters statements only where it is listed, with the reason")
    func unchecked() {
        #expect(counts(Doors.uncheckedCount) == Dictionary(uniqueKeysWithValues: Doors.unchecked.map { ($0.file, $0.count) }))
    }

    @Test("unchecked sendability stands only where it is listed, with the reason")
    func sendable() {
        #expect(counts(Doors.sendableCount) == Dictionary(uniqueKeysWithValues: Doors.sendable.map { ($0.file, $0.count) }))
    }

    @Test("both doors are seen")
    func caught() {
        #expect(Doors.uncheckedCount(in: SwiftSource(#"let sql: SQL = "SELECT \(unchecked: a), \(b) FROM \(unchecked: "c")""#)) == 2)
        #expect(Doors.sendableCount(in: SwiftSource("final class A: @unchecked Sendable {}\nnonisolated(unsafe) var b = 1")) == 2)
        #expect(Doors.uncheckedCount(in: SwiftSource("CalendarDay(unchecked: 1) // \\(unchecked: a)")) == 0)
    }

    private func counts(_ count: (SwiftSource) -> Int) -> [String: Int] {
        let counted = SourceTree.swift(in: "Sources").map { ($0.path, count($0)) }.filter { $0.1 > 0 }
        return Dictionary(uniqueKeysWithValues: counted)
    }
}
