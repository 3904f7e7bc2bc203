/// Why no chair is named.
public enum ChairRefusal: Error, Equatable, Sendable {
    case roundPublished
    /// A juror that this round does not have.
    case notInRound
    /// Nobody names themselves.
    case ownAccount
}

/// May this juror be named the chair?
public enum NamingChair {
    /// Checked in this order: juror, publication, own account.
    /// - Parameter juror: the juror's account; nil where the round has no such juror.
    public static func decide(juror: Account.ID?, by person: Account.ID, roundState: Round.State) throws(ChairRefusal) {
        guard let juror else { throw .notInRound }
        guard roundState != .published else { throw .roundPublished }
        guard juror != person else { throw .ownAccount }
    }
}
