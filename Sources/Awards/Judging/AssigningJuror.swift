/// One juror for one entry.
public struct AssignmentPair: Hashable, Sendable, Codable {
    public let juror: Juror.ID
    public let entry: Entry.ID

    public init(juror: Juror.ID, entry: Entry.ID) {
        self.juror = juror
        self.entry = entry
    }
}

/// Why assignments are not changed. Nothing is changed then.
public enum AssignmentRefusal: Error, Equatable, Sendable {
    case roundClosed
    /// A juror or an entry that this round does not have.
    case notInRound
    case entryNotAdmitted
    /// The juror has begun, finished or declared a conflict, or bias was decided: the sheet stays.
    case alreadyStarted
}

/// May these jurors get these entries, and lose those?
public enum AssigningJuror {
    public struct Facts: Equatable, Sendable {
        public let roundState: Round.State
        /// The round's jurors among those named.
        public let jurors: Set<Juror.ID>
        /// The round's entries among those named.
        public let entries: [Entry.ID: Entry.State]
        /// The sheets of the pairs to be taken back that exist.
        public let sheets: [AssignmentPair: ScoreSheet.State]
        /// Pairs to be taken back about which bias was decided.
        public let decided: Set<AssignmentPair>

        public init(
            roundState: Round.State, jurors: Set<Juror.ID>, entries: [Entry.ID: Entry.State],
            sheets: [AssignmentPair: ScoreSheet.State], decided: Set<AssignmentPair> = []
        ) {
            self.roundState = roundState
            self.jurors = jurors
            self.entries = entries
            self.sheets = sheets
            self.decided = decided
        }
    }

    /// Checked in this order: round, membership of the round, admission, started sheets. A pair to be taken back that is
    /// not there any more is no error.
    public static func decide(
        assign: Set<AssignmentPair>, unassign: Set<AssignmentPair>, on facts: Facts
    ) throws(AssignmentRefusal) {
        guard facts.roundState == .open else { throw .roundClosed }
        let named = assign.union(unassign)
        guard named.allSatisfy({ facts.jurors.contains($0.juror) && facts.entries[$0.entry] != nil }) else { throw .notInRound }
        guard assign.allSatisfy({ facts.entries[$0.entry] == .admitted }) else { throw .entryNotAdmitted }
        guard unassign.allSatisfy({ facts.sheets[$0] ?? .notStarted == .notStarted && !facts.decided.contains($0) }) else { throw .alreadyStarted }
    }
}
