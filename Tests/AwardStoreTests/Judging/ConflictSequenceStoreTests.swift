import AwardStore
import Awards
import Postgres
import TestSupport
import Testing

@Suite("No order of acts in the database lets a biased juror's score count")
struct ConflictSequenceStoreTests {
    private struct Scene: Sendable {
        let jury: SampleJury
        let chair: Account.ID
        let entries: [Entry.ID]
    }

    @Test("over 120 random sequences, each by a juror of their own, then closed and frozen", arguments: ExclusionScope.allCases)
    func sequences(scope: ExclusionScope) async throws {
        try await TestStore.withStore { store in
            let scene = try await Self.scene(store, scope)
            var random = SeededGenerator(seed: scope == .entry ? 20_270_813 : 20_270_814)
            var states: Set<String> = []
            for number in 0..<60 {
                let seat = try await Self.seat(number, scene, linked: number.isMultiple(of: 3))
                for _ in 0..<12 { try await Self.act(seat, scene, &random) }
                #expect(try await store.violations() == [])
                states.formUnion(try await Self.states(of: seat.juror, store))
            }
            #expect(states == ["notStarted", "draft", "final", "abstained", "recused"], "the sequences are too tame to say anything")
            let office = try await scene.jury.people.caller(scene.jury.staff)
            let preview = try #require(try await store.closingPreview(slug: "probe-2027", by: office))
            _ = try await store.closeScoring(of: scene.jury.round, shown: preview.concerns, confirmed: true, by: office, operation: .fresh(scene.jury.staff))
            try await store.freezeRanking(of: scene.jury.round, by: office, operation: .fresh(scene.jury.staff))
            let counted = try await store.database.read { session in
                try session.one(
                    """
                    SELECT count(*) AS counted, count(*) FILTER (WHERE d.standing <> 'clear') AS biased,
                           count(*) FILTER (WHERE r.exclusion = 'track' AND excluded_from_class(k.assignment_id)) AS with_class
                    FROM ranking_run_sheet k
                    JOIN assignment a ON a.id = k.assignment_id
                    JOIN round r ON r.id = a.round_id
                    JOIN conflict_declaration d ON d.assignment_id = k.assignment_id
                    """
                ) { row in (counted: try row("counted") as Int, biased: try row("biased") as Int, withClass: try row("with_class") as Int) }
            }
            #expect(counted.counted > 10 && counted.biased == 0 && counted.withClass == 0)
        }
    }

    private static func scene(_ store: Store, _ scope: ExclusionScope) async throws -> Scene {
        var rules = try SampleRules.round()
        rules.jury = JuryRules(exclusion: scope)
        let jury = try await SampleJury(SamplePeople(store), rules: rules)
        let chair = try await jury.juror("vorsitz@example.org")
        try await store.nameChair(chair.juror, of: jury.round, by: try await jury.people.caller(jury.staff), operation: .fresh(jury.staff))
        var entries: [Entry.ID] = []
        for (name, key, population) in [("Ahausen", "03357001", 5_000), ("Bothel", "03357007", 6_000), ("Köln", "05315000", 1_000_000)] {
            entries.append(try await jury.entry(name, key: key, population: population))
        }
        return Scene(jury: jury, chair: chair.account, entries: entries)
    }

    /// A juror, without the time a password hash takes.
    private static func seat(_ number: Int, _ scene: Scene, linked: Bool) async throws -> (account: Account.ID, juror: Juror.ID) {
        let round = scene.jury.round
        return try await scene.jury.store.database.transaction { session in
            let account: Account.ID = try session.value(
                "INSERT INTO account (email, display_name, password_hash) VALUES (\("jury-\(number)@example.org"), 'Jury', '') RETURNING id"
            )
            if linked {
                try session.execute(
                    "INSERT INTO juror_link (account_id, kind, role, institution, recorded_by) VALUES (\(account), 'employer', 'Leitung', 'Stadtwerke Köln', \(account))"
                )
            }
            return (account, try session.value("INSERT INTO juror (round_id, account_id, organisation) VALUES (\(round), \(account), '') RETURNING id"))
        }
    }

    private static func states(of juror: Juror.ID, _ store: Store) async throws -> [String] {
        try await store.database.read { session in
            try session.rows("SELECT s.state FROM score_sheet s JOIN assignment a ON a.id = s.assignment_id WHERE a.juror_id = \(juror)") { row in try row("state") }
        }
    }

    private struct Found {
        let assignment: Assignment.ID
        let sheet: Int
        let declared: Int
    }

    /// One random act; refusals are part of the game.
    private static func act(_ seat: (account: Account.ID, juror: Juror.ID), _ scene: Scene, _ random: inout SeededGenerator) async throws {
        let jury = scene.jury
        let entry = scene.entries[Int.random(in: 0..<scene.entries.count, using: &random)]
        let found = try await jury.store.database.read { session in
            try session.first(
                """
                SELECT a.id, s.revision, coalesce(d.revision, 0) AS declared FROM assignment a JOIN score_sheet s ON s.assignment_id = a.id
                LEFT JOIN conflict_declaration d ON d.assignment_id = a.id WHERE a.juror_id = \(seat.juror) AND a.entry_id = \(entry)
                """
            ) { row in Found(assignment: try row("id"), sheet: try row("revision"), declared: try row("declared")) }
        }
        guard let found else {
            _ = try await jury.assign(seat.juror, entry)
            return
        }
        do {
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<5: try await jury.declare(found.assignment, by: seat.account)
            case 5: try await jury.declare(found.assignment, .denied(note: "stimmt nicht"), by: seat.account)
            case 6: try await jury.declare(found.assignment, .conflict([.advice, .otherConcern][Int.random(in: 0...1, using: &random)], note: "x"), by: seat.account)
            case 7:
                _ = try await jury.store.recordConflict(
                    found.assignment, ground: .relative, note: "x", by: try await jury.people.caller(jury.staff), operation: .fresh(jury.staff)
                )
            case 8, 9:
                _ = try await jury.store.decideBias(
                    found.assignment, biased: Bool.random(using: &random), reason: "x", revision: found.declared, by: try await jury.people.caller(scene.chair),
                    operation: .fresh(scene.chair)
                )
            case 10, 11: try await jury.save(found.assignment, ["verankerung": "3"], revision: found.sheet, by: seat.account)
            case 12..<17: try await jury.save(found.assignment, ["verankerung": "3.5", "wirkung": "n/a"], .finalise, revision: found.sheet, by: seat.account)
            case 17: try await jury.save(found.assignment, [:], .abstain, revision: found.sheet, by: seat.account)
            default:
                _ = try await jury.store.reopenSheet(
                    found.assignment, revision: found.sheet, by: try await jury.people.caller(seat.account), operation: .fresh(seat.account)
                )
            }
        } catch is ScoreRefusal {
        } catch is ConflictRefusal {
        } catch is BiasRefusal {}
    }
}
