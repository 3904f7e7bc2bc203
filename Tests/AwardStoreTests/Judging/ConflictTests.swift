@testable import AwardStore
import Awards
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Declaring a conflict in the database")
struct ConflictTests {
    @Test("a late conflict excludes what was scored: kept, never counted, never shown")
    func late() async throws {
        try await TestStore.withStore { store in
            let jury = try await SampleJury(SamplePeople(store))
            let juror = try await jury.juror("jury@example.org")
            let assignment = try await jury.assign(juror.juror, try await jury.entry("Ahausen", key: "03351001"))
            try await jury.declare(assignment, by: juror.account)
            try await jury.save(assignment, ["verankerung": "10", "wirkung": "5"], .finalise, revision: 0, by: juror.account)
            try await jury.declare(assignment, .conflict(.relative, note: "Meine Tante"), by: juror.account)

            guard case .recused(_, let closure, let excluded) = try await store.sheetAccess(assignment, of: juror.account) else {
                Issue.record("the entry is still open")
                return
            }
            #expect(excluded)
            #expect(closure == .declared)
            let row = try #require(try await store.judgingProgress(slug: "probe-2027", page: EntryPage())?.rows.first)
            #expect(row.cells[juror.juror] == JudgingProgress.Cell(step: .recused, excluded: true))
            let desk = try await store.jurorDesk(of: juror.account)
            #expect(desk.rounds.first?.assignments.first?.total == nil)
            let counted = try await store.database.read { session in
                try session.one(
                    """
                    SELECT (SELECT sum(final) FROM sheet_progress)::bigint AS final, (SELECT count(*) FROM score_mark) AS kept,
                           (SELECT count(*) FROM event e LEFT JOIN event_detail d ON d.seq = e.seq
                            WHERE e.body LIKE '%Tante%' OR d.content LIKE '%Tante%') AS leaked
                    """
                ) { row in (final: try row("final") as Int, kept: try row("kept") as Int, leaked: try row("leaked") as Int) }
            }
            #expect(counted.final == 0)
            #expect(counted.kept == 2)
            #expect(counted.leaked == 0, "the note may name relatives and stays out of the record")
        }
    }

    @Test("a conflict is final for the juror, and 'no conflict' is said once")
    func once() async throws {
        try await TestStore.withStore { store in
            let jury = try await SampleJury(SamplePeople(store))
            let juror = try await jury.juror("jury@example.org")
            let entry = try await jury.entry("Ahausen", key: "03351001")
            let assignment = try await jury.assign(juror.juror, entry)
            await #expect(throws: ConflictRefusal.notAssigned) { try await jury.declare(assignment, by: jury.applicant) }
            try await jury.declare(assignment, by: juror.account)
            await #expect(throws: ConflictRefusal.alreadyDeclared) { try await jury.declare(assignment, by: juror.account) }
            try await jury.declare(assignment, .conflict(.employment, note: ""), by: juror.account)
            await #expect(throws: ConflictRefusal.recused) { try await jury.declare(assignment, by: juror.account) }
            await #expect(throws: ScoreRefusal.recused) { try await jury.save(assignment, ["verankerung": "1"], revision: 1, by: juror.account) }
        }
    }

    @Test("of a save and a conflict at the same time, the sheet never counts afterwards", arguments: 0..<4)
    func race(attempt: Int) async throws {
        try await TestStore.withStore { store in
            let jury = try await SampleJury(SamplePeople(store))
            let juror = try await jury.juror("jury@example.org")
            let assignment = try await jury.assign(juror.juror, try await jury.entry("Ahausen", key: "03351001"))
            try await jury.declare(assignment, by: juror.account)
            async let saved: Result<SavedSheet, any Error> = {
                do { return .success(try await jury.save(assignment, ["verankerung": "1", "wirkung": "1"], .finalise, revision: 0, by: juror.account)) }
                catch { return .failure(error) }
            }()
            try await jury.declare(assignment, .conflict(.advice, note: ""), by: juror.account)
            if case .failure(let error) = await saved { #expect(error as? ScoreRefusal == .recused) }
            let state = try await store.database.read { session in
                try session.one("SELECT state FROM score_sheet WHERE assignment_id = \(assignment)") { row in try row("state") as String }
            }
            #expect(state == "recused")
        }
    }

    @Test("no sequence of declaring, saving, finishing, reopening and late conflicts leaves a counted sheet with a conflict")
    func randomSequences() async throws {
        try await TestStore.withStore { store in
            let jury = try await SampleJury(SamplePeople(store))
            let juror = try await jury.juror("jury@example.org")
            var random = SeededGenerator(seed: 20_270_813)
            var reached: Set<DeskAssignment.Step> = []
            for number in 0..<12 {
                let entry = try await jury.entry("Ort \(number)", key: "0335\(1000 + number)")
                let assignment = try await jury.assign(juror.juror, entry)
                for _ in 0..<12 {
                    try await act(on: assignment, of: juror.account, jury, &random)
                    #expect(try await store.violations() == [])
                }
                let step = try await store.jurorDesk(of: juror.account).rounds[0].assignments.first { $0.id == assignment }?.step
                reached.insert(try #require(step))
            }
            #expect(reached.contains(.recused))
            #expect(reached.count >= 3, "the sequences are too tame to say anything: \(reached)")
        }
    }

    /// One random act; refusals are part of the game.
    private func act(on assignment: Assignment.ID, of account: Account.ID, _ jury: SampleJury, _ random: inout SeededGenerator) async throws {
        let revision = try await jury.store.database.read { session in
            try session.value("SELECT revision FROM score_sheet WHERE assignment_id = \(assignment)", as: Int.self)
        }
        do {
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<4: try await jury.declare(assignment, by: account)
            case 4..<9: try await jury.save(assignment, ["verankerung": "\(Int.random(in: 0...10, using: &random))"], revision: revision, by: account)
            case 9..<14: try await jury.save(assignment, ["verankerung": "3.5", "wirkung": "n/a"], .finalise, revision: revision, by: account)
            case 14: try await jury.save(assignment, [:], .abstain, revision: revision, by: account)
            case 15..<19:
                _ = try await jury.store.reopenSheet(
                    assignment, revision: revision, by: try await jury.people.caller(account), operation: .fresh(account)
                )
            default: try await jury.declare(assignment, .conflict(.advantage, note: ""), by: account)
            }
        } catch is ScoreRefusal {
        } catch is ConflictRefusal {}
    }
}
