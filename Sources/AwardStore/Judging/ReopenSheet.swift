public import Awards
import Postgres

extension Store {
    /// Makes a finished sheet a draft again. Its marks stay; it does not count until it is finalised anew.
    /// - Parameter revision: what the page was rendered from.
    /// - Throws: ``ScoreRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func reopenSheet(
        _ assignment: Assignment.ID, revision: Int, by caller: Caller, operation: Operation
    ) async throws -> SavedSheet {
        let saved = try await perform(operation) { session in
            let sheet = try lockedSheet(assignment, of: caller.account, in: session)
            try ReopeningSheet.decide(revision: revision, on: sheet?.facts)
            guard let sheet else { throw ScoreRefusal.notAssigned }
            let change = SheetChange(
                state: .draft, revision: revision, comment: sheet.comment, savedAt: caller.requestedAt, marks: [:], emptied: []
            )
            try session.write(change, to: assignment)
            try session.record(
                .sheetReopened, by: caller.account, about: .assignment(assignment), round: sheet.round,
                before: SheetRecord(state: sheet.facts.state, revision: revision),
                after: SheetRecord(state: .draft, revision: revision + 1),
                facts: change.facts(assignment, of: sheet, marks: sheet.marks)
            )
            return SavedSheet(
                assignment: assignment, state: .draft, revision: revision + 1, savedAt: caller.requestedAt, timeZone: sheet.timeZone
            )
        }
        guard saved.assignment == assignment else { throw OperationReused() }
        return saved
    }
}
