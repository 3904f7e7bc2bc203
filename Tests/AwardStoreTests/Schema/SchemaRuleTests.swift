import AwardStore
import Postgres
import Schema
import TestSupport
import Testing

@Suite("The schema keeps its own rules")
struct SchemaRuleTests {
    private static let few = "a round has few of them, and they are read by round or by decision"
    private static let replaced = "looked up only when rules are replaced, before there is a row"
    private static let kept = "an account, a run or a version of the rules is never deleted, and none is a way to these rows"

    /// Besides `…_by`, the person who did something: an account is disabled and never deleted.
    private static let keysWithoutIndex = [
        "allocation_rules_fkey": kept, "award_entry_fkey": few, "award_prize_fkey": replaced, "award_track_fkey": replaced,
        "invitation_account_fkey": kept, "invitation_creator_fkey": kept, "jury_decision_round_fkey": few, "jury_decision_run_fkey": kept, "jury_place_entry_fkey": few,
        "jury_place_track_fkey": replaced, "jury_special_entry_fkey": few, "jury_special_prize_fkey": replaced,
        "juror_link_land_fkey": "there are sixteen Länder, for ever",
        "municipality_land_fkey": "there are sixteen Länder, for ever", "operation_account_fkey": kept, "ranking_row_entry_fkey": few,
        "ranking_run_rules_fkey": kept, "round_competition_fkey": few, "score_mark_criterion_fkey": replaced,
    ]

    private static let written = Schema.migrations.map(\.sql).joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")

    private static func texts(_ sql: SQL) async throws -> [String] {
        try await TestStore.withStore { store in
            try await store.database.read { session in try session.rows(sql) { row in try row("text") } }
        }
    }

    @Test("every constraint has the name we gave it, beginning with its table's")
    func constraintNames() async throws {
        let names = try await Self.texts(
            """
            SELECT c.conname::text AS text FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
            WHERE c.connamespace = 'public'::regnamespace AND c.contype IN ('c', 'f', 'p', 'u', 'x') AND t.relname !~ '^schema_'
            """
        )
        #expect(names.count > 100)
        #expect(names.filter { !Self.written.contains("CONSTRAINT \($0) ") }.sorted() == [])
        let strangers = try await Self.texts(
            """
            SELECT c.conname::text AS text FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
            WHERE c.connamespace = 'public'::regnamespace AND c.contype <> 'n' AND NOT starts_with(c.conname, t.relname || '_')
            ORDER BY 1
            """
        )
        #expect(strangers == [])
    }

    @Test("every index has the name we gave it, beginning with its table's")
    func indexNames() async throws {
        let strangers = try await Self.texts(
            """
            SELECT c.relname::text AS text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
            WHERE c.relnamespace = 'public'::regnamespace AND NOT starts_with(c.relname, t.relname || '_') ORDER BY 1
            """
        )
        #expect(strangers == [])
    }

    @Test("every foreign key has an index, or a reason why it needs none")
    func foreignKeys() async throws {
        let bare = try await Self.texts(
            """
            SELECT c.conname::text AS text FROM pg_constraint c
            WHERE c.connamespace = 'public'::regnamespace AND c.contype = 'f' AND NOT EXISTS (
                SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                WHERE i.indrelid = c.conrelid AND i.indpred IS NULL AND i.indkey[0] = ANY (c.conkey)
                  AND (a.attname <> 'round_id' OR cardinality(c.conkey) = 1 OR i.indkey[1] = ANY (c.conkey))
            ) AND NOT (c.confrelid = 'account'::regclass AND c.conname ~ '_by_fkey$') ORDER BY 1
            """
        )
        #expect(bare == Self.keysWithoutIndex.keys.sorted())
    }

    @Test("columns have few types; every other one has a reason")
    func columnTypes() async throws {
        let unusual = try await Self.texts(
            """
            SELECT table_name || '.' || column_name || ' ' || data_type AS text FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
            WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name !~ '^schema_'
              AND data_type NOT IN ('uuid', 'text', 'integer', 'boolean', 'timestamp with time zone', 'date', 'jsonb', 'bytea')
              AND NOT (data_type = 'bigint' AND column_name ~ '(^|_)cents$')
            ORDER BY 1
            """
        )
        #expect(unusual == Self.unusualTypes.keys.sorted())
    }

    private static let unusualTypes = [
        "checkpoint.size bigint": "a running number without end",
        "criterion.scale_max numeric": "points have up to six decimals",
        "criterion.scale_min numeric": "points have up to six decimals",
        "criterion.scale_step numeric": "points have up to six decimals",
        "criterion.weight numeric": "weights have up to six decimals",
        "event.seq bigint": "a running number without end",
        "event_detail.seq bigint": "a running number without end",
        "event_head.edge ARRAY": "one hash a level of the tree",
        "event_head.size bigint": "a running number without end",
        "invitation.roles ARRAY": "short words for what an invitation gives",
        "ranking_row.flags ARRAY": "the engine's short words about a row",
        "ranking_run.input json": "kept byte for byte: its hash is published",
        "round.call_opens timestamp without time zone": "local wall time; its zone stands beside it",
        "round.entry_deadline timestamp without time zone": "local wall time; its zone stands beside it",
        "second_factor.last_step bigint": "counts half minutes since 1970",
        "score_mark.points numeric": "points have up to six decimals",
    ]

    @Test("money is named by its unit and stored as bigint")
    func money() async throws {
        let columns = try await Self.texts(
            """
            SELECT table_name || '.' || column_name || ' ' || data_type AS text FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
            WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND column_name ~ '(cents|amount|budget|price|total|money|euro)'
            ORDER BY 1
            """
        )
        #expect(columns.contains("award.cents bigint") && columns.contains("round.budget_cents bigint"))
        #expect(columns.filter { !$0.hasSuffix("cents bigint") } == [])
    }
}
