import SourceReading
import Testing

/// SQL lives in the store, below it, and in the schema.
enum StatementPlace {
    private static let places = ["Sources/AwardStore/", "Sources/Postgres/"]
    private static let beginnings = [
        "SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM ", "WITH ", "CREATE ", "ALTER ", "DROP ", "TRUNCATE ", "MERGE INTO ", "LOCK TABLE ",
    ]

    static func violations(in source: SwiftSource) -> [String] {
        guard source.path.hasPrefix("Sources/"), !places.contains(where: { source.path.hasPrefix($0) }) else { return [] }
        return source.literals.filter { literal in
            let text = literal.plain.drop { $0.isWhitespace }
            return beginnings.contains { text.hasPrefix($0) }
        }.map { "\(source.path):\(source.line(at: $0.offset)) is a statement; only the store speaks SQL" }
    }
}

@Suite("SQL stays in the store")
struct StatementPlaceTests {
    @Test("no other target holds a statement")
    func tree() {
        #expect(SourceTree.swift.flatMap(StatementPlace.violations) == [])
    }

    @Test("a statement is found in one line and in several")
    func caught() {
        let text = "let a = \"SELECT 1\"\nlet b = \"\"\"\n    UPDATE entry\n    \"\"\"\nlet c = \"SELECTED\""
        #expect(
            StatementPlace.violations(in: SwiftSource(path: "Sources/Web/Sample.swift", text)) == [
                "Sources/Web/Sample.swift:1 is a statement; only the store speaks SQL",
                "Sources/Web/Sample.swift:2 is a statement; only the store speaks SQL",
            ])
        #expect(StatementPlace.violations(in: SwiftSource(path: "Sources/AwardStore/Sample.swift", text)) == [])
    }
}
