/// The staff's decision whether a submitted entry takes part.
public enum CheckingEligibility {
    public enum Decision: Equatable, Sendable {
        case admit
        case reject(reason: String)
    }

    /// A rejected entry may be admitted after all, and an admitted one rejected as long as no juror is assigned.
    /// Checked in this order: round, submission, own municipality, revision, decided alike, assignments, reason.
    /// - Parameter isMember: whoever decides belongs to the municipality's team.
    /// - Returns: the entry's new state.
    /// - Throws: ``EntryRefusal``.
    public static func decide(
        _ decision: Decision, entry: Entry.State, round: Round.State, revision: Int, stored: Int, assignments: Int, isMember: Bool
    ) throws(EntryRefusal) -> Entry.State {
        guard round == .open else { throw .roundNotOpen }
        guard entry != .draft else { throw .notSubmitted }
        guard !isMember else { throw .ownMunicipality }
        guard revision == stored else { throw .editedMeanwhile }
        switch decision {
        case .admit:
            guard entry != .admitted else { throw .alreadyDecided }
            return .admitted
        case .reject(let reason):
            guard entry != .rejected else { throw .alreadyDecided }
            guard assignments == 0 else { throw .alreadyAssigned }
            guard !FormText.isBlank(reason) else { throw .reasonMissing }
            return .rejected
        }
    }
}
