import AwardStore
import Postgres
import SourceReading
import TestSupport
import Testing

@Suite("Every statement of the store fits the schema")
struct StatementTests {
    /// What PostgreSQL says against a statement; nil if it can be prepared.
    private static func problem(with text: String, in store: Store) async throws -> String? {
        do {
            try await store.database.transaction { session in
                try session.script("PREPARE checked AS \(text)")
                try session.script("DEALLOCATE checked")
            }
            return nil
        } catch let error as DatabaseError where error.sqlState != nil {
            return error.debugDescription
        }
    }

    @Test("PostgreSQL prepares every statement of the file", arguments: Set(StoredStatement.inStore.map(\.path)).sorted())
    func prepared(path: String) async throws {
        try await TestStore.withStore { store in
            for statement in StoredStatement.inStore where statement.path == path && !statement.isUnchecked {
                let problem = try await Self.problem(with: statement.text, in: store)
                #expect(problem == nil, "\(path):\(statement.line)\n\(statement.text)")
            }
        }
    }

    @Test("statements with raw text can't be prepared here: there is one, over the invariants")
    func unchecked() {
        #expect(StoredStatement.inStore.filter(\.isUnchecked).map(\.path) == ["Sources/AwardStore/Schema+Store.swift"])
    }

    @Test("a statement that does not fit is found", arguments: ["SELECT missing FROM entry", "UPDATE entri SET track = $1", "SELECT id FROM entry WHERE"])
    func caught(text: String) async throws {
        try await TestStore.withStore { store in
            let problem = try await Self.problem(with: text, in: store)
            #expect(problem != nil)
        }
    }

    @Test("statements are read from the source with their binds numbered")
    func reading() {
        let source = SwiftSource(
            ##"""
            let one = "SELECT a FROM b WHERE c = \(c) AND d = \(try d.map { "\($0)" })"
            let two = """
                INSERT INTO b (c)
                VALUES (\(c))
                """
            let three = "SELECT \(unchecked: a)"
            let none = "Selected \(a)"
            """##)
        let statements = StoredStatement.all(in: source)
        #expect(statements.map(\.line) == [1, 2, 6])
        #expect(statements.map(\.isUnchecked) == [false, false, true])
        #expect(statements.first?.text == "SELECT a FROM b WHERE c = $1 AND d = $2")
        #expect(statements.dropFirst().first?.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") == "INSERT INTO b (c) VALUES ($1)")
    }
}
