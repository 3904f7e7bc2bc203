import AwardStore
import Awards
import Postgres
import Schema
import TestSupport
import Testing

@Suite("Events from before there was a chain")
struct ChainingOldEventsTests {
    @Test("they are chained in their order, keep their time and lose no detail")
    func chained() async throws {
        try await TestCluster.withDatabase { database in
            let files = Schema.migrations.map { MigrationFile(name: $0.name, sql: $0.sql) }
            let before = files.prefix { !$0.name.hasSuffix("_record") }
            _ = try await Migrator(database).migrate(migrations: Array(before), views: [])
            try await database.transaction { session in
                try session.script(
                    """
                    INSERT INTO account (id, email, display_name, password_hash)
                    VALUES ('00000000-0000-4000-8000-000000000001', 'alt@example.org', 'Geheimer Name', '');
                    INSERT INTO event (at, actor_id, action, subject_kind, subject_id, before, after) VALUES
                    ('2026-01-02 03:04:05.678901+00', '00000000-0000-4000-8000-000000000001', 'signedIn', 'account', '00000000-0000-4000-8000-000000000001', NULL, NULL),
                    ('2026-01-02 03:04:05.1+00', NULL, 'entryRejected', 'entry', '00000000-0000-4000-8000-000000000002', '{"a": 1}', '{"reason": "Geheim"}');
                    """
                )
                // A rolled-back act left a gap in the old numbers.
                try session.script("SELECT nextval(pg_get_serial_sequence('event', 'seq')); INSERT INTO event (action, subject_kind) VALUES ('signedOut', 'account');")
            }
            let store = Store(database: database)
            try await store.migrate()
            #expect(try await store.violations() == [])
            let check = try await store.checkRecord()
            #expect(check.problems == [] && check.events == 3)
            let rows = try await database.read { session in
                try session.rows("SELECT e.seq, e.body, d.content, d.actor_id IS NOT NULL AS known FROM event e JOIN event_detail d USING (seq) ORDER BY seq") { row in
                    (seq: try row("seq") as Int, body: try row("body") as String, content: try row("content") as String, known: try row("known") as Bool)
                }
            }
            #expect(rows.map(\.seq) == [1, 2, 3])
            #expect(rows[0].body.contains("\"at\":\"2026-01-02T03:04:05.678901Z\"") && rows[0].known)
            #expect(rows[1].content == #"{"after": {"reason": "Geheim"}, "before": {"a": 1}}"# && !rows[1].known)
            #expect(!rows.contains { $0.body.contains("Geheim") || $0.body.contains("00000000-0000-4000-8000-000000000001") })
            _ = try await SamplePeople(store).staff()
            #expect(try await store.checkRecord().events == 4)
        }
    }
}
