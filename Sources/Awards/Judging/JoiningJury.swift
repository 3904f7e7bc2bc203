/// Why a person does not join a jury.
public enum JurorRefusal: Error, Equatable, Sendable {
    case roundClosed
    case unknownAccount
    case alreadyOnJury
    /// Nobody gives a seat to themselves.
    case ownAccount
    /// Who reads everything official takes no part in it.
    case auditor
}

/// May this person have a seat on a jury? Staff may, where a colleague gives it to them.
public enum JoiningJury {
    /// Checked in this order: own account, auditor.
    /// - Parameters:
    ///   - isOwn: whoever gives the seat would have it.
    ///   - isAuditor: has the role, or is offered it.
    public static func decide(isOwn: Bool, isAuditor: Bool) throws(JurorRefusal) {
        guard !isOwn else { throw .ownAccount }
        guard !isAuditor else { throw .auditor }
    }
}
