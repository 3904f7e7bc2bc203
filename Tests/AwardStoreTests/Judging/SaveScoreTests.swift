@testable import AwardStore
import Awards
import Foundation
import Postgres
import ScoringEngine
import TestSupport
import Testing

/// One juror with one declared assignment.
private struct Desk: Sendable {
    let jury: SampleJury
    let account: Account.ID
    let assignment: Assignment.ID

    static func withDesk(_ body: @Sendable (Desk) async throws -> Void) async throws {
        try await TestStore.withStore { store in
            let jury = try await SampleJury(SamplePeople(store))
            let juror = try await jury.juror("jury@example.org")
            let assignment = try await jury.assign(juror.juror, try await jury.entry("Ahausen", key: "03351001"))
            try await jury.declare(assignment, by: juror.account)
            try await body(Desk(jury: jury, account: juror.account, assignment: assignment))
        }
    }

    func sheet() async throws -> StoredSheet {
        guard case .open(let page) = try await jury.store.sheetAccess(assignment, of: account) else { throw NoSheet() }
        return page.sheet
    }

    func events(_ action: String) async throws -> [(before: String?, after: String?)] {
        try await jury.store.database.read { session in
            try session.rows("""
                SELECT d.content::jsonb ->> 'before' AS before, d.content::jsonb ->> 'after' AS after
                FROM event e JOIN event_detail d ON d.seq = e.seq WHERE e.action = \(action) ORDER BY e.seq
                """) { row in
                (before: try row("before") as String?, after: try row("after") as String?)
            }
        }
    }
}

private struct NoSheet: Error {}

@Suite("Saving a score sheet in the database")
struct SaveScoreTests {
    @Test("points, n/a and comment come back as they were sent; emptied criteria lose their mark")
    func roundTrip() async throws {
        try await Desk.withDesk { desk in
            let first = try await desk.jury.save(desk.assignment, ["verankerung": "7.5", "wirkung": "n/a"], revision: 0, comment: "gut", by: desk.account)
            #expect(first.state == .draft)
            #expect(first.revision == 1)
            let stored = try await desk.sheet()
            #expect(stored.marks == (try SampleJury.marks(["verankerung": "7.5", "wirkung": "n/a"])))
            #expect(stored.comment == "gut")
            try await desk.jury.save(desk.assignment, ["verankerung": "", "wirkung": "4"], revision: 1, by: desk.account)
            let second = try await desk.sheet()
            #expect(second.marks == (try SampleJury.marks(["wirkung": "4"])))
            #expect(second.comment == "")
            #expect(second.revision == 2)
        }
    }

    @Test("the record keeps what was overwritten")
    func record() async throws {
        try await Desk.withDesk { desk in
            try await desk.jury.save(desk.assignment, ["verankerung": "7.5", "wirkung": "3"], revision: 0, comment: "erst", by: desk.account)
            try await desk.jury.save(desk.assignment, ["verankerung": "8", "wirkung": "3"], .finalise, revision: 1, comment: "dann", by: desk.account)
            let event = try #require(try await desk.events("sheetFinalised").first)
            #expect(event.before == #"{"marks": {"verankerung": "7.5"}, "state": "draft", "comment": "erst", "revision": 1}"#)
            #expect(event.after == #"{"marks": {"verankerung": "8"}, "state": "final", "comment": "dann", "revision": 2}"#)
        }
    }

