public import Awards
import Postgres

private struct LeadRecord: Encodable {
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
    /// The lead invites a colleague; somebody who has an account already is in the team at once.
    /// - Throws: ``TeamRefusal``, ``AccountRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func inviteColleague(_ person: InvitedPerson, to municipality: Municipality.ID, by caller: Caller, operation: Operation) async throws {
        try await bring(person, into: municipality, lead: false, by: caller, operation: operation) { team in
            guard team.facts.members.contains(where: { $0.account == caller.account }) else { throw TeamRefusal.notVisible }
            guard permissions.mayLeadTeam(isLead: team.isLead(caller.account)) else { throw TeamRefusal.notLead }
        }
    }

    /// Staff invite the first member of a municipality, who becomes the lead.
    /// - Throws: ``TeamRefusal``, ``AccountRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func inviteFirstMember(_ person: InvitedPerson, to municipality: Municipality.ID, by caller: Caller, operation: Operation) async throws {
        try await bring(person, into: municipality, lead: true, by: caller, operation: operation) { team in
            try ChangingTeam.first(in: team.facts)
        }
    }

    private func bring(
        _ person: InvitedPerson, into municipality: Municipality.ID, lead: Bool, by caller: Caller, operation: Operation,
        deciding: @escaping @Sendable (LockedTeam) throws -> Void
    ) async throws {
        _ = try await refusingAccounts {
            try await perform(operation) { session in
                let team = try session.lockedTeam(municipality)
                try deciding(team)
                if lead, !permissions.mayInvite(try session.actor(caller.account), to: []) { throw AccountRefusal.notAllowed }
                guard let known = try session.reachable(person.email) else {
                    let grant = InvitationGrant(municipality: municipality, lead: lead)
                    return try invite(person, to: grant, by: caller.account, in: session)
                }
                guard !team.facts.members.contains(where: { $0.account == known }) else { throw TeamRefusal.alreadyMember }
                try session.join(known, municipality, lead: lead, by: caller.account)
                try post(lead ? .leadGiven(municipality: team.name) : .memberAdded(municipality: team.name), to: known, in: session)
                return known
            }
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
        let members = try rows("SELECT account_id, lead FROM membership WHERE municipality_id = \(municipality)") { row in
            ChangingTeam.Facts.Member(account: try row("account_id"), lead: try row("lead"))
        }
        return LockedTeam(name: name, facts: ChangingTeam.Facts(members: members))
    }

    /// An account that can sign in by this address.
    fileprivate func reachable(_ email: String) throws -> Account.ID? {
        try first(
            "SELECT id FROM account WHERE lower(email) = lower(\(email)) AND disabled_at IS NULL AND password_hash IS NOT NULL"
        ) { row in try row("id") }
    }
}
