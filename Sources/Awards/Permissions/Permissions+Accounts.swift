extension Permissions {
    /// Staff and administrators look after accounts: who is there, who is invited, what mail waits.
    public func mayLookAfterAccounts(_ actor: Actor) -> Bool {
        grants(.lookAfterAccounts, !actor.roles.isDisjoint(with: [.staff, .administrator]))
    }

    /// Staff invite people without a role; roles are for administrators to give.
    public func mayInvite(_ actor: Actor, to roles: Set<Role>) -> Bool {
        grants(.invite, actor.roles.contains(.administrator) || actor.roles.contains(.staff) && roles.isEmpty)
    }

    /// Staff take a lost second factor off people without power; administrators off anyone.
    /// - Parameter powerful: has a role or is offered one, chairs a jury, or sits on one whose round is not published.
    public func mayResetSecondFactor(_ actor: Actor, powerful: Bool) -> Bool {
        grants(.resetSecondFactor, actor.roles.contains(.administrator) || actor.roles.contains(.staff) && !powerful)
    }

    /// Staff read the mail to people without power; mail to the others may open their accounts and is for administrators.
    public func mayReadMail(_ actor: Actor, powerful: Bool) -> Bool {
        grants(.readMail, actor.roles.contains(.administrator) || actor.roles.contains(.staff) && !powerful)
    }

    /// The lead of a municipality's team decides who belongs to it.
    public func mayLeadTeam(isLead: Bool) -> Bool {
        grants(.leadTeam, isLead)
    }

    /// Administrators, staff, payment and the chair of a jury work only with a second factor. Accounts of the demo are exempt:
    /// their password is public, and a secret beside it would be a show.
    public func mayWorkWithoutSecondFactor(_ standing: SecondFactorStanding) -> Bool {
        grants(.workWithoutSecondFactor, standing.sampleData || !standing.isPowerful)
    }
}