    @Test("of two sessions that save the same revision one wins, and the other learns of it")
    func collision() async throws {
        try await Desk.withDesk { desk in
            for round in 0..<8 {
                let outcomes = await withTaskGroup(of: Result<SavedSheet, any Error>.self) { group in
                    for points in ["2", "9"] {
                        group.addTask {
                            do {
                                return .success(try await desk.jury.save(desk.assignment, ["verankerung": points], revision: round, comment: points, by: desk.account))
                            } catch {
                                return .failure(error)
                            }
                        }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                let errors = outcomes.compactMap { outcome in if case .failure(let error) = outcome { error } else { nil } }
                #expect(errors.count == 1)
                #expect(errors.first as? ScoreRefusal == .editedMeanwhile)
                let stored = try await desk.sheet()
                #expect(stored.revision == round + 1)
                #expect(stored.marks == (try SampleJury.marks(["verankerung": stored.comment])))
            }
            #expect(try await desk.events("sheetSaved").count == 8)
        }
    }

    @Test("a form sent again has the first answer and no second effect")
    func replay() async throws {
        try await Desk.withDesk { desk in
            let operation = AwardStore.Operation.fresh(desk.account)
            let answers = try await withThrowingTaskGroup(of: SavedSheet.self) { group in
                for _ in 0..<5 {
                    group.addTask {
                        try await desk.jury.save(desk.assignment, ["verankerung": "5"], revision: 0, by: desk.account, operation: operation)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(answers.map(\.revision)) == [1])
            #expect(try await desk.sheet().revision == 1)
            #expect(try await desk.events("sheetSaved").count == 1)
        }
    }

    @Test("an operation of one sheet is no answer for another")
    func foreignReplay() async throws {
        try await Desk.withDesk { desk in
            let operation = AwardStore.Operation.fresh(desk.account)
            try await desk.jury.save(desk.assignment, ["verankerung": "5"], revision: 0, by: desk.account, operation: operation)
            await #expect(throws: OperationReused()) {
                try await desk.jury.save(.random(), ["verankerung": "5"], revision: 0, by: desk.account, operation: operation)
            }
        }
    }

    @Test("a foreign juror, and one without a declaration, save nothing")
    func foreign() async throws {
        try await Desk.withDesk { desk in
            let other = try await desk.jury.juror("andere@example.org")
            await #expect(throws: ScoreRefusal.notAssigned) {
                try await desk.jury.save(desk.assignment, ["verankerung": "1"], revision: 0, by: other.account)
            }
            let own = try await desk.jury.assign(other.juror, try await desk.jury.entry("Bebra", key: "06632003"))
            await #expect(throws: ScoreRefusal.undeclared) {
                try await desk.jury.save(own, ["verankerung": "1"], revision: 0, by: other.account)
            }
            #expect(try await desk.sheet().marks.isEmpty)
        }
    }

    @Test("a finished sheet is changed only after reopening it, and reopening is recorded")
    func reopening() async throws {
        try await Desk.withDesk { desk in
            let full = ["verankerung": "10", "wirkung": "1"]
            await #expect(throws: ScoreRefusal.missingCriteria(["wirkung"])) {
                try await desk.jury.save(desk.assignment, ["verankerung": "10"], .finalise, revision: 0, by: desk.account)
            }
            try await desk.jury.save(desk.assignment, full, .finalise, revision: 0, by: desk.account)
            await #expect(throws: ScoreRefusal.alreadyFinal) {
                try await desk.jury.save(desk.assignment, full, revision: 1, by: desk.account)
            }
            let caller = try await desk.jury.people.caller(desk.account)
            let reopened = try await desk.jury.store.reopenSheet(
                desk.assignment, revision: 1, by: caller, operation: .fresh(desk.account)
            )
            #expect(reopened.state == .draft)
            #expect(reopened.revision == 2)
            #expect(try await desk.sheet().marks == (try SampleJury.marks(full)))
            #expect(try await desk.events("sheetReopened").count == 1)
        }
    }

    @Test(
        "the database itself refuses marks off the scale",
        arguments: [("verankerung", "10.5"), ("verankerung", "7.3"), ("wirkung", "0"), ("wirkung", "1.5")]
    )
    func constraint(criterion: String, points: String) async throws {
        try await Desk.withDesk { desk in
            let error = await #expect(throws: DatabaseError.self) {
                try await desk.jury.store.database.transaction { session in
                    _ = try session.execute(
                        """
                        INSERT INTO score_mark (assignment_id, round_id, criterion, points)
                        VALUES (\(desk.assignment), \(desk.jury.round), \(criterion), \(points)::numeric)
                        """
                    )
                }
            }
            #expect(error?.constraint == "score_mark_on_scale")
        }
    }
}
