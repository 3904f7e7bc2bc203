/// What is unfinished when scoring is about to be closed. Each count is 0 in a round that is done.
public struct ClosingConcerns: Equatable, Sendable, Codable {
    /// Sheets of admitted entries that nobody has begun.
    public var openSheets: Int
    /// Sheets of admitted entries that were begun and not finished.
    public var drafts: Int
    /// Admitted entries with fewer final sheets than the rubric's minimum.
    public var thinEntries: Int
    /// Submitted entries that were neither admitted nor rejected.
    public var undecidedEntries: Int
    /// Municipalities can still submit.
    public var deadlineRunning: Bool
    /// Questions of bias nobody has decided; their sheets do not count until then.
    public var openConcerns: Int

    public init(openSheets: Int, drafts: Int, thinEntries: Int, undecidedEntries: Int, deadlineRunning: Bool, openConcerns: Int = 0) {
        self.openSheets = openSheets
        self.drafts = drafts
        self.thinEntries = thinEntries
        self.undecidedEntries = undecidedEntries
        self.deadlineRunning = deadlineRunning
        self.openConcerns = openConcerns
    }

    public var isEmpty: Bool {
        self == ClosingConcerns(openSheets: 0, drafts: 0, thinEntries: 0, undecidedEntries: 0, deadlineRunning: false)
    }
}

/// Why scoring is not closed.
public enum ClosingRefusal: Error, Equatable, Sendable {
    case alreadyClosed
    /// Something is unfinished and was not confirmed.
    case unconfirmed
    /// What was confirmed is not what stands now.
    case changedMeanwhile
}

/// May scoring be closed? Whoever closes has seen what is unfinished at that moment, and says so.
public enum ClosingScoring {
    /// Checked in this order: state, what was shown, confirmation.
    /// - Parameters:
    ///   - shown: what the page showed to the person who closes.
    ///   - current: what holds under the round's exclusive lock.
    public static func decide(
        state: Round.State, shown: ClosingConcerns, confirmed: Bool, current: ClosingConcerns
    ) throws(ClosingRefusal) {
        guard state == .open else { throw .alreadyClosed }
        guard shown == current else { throw .changedMeanwhile }
        guard confirmed || current.isEmpty else { throw .unconfirmed }
    }
}
