import AwardStore
import Awards
import Postgres
import TestSupport
import Testing

/// What the database itself refuses, whatever program writes to it.
@Suite("The database lets no score of a biased juror count")
struct ConflictWallTests {
    /// A juror with a finished sheet, a second one with none, and two entries of one size class.
    struct Scene: Sendable {
        let jury: SampleJury
        let juror: (account: Account.ID, juror: Juror.ID)
        let scored: Assignment.ID
        let other: Assignment.ID

        init(_ store: Store, exclusion: ExclusionScope = .entry) async throws {
            var rules = try SampleRules.round()
            rules.jury = JuryRules(exclusion: exclusion)
            jury = try await SampleJury(SamplePeople(store), rules: rules)
            juror = try await jury.juror("jury@example.org")
            scored = try await jury.assign(juror.juror, try await jury.entry("Ahausen", key: "03351001"))
            other = try await jury.assign(juror.juror, try await jury.entry("Bebra", key: "06632003"))
            try await jury.declare(scored, by: juror.account)
            try await jury.declare(other, by: juror.account)
            try await jury.save(scored, ["verankerung": "10", "wirkung": "5"], .finalise, revision: 0, by: juror.account)
        }

        /// Sends raw SQL; `$A` is the scored assignment, `$B` the other, `$R` the round, `$S` a member of staff.
        func run(_ sql: String) async throws {
            let text = sql.replacing("$A", with: "'\(scored)'").replacing("$B", with: "'\(other)'").replacing("$R", with: "'\(jury.round)'")
                .replacing("$S", with: "'\(jury.staff)'")
            try await jury.store.database.transaction { session in try session.script(text) }
        }

        func refusal(_ sql: String) async -> String? {
            do {
                try await run(sql)
                return nil
            } catch let error as DatabaseError {
                return error.constraint ?? "\(error)"
            } catch { return "\(error)" }
        }

        func closeScoring() async throws {
            try await run("UPDATE round SET state = 'scoringClosed', scoring_closed_at = now() WHERE id = $R")
        }
    }

    @Test(
        "a conflict cannot be written beside a sheet that counts",
        arguments: [
            "UPDATE conflict_declaration SET conflict = true, ground = 'advice' WHERE assignment_id = $A",
            "UPDATE conflict_declaration SET conflict = true, ground = 'otherConcern' WHERE assignment_id = $A",
            "UPDATE conflict_declaration SET denied = true, note = 'x' WHERE assignment_id = $A",
            """
            INSERT INTO conflict_decision (id, assignment_id, biased, reason, decided_as, decided_by)
            VALUES ('00000000-0000-4000-8000-000000000001', $A, true, 'x', 'staff', $S);
            UPDATE conflict_declaration SET decision_id = '00000000-0000-4000-8000-000000000001', biased = true WHERE assignment_id = $A
            """,
            "DELETE FROM conflict_declaration WHERE assignment_id = $A",
        ]
    )
    func declared(sql: String) async throws {
        try await TestStore.withStore { store in
            let scene = try await Scene(store)
            #expect(await scene.refusal(sql) == "score_sheet_standing_fkey")
        }
    }

    @Test("a verdict needs a decision that says the same")
    func verdict() async throws {
        try await TestStore.withStore { store in
            let scene = try await Scene(store)
            try await scene.jury.declare(scene.scored, .conflict(.otherConcern, note: "x"), by: scene.juror.account)
            let id = "'00000000-0000-4000-8000-000000000001'"
            let decide = "INSERT INTO conflict_decision (id, assignment_id, biased, reason, decided_as, decided_by) VALUES (\(id), $A, true, 'x', 'staff', $S)"
            #expect(await scene.refusal("UPDATE conflict_declaration SET biased = false WHERE assignment_id = $A") == "conflict_declaration_verdict_has_decision")
            let twisted = decide + "; UPDATE conflict_declaration SET decision_id = \(id), biased = false WHERE assignment_id = $A"
            #expect(await scene.refusal(twisted) == "conflict_declaration_decision_fkey")
            #expect(await scene.refusal(decide + "; UPDATE conflict_decision SET biased = false") == "conflict_decision_append_only")
        }
    }

