@testable import AwardStore
import Awards
import Foundation
import Postgres
import ScoringEngine
import TestSupport
import Testing

@Suite("Jurors, assignments and the desk in the database")
struct AssignmentTests {
    @Test("an assignment comes with its sheet, twice is once, and an untouched one can be taken back with its declaration")
    func assigning() async throws {
        try await TestStore.withStore { store in
            let jury = try await SampleJury(SamplePeople(store))
            let juror = try await jury.juror("jury@example.org")
            let pair = AssignmentPair(juror: juror.juror, entry: try await jury.entry("Ahausen", key: "03351001"))
            let caller = try await jury.people.caller(jury.staff)
            func change(_ assign: Set<AssignmentPair>, _ unassign: Set<AssignmentPair>) async throws -> ChangedAssignments {
                try await store.changeAssignments(in: jury.round, assign: assign, unassign: unassign, by: caller, operation: .fresh(jury.staff))
            }
            #expect(try await change([pair], []) == ChangedAssignments(added: 1, removed: 0))
            #expect(try await change([pair], []) == ChangedAssignments(added: 0, removed: 0))
            let assignment = try #require(try await store.jurorDesk(of: juror.account).rounds.first?.assignments.first?.id)
            try await jury.declare(assignment, by: juror.account)
            #expect(try await change([], [pair]) == ChangedAssignments(added: 0, removed: 1))
            #expect(try await store.sheetAccess(assignment, of: juror.account) == nil)
            let again = try await jury.assign(pair.juror, pair.entry)
            try await jury.declare(again, by: juror.account)
            try await jury.save(again, ["verankerung": "1"], revision: 0, by: juror.account)
            await #expect(throws: AssignmentRefusal.alreadyStarted) { try await change([], [pair]) }
        }
    }

    @Test("an entry that is not admitted, and another round's juror, are refused without a trace")
    func refused() async throws {
        try await TestStore.withStore { store in
            let jury = try await SampleJury(SamplePeople(store))
            let juror = try await jury.juror("jury@example.org")
            let good = try await jury.entry("Ahausen", key: "03351001")
            let draft = try await jury.entry("Bebra", key: "06632003", state: .submitted)
            let caller = try await jury.people.caller(jury.staff)
            await #expect(throws: AssignmentRefusal.entryNotAdmitted) {
                try await store.changeAssignments(
                    in: jury.round, assign: [AssignmentPair(juror: juror.juror, entry: good), AssignmentPair(juror: juror.juror, entry: draft)],
                    unassign: [], by: caller, operation: .fresh(jury.staff)
                )
            }
            await #expect(throws: AssignmentRefusal.notInRound) { try await jury.assign(.random(), good) }
            #expect(try await store.jurorDesk(of: juror.account).rounds.first?.assignments == [])
        }
    }

    @Test("a juror is one seat per round, by an existing account or a new one")
    func seats() async throws {
        try await TestStore.withStore { store in
            let jury = try await SampleJury(SamplePeople(store))
            let caller = try await jury.people.caller(jury.staff)
            await #expect(throws: JurorRefusal.unknownAccount) {
                try await store.addJuror(email: "niemand@example.org", organisation: "", to: jury.round, by: caller, operation: .fresh(jury.staff))
            }
            _ = try await jury.juror("jury@example.org")
            await #expect(throws: JurorRefusal.alreadyOnJury) {
                try await store.addJuror(email: "JURY@example.org", organisation: "", to: jury.round, by: caller, operation: .fresh(jury.staff))
            }
            let new = InvitedPerson(email: "neu@example.org", displayName: "Neu")
            let operation = AwardStore.Operation.fresh(jury.staff)
            let first = try await store.addJuror(inviting: new, organisation: "Verein", to: jury.round, by: caller, operation: operation)
            let again = try await store.addJuror(inviting: new, organisation: "Verein", to: jury.round, by: caller, operation: operation)
            #expect(again == first)
            await #expect(throws: AccountRefusal.emailTaken) {
                try await store.addJuror(inviting: new, organisation: "Verein", to: jury.round, by: caller, operation: .fresh(jury.staff))
            }
            #expect(try await store.jurors(of: jury.round).map(\.email) == ["neu@example.org", "jury@example.org"])
            let token = try #require(try await jury.people.mail(to: "neu@example.org").link("/einladung/"))
            let session = try await store.acceptInvitation(
                token: token, name: "Neu", password: "viele-verschiedene-woerter", on: .sample(), replacing: nil
            )
            #expect(session.account == first.account)
        }
    }

    @Test("the desk names one next action: go on, then begin, then declare; and leads on from a sheet in a circle")
    func desk() async throws {
        try await TestStore.withStore { store in
            let jury = try await SampleJury(SamplePeople(store))
            let juror = try await jury.juror("jury@example.org")
            let other = try await jury.juror("andere@example.org")
            var assignments: [Assignment.ID] = []
            for (number, name) in ["Ahausen", "Ärzen", "Bebra"].enumerated() {
                let entry = try await jury.entry(name, key: "0335100\(number)")
                assignments.append(try await jury.assign(juror.juror, entry))
                _ = try await jury.assign(other.juror, entry)
            }
            func next() async throws -> String? { try await store.jurorDesk(of: juror.account).rounds[0].next?.municipality.displayName }
            #expect(try await store.jurorDesk(of: juror.account).rounds[0].assignments.map(\.municipality.displayName) == ["Ahausen", "Ärzen", "Bebra"])
            #expect(try await next() == "Ahausen")
            try await jury.declare(assignments[1], by: juror.account)
            #expect(try await next() == "Ärzen")
            try await jury.declare(assignments[2], by: juror.account)
            try await jury.save(assignments[2], ["verankerung": "5"], revision: 0, by: juror.account)
            #expect(try await next() == "Bebra")
            let desk = try await store.jurorDesk(of: juror.account)
            #expect(desk.next(after: assignments[2])?.id == assignments[0])
            #expect(desk.rounds[0].assignments[2].total?.description == "50")
            try await jury.declare(assignments[0], .conflict(.employment, note: ""), by: juror.account)
            try await jury.save(assignments[2], [:], .abstain, revision: 1, by: juror.account)
            let later = try await store.jurorDesk(of: juror.account)
            #expect(later.next(after: assignments[1]) == nil)
            #expect(later.rounds[0].expected == 2)
            #expect(later.rounds[0].finished == 1)
        }
    }
}

