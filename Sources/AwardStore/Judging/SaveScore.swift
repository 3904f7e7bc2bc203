public import Awards
public import Foundation
import Postgres
import ScoringEngine

/// A sheet after saving.
public struct SavedSheet: Codable, Equatable, Sendable {
    public let assignment: Assignment.ID
    public let state: ScoreSheet.State
    /// What the next form is rendered from.
    public let revision: Int
    public let savedAt: Date
    /// The zone in which the round names times.
    public let timeZone: String
}

extension Store {
    /// Saves, finalises or abstains from a juror's sheet.
    /// - Parameter reading: reads the form by the rubric it is saved under; called once the sheet is locked.
    /// - Throws: ``ScoreRefusal``; what `reading` throws; ``OperationReused``, ``OutcomeUnknown``.
    public func saveScore(
        _ assignment: Assignment.ID, by caller: Caller, operation: Operation,
        reading draft: @escaping @Sendable (RubricRules) throws -> ScoreDraft
    ) async throws -> SavedSheet {
        do {
            let saved = try await perform(operation) { session in
                guard let sheet = try lockedSheet(assignment, of: caller.account, in: session) else { throw ScoreRefusal.notAssigned }
                let draft = try draft(sheet.facts.rubric)
                let state = try SavingScore.decide(draft, on: sheet.facts)
                let change = SheetChange(from: sheet, to: draft, state: state, at: caller.requestedAt)
                try session.write(change, to: assignment)
                try session.record(
                    .saving(state), by: caller.account, about: .assignment(assignment), round: sheet.round,
                    before: change.before(sheet), after: change.after(sheet),
                    facts: change.facts(assignment, of: sheet, marks: draft.marks)
                )
                return SavedSheet(
                    assignment: assignment, state: state, revision: change.revision + 1, savedAt: caller.requestedAt, timeZone: sheet.timeZone
                )
            }
            guard saved.assignment == assignment else { throw OperationReused() }
            return saved
        } catch let error as DatabaseError where error.constraint == "score_mark_on_scale" || error.constraint == "score_mark_criterion_fkey" {
            throw ScoreRefusal.outOfScale([])
        }
    }

    /// As ``saveScore(_:by:operation:reading:)`` where the draft does not come from a form.
    public func saveScore(
        _ assignment: Assignment.ID, _ draft: ScoreDraft, by caller: Caller, operation: Operation
    ) async throws -> SavedSheet {
        try await saveScore(assignment, by: caller, operation: operation) { _ in draft }
    }
}

extension EventAction {
    fileprivate static func saving(_ state: ScoreSheet.State) -> Self {
        switch state {
        case .final: .sheetFinalised
        case .abstained: .sheetAbstained
        default: .sheetSaved
        }
    }
}

extension SheetChange {
    fileprivate init(from sheet: LockedSheet, to draft: ScoreDraft, state: ScoreSheet.State, at moment: Date) {
        self.state = state
        revision = sheet.facts.revision
        comment = draft.comment
        savedAt = moment
        marks = draft.marks.filter { sheet.marks[$0.key] != $0.value }
        emptied = sheet.marks.keys.filter { draft.marks[$0] == nil }.sorted()
    }

    fileprivate func before(_ sheet: LockedSheet) -> SheetRecord {
        let touched = sheet.marks.filter { marks[$0.key] != nil || emptied.contains($0.key) }
        return SheetRecord(
            state: sheet.facts.state, revision: revision, marks: touched.mapValues(\.recordText),
            comment: comment == sheet.comment ? nil : sheet.comment
        )
    }

    fileprivate func after(_ sheet: LockedSheet) -> SheetRecord {
        SheetRecord(
            state: state, revision: revision + 1, marks: marks.mapValues(\.recordText),
            comment: comment == sheet.comment ? nil : comment
        )
    }
}
