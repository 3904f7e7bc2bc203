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
    /// The first member comes by the office, which has to know them.
    case hasLead
    case reasonMissing
    case reasonTooLong(maximum: Int)
}

/// The people who work on a municipality's entries. One of them, the lead, decides who they are.
public enum ChangingTeam {
    public static let maximumReasonCharacters = 500

    public struct Facts: Equatable, Sendable {
        public struct Member: Equatable, Sendable {
            public let account: Account.ID
            public let lead: Bool

            public init(account: Account.ID, lead: Bool) {
                self.account = account
                self.lead = lead
            }
        }

        public let members: [Member]

        public init(members: [Member]) {
            self.members = members
        }

        func member(_ account: Account.ID) -> Member? { members.first { $0.account == account } }

        var leads: Int { members.count(where: \.lead) }
    }

    /// Someone leaves, by the lead's hand or their own. Checked in this order: standing, member, last lead.
    /// - Parameter leads: whether the caller leads the team, as the permission says.
    public static func removal(of member: Account.ID, by caller: Account.ID, leads: Bool, in facts: Facts) throws(TeamRefusal) {
        guard leads || member == caller else { throw .notLead }
        guard let found = facts.member(member) else { throw .unknownMember }
        guard !found.lead || facts.leads > 1 else { throw .lastLead }
    }

    /// The lead passes to another member. Checked in this order: standing, member, change.
    public static func handingOver(to member: Account.ID, leads: Bool, in facts: Facts) throws(TeamRefusal) {
        guard leads else { throw .notLead }
        guard let found = facts.member(member) else { throw .unknownMember }
        guard !found.lead else { throw .alreadyLead }
    }

    /// Staff name a lead where the old one has left. Checked in this order: member, change, reason.
    public static func naming(_ member: Account.ID, reason: String, in facts: Facts) throws(TeamRefusal) {
        guard let found = facts.member(member) else { throw .unknownMember }
        guard !found.lead else { throw .alreadyLead }
        guard !reason.isEmpty else { throw .reasonMissing }
        guard reason.count <= maximumReasonCharacters else { throw .reasonTooLong(maximum: maximumReasonCharacters) }
    }

    /// Staff let the first member in, who becomes the lead.
    public static func first(in facts: Facts) throws(TeamRefusal) {
        guard facts.leads == 0 else { throw .hasLead }
    }
}
