public import Awards
import Postgres

struct LeadRecord: Encodable {
    let lead: String?
    var reason: String?
}

/// A team as a change of it needs it: under a lock on the municipality, so that two changes at once can't leave it without lead.
private struct LockedTeam {
    let name: String
    let facts: ChangingTeam.Facts

    func isLead(_ account: Account.ID) -> Bool {
        facts.members.contains { $0.account == account && $0.lead }
    }

    var lead: Account.ID? { facts.members.first(where: \.lead)?.account }
}

extension Store {
    /// The lead invites a colleague. Nobody comes into a team without accepting, and the lead cannot tell whether the address has an
    /// account.
    /// - Throws: ``TeamRefusal``, ``AccountRefusal``, ``Throttled``; ``OperationReused``, ``OutcomeUnknown``.
    public func inviteColleague(_ person: InvitedPerson, to municipality: Municipality.ID, by caller: Caller, operation: Operation) async throws {
        try await invite(person, into: municipality, by: caller, operation: operation) { team, session in
            guard team.facts.members.contains(where: { $0.account == caller.account }) else { throw TeamRefusal.notVisible }
            try ChangingTeam.inviting(leads: permissions.mayLeadTeam(isLead: team.isLead(caller.account)), in: team.facts)
            try take(.inviting, [caller.account.description], in: session)
            return .joining
        }
    }

    /// Staff invite somebody into a municipality's team: to lead it where nobody does or, with a reason, in the place of whoever
    /// does.
    /// - Parameter reason: why somebody else leads from now on; counts only where there is a lead to replace.
    /// - Throws: ``TeamRefusal``, ``AccountRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func inviteMember(
        _ person: InvitedPerson, to municipality: Municipality.ID, asLead: Bool, reason: String, by caller: Caller, operation: Operation
    ) async throws {
        let reason = FormText.trimmed(reason)
        try await invite(person, into: municipality, by: caller, operation: operation) { team, session in
            guard permissions.mayInvite(try session.actor(caller.account), to: []) else { throw AccountRefusal.notAllowed }
            return try ChangingTeam.invitingByStaff(asLead: asLead, reason: reason, in: team.facts)
        }
    }

    private func invite(
        _ person: InvitedPerson, into municipality: Municipality.ID, by caller: Caller, operation: Operation,
        deciding: @escaping @Sendable (LockedTeam, Session) throws -> ChangingTeam.Coming
    ) async throws {
        do {
            _ = try await refusingAccounts {
                try await perform(operation) { session in
                    let team = try session.lockedTeam(municipality)
                    let grant = InvitationGrant(municipality: municipality, coming: try deciding(team, session))
                    guard let known = try session.known(person.email) else {
                        return try invite(person, to: grant, by: caller.account, in: session)
                    }
                    guard !team.facts.members.contains(where: { $0.account == known.account }) else { throw TeamRefusal.alreadyMember }
                    if known.waitsWithoutLink {
                        try sendInvitation(to: known.account, grant, by: caller.account, named: person.displayName, in: session)
                    } else {
                        try offerTeam(to: known, grant, by: caller.account, named: person.displayName, in: session)
                    }
                    return known.account
                }
            }
        } catch let error as DatabaseError where error.constraint == "invitation_once_a_team" {
            throw TeamRefusal.alreadyInvited
        }
    }

    /// Takes a person out of a team: the lead anyone but themselves, everyone themselves.
    /// - Throws: ``TeamRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func removeMember(_ member: Account.ID, from municipality: Municipality.ID, by caller: Caller, operation: Operation) async throws {
        _ = try await perform(operation) { session in
            let team = try session.lockedTeam(municipality)
            guard team.facts.members.contains(where: { $0.account == caller.account }) else { throw TeamRefusal.notVisible }
            try ChangingTeam.removal(
                of: member, by: caller.account, leads: permissions.mayLeadTeam(isLead: team.isLead(caller.account)), in: team.facts
            )
            try session.execute("DELETE FROM membership WHERE account_id = \(member) AND municipality_id = \(municipality)")
            try session.record(
                .memberRemoved, by: caller.account, about: .municipality(municipality), before: ["account": member.description]
            )
            return member
        }
    }

    /// The lead passes to another member; who had it stays in the team.
    /// - Throws: ``TeamRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func handOverLead(to member: Account.ID, of municipality: Municipality.ID, by caller: Caller, operation: Operation) async throws {
        _ = try await perform(operation) { session in
            let team = try session.lockedTeam(municipality)
            guard team.facts.members.contains(where: { $0.account == caller.account }) else { throw TeamRefusal.notVisible }
            try ChangingTeam.handingOver(to: member, leads: permissions.mayLeadTeam(isLead: team.isLead(caller.account)), in: team.facts)
            try giveLead(to: member, municipality, team, .leadHandedOver, by: caller, reason: nil, in: session)
            return member
        }
    }

    /// Staff name a new lead, for example where the old one has left; the reason stands in the record.
    /// - Throws: ``TeamRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func nameLead(
        _ member: Account.ID, of municipality: Municipality.ID, reason: String, by caller: Caller, operation: Operation
    ) async throws {
        let reason = FormText.trimmed(reason)
        _ = try await perform(operation) { session in
            guard permissions.mayRunRounds(try session.actor(caller.account)) else { throw TeamRefusal.notVisible }
            let team = try session.lockedTeam(municipality)
            try ChangingTeam.naming(member, reason: reason, in: team.facts)
            try giveLead(to: member, municipality, team, .leadNamed, by: caller, reason: reason, in: session)
            return member
        }
    }

    private func giveLead(
        to member: Account.ID, _ municipality: Municipality.ID, _ team: LockedTeam, _ action: EventAction, by caller: Caller, reason: String?,
        in session: Session
    ) throws {
        try session.execute("UPDATE membership SET lead = account_id = \(member) WHERE municipality_id = \(municipality)")
        try session.record(
            action, by: caller.account, about: .municipality(municipality), before: LeadRecord(lead: team.lead?.description),
            after: LeadRecord(lead: member.description, reason: reason)
        )
        try post(.leadGiven(municipality: team.name), to: member, in: session)
    }
}

extension Session {
    fileprivate func lockedTeam(_ municipality: Municipality.ID) throws -> LockedTeam {
        let name = try first("SELECT display_name FROM municipality WHERE id = \(municipality) FOR NO KEY UPDATE") { row in
            try row("display_name") as String
        }
        guard let name else { throw TeamRefusal.notVisible }
        let members = try rows(
            """
            SELECT m.account_id, m.lead, a.disabled_at IS NOT NULL AS disabled FROM membership m JOIN account a ON a.id = m.account_id
            WHERE m.municipality_id = \(municipality)
            """
        ) { row in ChangingTeam.Facts.Member(account: try row("account_id"), lead: try row("lead"), disabled: try row("disabled")) }
        let open: Int = try value(
            """
            SELECT count(*) FROM invitation
            WHERE municipality_id = \(municipality) AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()
            """
        )
        return LockedTeam(name: name, facts: ChangingTeam.Facts(members: members, openInvitations: open))
    }
}