    @Test("a recused sheet cannot be opened, finished or given marks", arguments: [ConflictGround.advice, .otherConcern])
    func recused(ground: ConflictGround) async throws {
        try await TestStore.withStore { store in
            let scene = try await Scene(store)
            try await scene.jury.declare(scene.scored, .conflict(ground, note: "x"), by: scene.juror.account)
            let sheet = "UPDATE score_sheet SET state = 'final', finalised_at = now(), held_state = NULL, held_finalised_at = NULL"
            #expect(await scene.refusal("\(sheet) WHERE assignment_id = $A") == "score_sheet_recused_when_barred")
            #expect(await scene.refusal("\(sheet), standing = 'clear' WHERE assignment_id = $A") == "score_sheet_standing_fkey")
            #expect(await scene.refusal("\(sheet), standing = NULL WHERE assignment_id = $A") == "score_sheet_started_after_declaration")
            for change in [
                "UPDATE score_mark SET points = 0 WHERE assignment_id = $A", "DELETE FROM score_mark WHERE assignment_id = $A",
                "UPDATE score_mark SET assignment_id = $B WHERE assignment_id = $A",
                "INSERT INTO score_mark (assignment_id, round_id, criterion) VALUES ($A, $R, 'wirkung') ON CONFLICT DO NOTHING",
            ] { #expect(await scene.refusal(change) == "score_mark_sheet_open", "\(change)") }
        }
    }

    @Test("before a declaration nothing can be written")
    func undeclared() async throws {
        try await TestStore.withStore { store in
            let scene = try await Scene(store)
            let third = try await scene.jury.assign(scene.juror.juror, try await scene.jury.entry("Celle", key: "03351006"))
            #expect(await scene.refusal("UPDATE score_sheet SET state = 'draft' WHERE assignment_id = '\(third)'") == "score_sheet_started_after_declaration")
            #expect(await scene.refusal("UPDATE score_sheet SET state = 'draft', standing = 'clear' WHERE assignment_id = '\(third)'") == "score_sheet_standing_fkey")
            #expect(await scene.refusal("INSERT INTO score_mark (assignment_id, round_id, criterion) VALUES ('\(third)', $R, 'wirkung')") == "score_mark_sheet_open")
        }
    }

    @Test("a frozen ranking takes final sheets alone, and no conflict reaches one of them afterwards")
    func ranking() async throws {
        try await TestStore.withStore { store in
            let scene = try await Scene(store)
            try await scene.closeScoring()
            let input = """
                INSERT INTO ranking_run (round_id, rules_version, input, input_sha256, frozen_by)
                SELECT $R, 1, json_build_object('tracks', json_build_array(json_build_object('input', json_build_object('sheets',
                    json_build_array(json_build_object('juror', a.juror_id, 'entry', a.entry_id, 'state', 'final')))))), sha256('x'), $S
                FROM assignment a WHERE a.id =
                """
            #expect(await scene.refusal("\(input) $B") == "ranking_run_sheet_sheet_fkey", "a sheet that nobody has begun")
            try await store.recordConflict(
                scene.scored, ground: .advice, note: "Zeitung", by: try await scene.jury.people.caller(scene.jury.staff), operation: .fresh(scene.jury.staff)
            )
            #expect(await scene.refusal("\(input) $A") == "ranking_run_sheet_sheet_fkey", "a sheet with a conflict")
        }
        try await TestStore.withStore { store in
            let scene = try await Scene(store)
            try await scene.closeScoring()
            try await store.freezeRanking(of: scene.jury.round, by: try await scene.jury.people.caller(scene.jury.staff), operation: .fresh(scene.jury.staff))
            let late = """
                UPDATE conflict_declaration SET conflict = true, ground = 'advice' WHERE assignment_id = $A;
                UPDATE score_sheet SET standing = 'excluded', state = 'recused', held_state = 'final', held_finalised_at = finalised_at, finalised_at = NULL
                WHERE assignment_id = $A
                """
            #expect(await scene.refusal(late) == "ranking_run_sheet_sheet_fkey")
            await #expect(throws: ConflictRefusal.rankingFrozen) {
                try await store.recordConflict(
                    scene.scored, ground: .advice, note: "x", by: try await scene.jury.people.caller(scene.jury.staff), operation: .fresh(scene.jury.staff)
                )
            }
        }
    }

