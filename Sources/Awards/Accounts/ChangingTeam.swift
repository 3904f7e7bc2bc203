/// Why a municipality's team stays as it is.
public enum TeamRefusal: Error, Equatable, Sendable {
    /// There is no such municipality, or the person has nothing to do with it.
    case notVisible
    case notLead
    case unknownMember
    case alreadyMember
    /// A team is never without a lead: hand it over first.
    case lastLead
    case alreadyLead
    /// A lead who can't sign in.
    case memberLocked
    case alreadyInvited
    case tooManyInvitations(maximum: Int)
    /// The person judges what the municipality enters.
    case sitsOnJury
    /// Who reads everything official takes no part in it.
    case auditor
    case reasonMissing
    case reasonTooLong(maximum: Int)
}

/// The people who work on a municipality's entries. One of them, the lead, decides who they are.
public enum ChangingTeam {
    public static let maximumReasonCharacters = 500
    /// Invitations of one team that wait for an answer at the same time.
    public static let maximumInvitations = 20

    public struct Facts: Equatable, Sendable {
        public struct Member: Equatable, Sendable {
            public let account: Account.ID
            public let lead: Bool
            public let disabled: Bool

            public init(account: Account.ID, lead: Bool, disabled: Bool = false) {
                self.account = account
                self.lead = lead
                self.disabled = disabled
            }
        }

        public let members: [Member]
        /// Invitations that wait for an answer.
        public let openInvitations: Int

        public init(members: [Member], openInvitations: Int = 0) {
            self.members = members
            self.openInvitations = openInvitations
        }

        func member(_ account: Account.ID) -> Member? { members.first { $0.account == account } }

        var leads: Int { members.count(where: \.lead) }
    }

    /// Someone leaves, by the lead's hand or their own. A lead who is alone may go too: the office then invites somebody else.
    /// Checked in this order: standing, member, last lead.
    /// - Parameter leads: whether the caller leads the team, as the permission says.
    public static func removal(of member: Account.ID, by caller: Account.ID, leads: Bool, in facts: Facts) throws(TeamRefusal) {
        guard leads || member == caller else { throw .notLead }
        guard let found = facts.member(member) else { throw .unknownMember }
        guard !found.lead || facts.leads > 1 || facts.members.count == 1 else { throw .lastLead }
    }

    /// The lead passes to another member. Checked in this order: standing, member, change.
    public static func handingOver(to member: Account.ID, leads: Bool, in facts: Facts) throws(TeamRefusal) {
        guard leads else { throw .notLead }
        guard let found = facts.member(member) else { throw .unknownMember }
        guard !found.lead else { throw .alreadyLead }
        guard !found.disabled else { throw .memberLocked }
    }

    /// Staff name a lead where the old one has left. Checked in this order: member, change, lock, reason.
    public static func naming(_ member: Account.ID, reason: String, in facts: Facts) throws(TeamRefusal) {
        guard let found = facts.member(member) else { throw .unknownMember }
        guard !found.lead else { throw .alreadyLead }
        guard !found.disabled else { throw .memberLocked }
        try check(reason)
    }

    /// The lead invites a colleague. Checked in this order: standing, limit.
    public static func inviting(leads: Bool, in facts: Facts) throws(TeamRefusal) {
        guard leads else { throw .notLead }
        guard facts.openInvitations < maximumInvitations else { throw .tooManyInvitations(maximum: maximumInvitations) }
    }

    /// Staff invite somebody: to lead where nobody does, to take the lead from whoever has it, which has a reason, or to take part.
    /// - Returns: how the invited person comes in.
    public static func invitingByStaff(asLead: Bool, reason: String, in facts: Facts) throws(TeamRefusal) -> Coming {
        guard facts.leads > 0 else { return .leading }
        guard asLead else { return .joining }
        try check(reason)
        return .replacing(reason: reason)
    }

    /// Somebody accepts a place in the team.
    /// - Parameters:
    ///   - judges: sits on the jury of a round that the municipality enters and that is not published.
    ///   - audits: is an auditor, or is offered to be one.
    public static func accepting(judges: Bool, audits: Bool) throws(TeamRefusal) {
        guard !judges else { throw .sitsOnJury }
        guard !audits else { throw .auditor }
    }

    /// How somebody comes into a team.
    public enum Coming: Equatable, Sendable {
        case joining
        /// As the lead, unless somebody else is by then.
        case leading
        /// As the lead, whoever is: the office has a reason.
        case replacing(reason: String)
    }

    private static func check(_ reason: String) throws(TeamRefusal) {
        guard !reason.isEmpty else { throw .reasonMissing }
        guard reason.count <= maximumReasonCharacters else { throw .reasonTooLong(maximum: maximumReasonCharacters) }
    }
}