@Suite("Closing scoring in the database")
struct CloseScoringTests {
    @Test("closing says what is unfinished, needs it confirmed as it stands, and then nothing is saved any more")
    func closing() async throws {
        try await TestStore.withStore { store in
            let jury = try await SampleJury(SamplePeople(store))
            let juror = try await jury.juror("jury@example.org")
            let entries = [try await jury.entry("Ahausen", key: "03351001"), try await jury.entry("Bebra", key: "06632003")]
            _ = try await jury.entry("Celle", key: "03351006", state: .submitted)
            let first = try await jury.assign(juror.juror, entries[0])
            _ = try await jury.assign(juror.juror, entries[1])
            try await jury.declare(first, by: juror.account)
            let caller = try await jury.people.caller(jury.staff)
            let before = try #require(try await store.closingPreview(slug: "probe-2027", by: caller))
            #expect(before.concerns == ClosingConcerns(openSheets: 2, drafts: 0, thinEntries: 2, undecidedEntries: 1, deadlineRunning: true))
            #expect(before.thinEntries.map(\.municipality.displayName) == ["Ahausen", "Bebra"])
            try await jury.save(first, ["verankerung": "5"], revision: 0, by: juror.account)
            func close(_ shown: ClosingConcerns, _ confirmed: Bool) async throws -> ClosedScoring {
                try await store.closeScoring(of: jury.round, shown: shown, confirmed: confirmed, by: caller, operation: .fresh(jury.staff))
            }
            await #expect(throws: ClosingRefusal.changedMeanwhile) { try await close(before.concerns, true) }
            let now = ClosingConcerns(openSheets: 1, drafts: 1, thinEntries: 2, undecidedEntries: 1, deadlineRunning: true)
            await #expect(throws: ClosingRefusal.unconfirmed) { try await close(now, false) }
            #expect(try await close(now, true).finalSheets == 0)
            await #expect(throws: ClosingRefusal.alreadyClosed) { try await close(now, true) }
            await #expect(throws: ScoreRefusal.roundClosed) {
                try await jury.save(first, ["verankerung": "6"], revision: 1, by: juror.account)
            }
            await #expect(throws: ConflictRefusal.roundClosed) { try await jury.declare(first, .conflict(.advice, note: ""), by: juror.account) }
            await #expect(throws: AssignmentRefusal.roundClosed) { try await jury.assign(juror.juror, entries[0]) }
            #expect(try await store.round(slug: "probe-2027")?.state == .scoringClosed)
        }
    }

    @Test("a save that waits for the closing is refused")
    func waitingSave() async throws {
        try await TestStore.withStore { store in
            let jury = try await SampleJury(SamplePeople(store))
            let juror = try await jury.juror("jury@example.org")
            let assignment = try await jury.assign(juror.juror, try await jury.entry("Ahausen", key: "03351001"))
            try await jury.declare(assignment, by: juror.account)
            let save = try await store.database.transaction { session in
                try session.execute("SELECT FROM round WHERE id = \(jury.round) FOR UPDATE")
                let save = Task { try await jury.save(assignment, ["verankerung": "6"], revision: 0, by: juror.account) }
                var waiting = 0
                while waiting == 0 {
                    waiting = try session.value("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()")
                }
                try session.execute("UPDATE round SET state = 'scoringClosed', scoring_closed_at = now() WHERE id = \(jury.round)")
                return save
            }
            await #expect(throws: ScoreRefusal.roundClosed) { try await save.value }
        }
    }
}
