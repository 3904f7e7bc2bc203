import AwardStore
import Postgres
import TestSupport
import Testing

@Suite("What is recorded stays as it is")
struct AppendOnlyTests {
    private static let tables = [
        "allocation", "award", "checkpoint", "conflict_decision", "entry_section_history", "event", "ranking_row", "ranking_run",
        "ranking_run_sheet", "round_rules", "suggestion_dismissal",
    ]

    @Test("no row of a record is changed, deleted or truncated", arguments: tables)
    func refused(table: String) async throws {
        try await DecidedRound.withStore { store in
            let column = ["checkpoint": "note", "conflict_decision": "reason", "ranking_run_sheet": "state", "event": "action", "entry_section_history": "section"][table] ?? "round_id"
            for statement in ["UPDATE \(table) SET \(column) = \(column)", "DELETE FROM \(table)", "TRUNCATE \(table) CASCADE"] {
                let error = await #expect(throws: DatabaseError.self, "\(statement)") {
                    try await store.database.transaction { session in try session.script(statement) }
                }
                #expect(error?.constraint == "\(table)_append_only", "\(statement)")
            }
        }
    }

    @Test("every table with such a trigger is tested here")
    func complete() async throws {
        let guarded = try await TestStore.withStore { store in
            try await store.database.read { session in
                try session.rows(
                    """
                    SELECT DISTINCT c.relname::text AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
                    JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'refuse_change' ORDER BY 1
                    """
                ) { row in try row("name") as String }
            }
        }
        #expect(guarded == Self.tables)
    }
}
