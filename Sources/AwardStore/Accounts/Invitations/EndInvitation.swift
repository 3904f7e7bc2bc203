public import Awards
import Postgres

/// Why an invitation is not taken back or sent again.
public enum InvitationRefusal: Error, Equatable, Sendable {
    case notVisible
    case notAllowed
    /// It was accepted or taken back before.
    case notOpen
}

/// What was offered to a person, under lock.
private struct OpenInvitation {
    let id: Invitation.ID
    let grant: InvitationGrant
}

extension Store {
    /// Takes back the open invitation of an account; its link is dead from now on.
    /// - Throws: ``InvitationRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func revokeInvitation(of account: Account.ID, by caller: Caller, operation: Operation) async throws {
        _ = try await perform(operation) { session in
            _ = try revoke(of: account, by: caller, in: session)
            return account
        }
    }

    /// Sends the invitation of an account once more, with a new link; the old one is dead.
    /// - Throws: ``InvitationRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func inviteAgain(_ account: Account.ID, by caller: Caller, operation: Operation) async throws {
        _ = try await perform(operation) { session in
            let open = try revoke(of: account, by: caller, in: session)
            try sendInvitation(to: account, open.grant, by: caller.account, in: session)
            return account
        }
    }

    /// May the caller handle this invitation? Staff where they could have made it, and the lead of the team it leads to.
    private func revoke(of account: Account.ID, by caller: Caller, in session: Session) throws -> OpenInvitation {
        guard let open = try session.lockedInvitation(of: account) else { throw InvitationRefusal.notOpen }
        let leads = try open.grant.municipality.map { try session.isLead(caller.account, of: $0) } ?? false
        let lead = open.grant.municipality != nil && open.grant.roles.isEmpty && permissions.mayLeadTeam(isLead: leads)
        guard try lead || permissions.mayInvite(session.actor(caller.account), to: open.grant.roles) else { throw InvitationRefusal.notAllowed }
        try session.execute("UPDATE invitation SET revoked_at = now() WHERE id = \(open.id)")
        try session.dropMailText(of: account, kind: .invitation)
        try session.record(.invitationRevoked, by: caller.account, about: .account(account))
        return open
    }
}

extension Session {
    fileprivate func lockedInvitation(of account: Account.ID) throws -> OpenInvitation? {
        try first(
            """
            SELECT id, roles, municipality_id, lead FROM invitation
            WHERE account_id = \(account) AND accepted_at IS NULL AND revoked_at IS NULL FOR UPDATE
            """
        ) { row in
            OpenInvitation(
                id: try row("id"), grant: InvitationGrant(roles: try row.roles(), municipality: try row("municipality_id"), lead: try row("lead"))
            )
        }
    }

    func isLead(_ account: Account.ID, of municipality: Municipality.ID) throws -> Bool {
        try value(
            "SELECT EXISTS (SELECT FROM membership WHERE account_id = \(account) AND municipality_id = \(municipality) AND lead)"
        )
    }
}
