import AwardStore
import Awards
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Who changes the database behind the server's back is found out")
struct EvilAdministratorTests {
    struct Attack: CustomTestStringConvertible, Sendable {
        let name: String
        let sql: String
        var testDescription: String { name }
    }

    private static func behind(_ tables: [String], _ sql: String) -> String {
        tables.map { "ALTER TABLE \($0) DISABLE TRIGGER USER;" }.joined() + sql + ";" + tables.map { "ALTER TABLE \($0) ENABLE TRIGGER USER;" }.joined()
    }

    /// Makes the chain fit again from the first event on, with the head, as far as one can without the key.
    private static let rechain = """
        DO $$ DECLARE e event; prev bytea := decode(repeat('00', 32), 'hex'); BEGIN
          FOR e IN SELECT * FROM event ORDER BY seq LOOP
            e.body := event_body(e); e.hash := sha256(prev || convert_to(e.body, 'UTF8')); prev := e.hash;
            UPDATE event SET body = e.body, hash = e.hash WHERE seq = e.seq;
          END LOOP;
          UPDATE event_head SET hash = prev;
        END $$
        """

    private static let attacks = [
        Attack(name: "an award", sql: behind(["award"], "UPDATE award SET cents = cents + CASE position WHEN 1 THEN 1 ELSE -1 END")),
        Attack(name: "who gets an award", sql: behind(["award"], "UPDATE award SET entry_id = (SELECT max(id::text)::uuid FROM entry WHERE id <> award.entry_id) WHERE position = 1 AND NOT EXISTS (SELECT FROM award o WHERE o.position = 2); UPDATE award SET rank = 3 - rank WHERE EXISTS (SELECT FROM award o WHERE o.position = 2)")),
        Attack(name: "points after freezing", sql: "UPDATE score_mark SET points = 0 WHERE criterion = 'verankerung' AND points = 7.5"),
        Attack(name: "a sheet's state after freezing", sql: behind(["ranking_run_sheet"], "DELETE FROM ranking_run_sheet; UPDATE score_sheet SET state = 'abstained' WHERE ctid = (SELECT min(ctid) FROM score_sheet)")),
        Attack(name: "the frozen input", sql: behind(["ranking_run"], "UPDATE ranking_run SET input = replace(input::text, '7.5', '9.5')::json")),
        Attack(name: "a place in the frozen ranking", sql: behind(["ranking_row"], "UPDATE ranking_row SET rank = 3 - rank, position = position + 10")),
        Attack(name: "the rules", sql: behind(["round_rules"], "UPDATE round_rules SET rules = jsonb_set(rules, '{ranking,style}', '\"dense\"')")),
        Attack(name: "whose entry it is", sql: "UPDATE municipality SET display_name = 'Neustadt' WHERE display_name = 'Anger'"),
        Attack(name: "an entry's text hash", sql: "UPDATE entry SET content_hash = sha256('x') WHERE number = 1"),
        Attack(name: "the decision", sql: "UPDATE jury_place SET group_position = 3 - group_position, position = 3 - position"),
        Attack(name: "an event", sql: behind(["event"], "UPDATE event SET at = at - interval '1 day' WHERE seq = 5")),
        Attack(name: "an event with its body", sql: behind(["event"], "UPDATE event SET body = replace(body, 'entrySubmitted', 'entryRecorded'), action = replace(action, 'entrySubmitted', 'entryRecorded')")),
        Attack(name: "an event and all hashes after it", sql: behind(["event", "event_head"], "UPDATE event SET at = at - interval '1 day' WHERE seq = 5; \(rechain)")),
        Attack(name: "the last events", sql: behind(["event", "event_detail", "event_head"], "DELETE FROM event_detail WHERE seq > (SELECT size - 3 FROM event_head); DELETE FROM event WHERE seq > (SELECT size - 3 FROM event_head)")),
        Attack(name: "a checkpoint's root", sql: behind(["checkpoint"], "UPDATE checkpoint SET note = replace(note, split_part(note, E'\\n', 3), encode(sha256('x'), 'base64'))")),
        Attack(name: "a checkpoint's key", sql: behind(["checkpoint"], "UPDATE checkpoint SET key = replace(key, 'lorbeer', 'lorbeeren')")),
    ]

    @Test("every change shows in the check", arguments: attacks)
    func found(attack: Attack) async throws {
        try await TestCluster.withDatabase(template: Self.template) { database in
            let store = Store(database: database)
            #expect(try await store.checkRecord().problems == [])
            try await database.transaction { session in try session.script(attack.sql) }
            // A fresh store: rules are kept in memory for good.
            let fresh = Store(database: database)
            let problems = try await fresh.checkRecord().problems
            let violations = try await fresh.violations()
            #expect(!problems.isEmpty || !violations.isEmpty)
        }
    }

    @Test("a reset to an older state shows against a checkpoint somebody kept")
    func reset() async throws {
        try await TestCluster.withDatabase(template: Self.template) { database in
            let store = Store(database: database)
            let people = SamplePeople(store)
            let bundle = Array(try #require(try await store.resultBundle(slug: "probe-2027")).utf8)
            _ = try await people.account("nachher@example.org")
            try await database.transaction { session in
                try session.script("ALTER TABLE checkpoint DISABLE TRIGGER USER; UPDATE checkpoint SET at = at - interval '2 hours'; ALTER TABLE checkpoint ENABLE TRIGGER USER")
            }
            #expect(try await store.sealIfDue())
            let kept = try #require(try await store.publicCheckpoint())
            let report = BundleVerification.report(on: bundle, key: store.recordKey.description, previous: Array(kept.utf8))
            let problems = report.steps.flatMap(\.problems)
            #expect(problems.count == 1)
            guard case .rolledBack = problems.first else {
                Issue.record("the later checkpoint is not noticed: \(problems)")
                return
            }
        }
    }

    private static let template = TemplateBuilder(name: "published_record") { database in
        let store = Store(database: database)
        try await store.migrate()
        try await RecordScene(store).publish()
    }
}