    @Test("where an exclusion covers the size class, no other sheet of the class stays open")
    func sizeClass() async throws {
        try await TestStore.withStore { store in
            let scene = try await Scene(store, exclusion: .track)
            let exclude = """
                UPDATE conflict_declaration SET conflict = true, ground = 'advice' WHERE assignment_id = $B;
                UPDATE score_sheet SET standing = 'excluded', state = 'recused', held_state = 'notStarted' WHERE assignment_id = $B
                """
            #expect(await scene.refusal(exclude) == "conflict_declaration_closes_class")
            try await scene.jury.declare(scene.other, .conflict(.advice, note: ""), by: scene.juror.account)
            let reopen = """
                UPDATE score_sheet SET state = 'final', finalised_at = now(), held_state = NULL, held_finalised_at = NULL, excluded_with = NULL
                WHERE assignment_id = $A
                """
            #expect(await scene.refusal(reopen) == "score_sheet_class_open")
        }
    }

    @Test("of a raw save and a raw declaration in two sessions, whoever comes second is refused or waits", arguments: [true, false], [ExclusionScope.entry, .track])
    func twoSessions(saveFirst: Bool, exclusion: ExclusionScope) async throws {
        try await TestStore.withStore { store in
            let scene = try await Scene(store, exclusion: exclusion)
            // The declaration is about the same entry, or about a rival of the same class.
            let target = exclusion == .entry ? "$A" : "$B"
            let save = "UPDATE score_mark SET points = 3 WHERE assignment_id = $A; UPDATE score_sheet SET comment = 'x' WHERE assignment_id = $A AND state = 'final'"
            let declare = "UPDATE conflict_declaration SET conflict = true, ground = 'advice' WHERE assignment_id = \(target)"
            async let first = scene.refusal(saveFirst ? save : declare)
            async let second = scene.refusal(saveFirst ? declare : save)
            let answers = await [first, second]
            let declared = saveFirst ? answers[1] : answers[0]
            #expect(declared != nil, "a declaration alone, without closing what counts, must not be kept")
            let violations = try await store.violations()
            #expect(violations == [])
        }
    }

    @Test("the schema's standing is the domain's", arguments: [nil] + ConflictGround.allCases.map(Optional.some), [nil, true, false])
    func standing(ground: ConflictGround?, verdict: Bool?) async throws {
        try await TestStore.withStore { store in
            let scene = try await Scene(store)
            for denied in ground == nil ? [true, false] : [false] {
                let stored = try await store.database.read { session in
                    // The generated column's own expression, on a row that is never kept.
                    try session.one(
                        """
                        SELECT pg_get_expr(d.adbin, d.adrelid) AS expression FROM pg_attrdef d
                        JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
                        WHERE d.adrelid = 'conflict_declaration'::regclass AND a.attname = 'standing'
                        """
                    ) { row in try row("expression") as String }
                }
                let text = try await scene.value(
                    "SELECT \(stored) AS text FROM (SELECT \(ground != nil) AS conflict, \(ground.map { "'\($0)'" } ?? "NULL")::text AS ground, \(denied) AS denied, \(verdict.map { "\($0)" } ?? "NULL")::boolean AS biased) d"
                )
                #expect(text == ConflictStanding(ground: ground, denied: denied, verdict: verdict).rawValue)
            }
        }
    }
}

extension ConflictWallTests.Scene {
    /// One text from raw SQL.
    func value(_ sql: String) async throws -> String {
        try await jury.store.database.transaction { session in
            try session.script("CREATE TEMPORARY TABLE answer ON COMMIT DROP AS \(sql)")
            return try session.value("SELECT text FROM answer")
        }
    }
}
