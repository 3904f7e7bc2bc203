import ScoringEngine

/// Why a sheet is not saved or reopened.
public enum ScoreRefusal: Error, Equatable, Sendable {
    case notAssigned
    case undeclared
    case recused
    case roundClosed
    case entryNotAdmitted
    /// The sheet is final or abstained; it has to be reopened first.
    case alreadyFinal
    /// Only a final or abstained sheet can be reopened.
    case notFinal
    /// Criteria without a mark, by code, in the rubric's order.
    case missingCriteria([String])
    /// Points that are not on their criterion's scale, or for criteria the rubric does not have, by code.
    case outOfScale([String])
    /// The rubric does not allow n/a; the criteria that have it, by code.
    case notApplicableRefused([String])
    case commentTooLong(maximum: Int)
    case editedMeanwhile
}

/// What a decision about a sheet rests on, as it stands under lock.
public struct SheetFacts: Equatable, Sendable {
    public let roundState: Round.State
    public let entryState: Entry.State
    public let declared: Bool
    public let state: ScoreSheet.State
    /// Grows by one with each change of the sheet.
    public let revision: Int
    public let rubric: RubricRules

    public init(
        roundState: Round.State, entryState: Entry.State, declared: Bool, state: ScoreSheet.State, revision: Int, rubric: RubricRules
    ) {
        self.roundState = roundState
        self.entryState = entryState
        self.declared = declared
        self.state = state
        self.revision = revision
        self.rubric = rubric
    }

    /// What holds for any change of a sheet, in this order: declaration, conflict, round, entry.
    func checkOpen() throws(ScoreRefusal) {
        guard declared else { throw .undeclared }
        guard state != .recused else { throw .recused }
        guard roundState == .open else { throw .roundClosed }
        guard entryState == .admitted else { throw .entryNotAdmitted }
    }
}

/// May this juror save this sheet, and what does it become?
public enum SavingScore {
    /// Checked in this order: assignment, declaration, conflict, round, entry, final, missing criteria (only to finalise),
    /// scale, n/a, comment, revision.
    /// - Parameter sheet: nil where the person has no such assignment.
    /// - Returns: the state the sheet takes.
    public static func decide(_ draft: ScoreDraft, on sheet: SheetFacts?) throws(ScoreRefusal) -> ScoreSheet.State {
        guard let sheet else { throw .notAssigned }
        try sheet.checkOpen()
        guard sheet.state == .notStarted || sheet.state == .draft else { throw .alreadyFinal }
        try check(draft, against: sheet.rubric)
        guard draft.revision == sheet.revision else { throw .editedMeanwhile }
        return switch draft.intent {
        case .saveDraft: .draft
        case .finalise: .final
        case .abstain: .abstained
        }
    }

    private static func check(_ draft: ScoreDraft, against rubric: RubricRules) throws(ScoreRefusal) {
        let missing = rubric.criteria.map(\.code).filter { draft.marks[$0] == nil }
        guard draft.intent != .finalise || missing.isEmpty else { throw .missingCriteria(missing) }
        let off = draft.marks.filter { !rubric.allows($0.value, for: $0.key) }.keys.sorted()
        guard off.isEmpty else { throw .outOfScale(off) }
        let refused = draft.marks.filter { $0.value == .notApplicable && rubric.notApplicable == .refuse }.keys.sorted()
        guard refused.isEmpty else { throw .notApplicableRefused(refused) }
        guard draft.comment.count <= ScoreDraft.maximumCommentCharacters else {
            throw .commentTooLong(maximum: ScoreDraft.maximumCommentCharacters)
        }
    }
}
