public import Awards
import Postgres

/// Why an invitation is not taken back or sent again.
public enum InvitationRefusal: Error, Equatable, Sendable {
    case notVisible
    case notAllowed
    /// It was accepted, declined or taken back before.
    case notOpen
}

/// What was offered to a person, under lock.
struct OpenInvitation {
    let account: Account.ID
    let grant: InvitationGrant
    let name: String
    /// Has no link: the person has an account and answers signed in.
    let isOffer: Bool
    /// Offered, or had already.
    let roles: Set<Role>
}

extension Store {
    /// Takes back an open invitation; its link is dead from now on.
    /// - Throws: ``InvitationRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func revokeInvitation(_ id: Invitation.ID, by caller: Caller, operation: Operation) async throws {
        _ = try await perform(operation) { session in
            let open = try manageable(id, by: caller, in: session)
            try revoke(id, open, by: caller, in: session)
            return open.account
        }
    }

    /// Sends an invitation once more, with a new link; the old one is dead.
    /// - Throws: ``InvitationRefusal``, ``StepUpNeeded`` where it leads to roles; ``OperationReused``, ``OutcomeUnknown``.
    public func inviteAgain(_ id: Invitation.ID, by caller: Caller, operation: Operation) async throws {
        try await inviteAgain(id, by: caller, operation: operation) { open in
            guard open.roles.isEmpty else { throw StepUpNeeded() }
        }
    }

    /// The same for an invitation to somebody with roles: whoever sends it has just proved again who they are.
    /// - Throws: ``InvitationRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func inviteAgain(_ id: Invitation.ID, by confirmed: ConfirmedCaller, operation: Operation) async throws {
        try await inviteAgain(id, by: confirmed.caller, operation: operation) { _ in }
    }

    private func inviteAgain(
        _ id: Invitation.ID, by caller: Caller, operation: Operation, checking: @escaping @Sendable (OpenInvitation) throws -> Void
    ) async throws {
        _ = try await perform(operation) { session in
            let open = try manageable(id, by: caller, in: session)
            try checking(open)
            try revoke(id, open, by: caller, in: session)
            if open.isOffer {
                let known = KnownAccount(account: open.account, disabled: false, waitsWithoutLink: false)
                try offerTeam(to: known, open.grant, by: caller.account, named: open.name, in: session)
            } else {
                try sendInvitation(to: open.account, open.grant, by: caller.account, named: open.name, in: session)
            }
            return open.account
        }
    }

    /// May the caller handle this invitation? Staff where they could have made it, and the lead of the team it leads to.
    private func manageable(_ id: Invitation.ID, by caller: Caller, in session: Session) throws -> OpenInvitation {
        guard let open = try session.lockedInvitation(id) else { throw InvitationRefusal.notOpen }
        let leads = try open.grant.municipality.map { try session.isLead(caller.account, of: $0) } ?? false
        let lead = open.grant.municipality != nil && open.roles.isEmpty && permissions.mayLeadTeam(isLead: leads)
        guard try lead || permissions.mayInvite(session.actor(caller.account), to: open.roles) else { throw InvitationRefusal.notAllowed }
        return open
    }

    private func revoke(_ id: Invitation.ID, _ open: OpenInvitation, by caller: Caller, in session: Session) throws {
        try session.execute("UPDATE invitation SET revoked_at = now() WHERE id = \(id)")
        if !open.isOffer { try session.dropMailText(of: open.account, kind: .invitation) }
        try session.record(.invitationRevoked, by: caller.account, about: .account(open.account))
    }
}

extension Session {
    func lockedInvitation(_ id: Invitation.ID) throws -> OpenInvitation? {
        try first(
            """
            SELECT i.account_id, i.roles, i.municipality_id, i.lead, i.lead_reason, i.invited_name, i.token_hash IS NULL AS is_offer,
                   ARRAY(SELECT r.role FROM account_role r WHERE r.account_id = i.account_id) AS had
            FROM invitation i WHERE i.id = \(id) AND i.accepted_at IS NULL AND i.revoked_at IS NULL FOR UPDATE OF i
            """
        ) { row in
            let isOffer: Bool = try row("is_offer")
            let offered = try row.roles()
            let had = Set(try (row("had") as [String]).compactMap(Role.init(rawValue:)))
            return OpenInvitation(
                account: try row("account_id"), grant: try row.grant(), name: try row("invited_name"), isOffer: isOffer,
                // A team's offer to somebody with roles is about the team alone.
                roles: isOffer ? [] : offered.union(had)
            )
        }
    }

    func isLead(_ account: Account.ID, of municipality: Municipality.ID) throws -> Bool {
        try value(
            "SELECT EXISTS (SELECT FROM membership WHERE account_id = \(account) AND municipality_id = \(municipality) AND lead)"
        )
    }
}

extension Row {
    /// The columns `roles`, `municipality_id`, `lead` and `lead_reason` of an invitation.
    func grant() throws -> InvitationGrant {
        let lead: Bool = try self("lead")
        let reason: String? = try self("lead_reason")
        return InvitationGrant(
            roles: try roles(), municipality: try self("municipality_id"), coming: reason.map { .replacing(reason: $0) } ?? (lead ? .leading : .joining)
        )
    }
}
