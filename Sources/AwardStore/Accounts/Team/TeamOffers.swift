public import Awards
public import Foundation
import Postgres

/// A place in a team that waits for the person's answer.
public struct TeamOffer: Sendable, Equatable {
    public let id: Invitation.ID
    public let municipality: MunicipalityTitle
    /// Who has invited them; nil where that was nobody signed in.
    public let inviter: String?
    public let lead: Bool
    public let expiresAt: Date
}

extension Store {
    /// The teams a person is invited to, which they answer here and by no link.
    public func teamOffers(of caller: Caller) async throws -> [TeamOffer] {
        try await database.read { session in
            try session.rows(
                """
                SELECT i.id, m.kind, m.display_name, m.designation, m.article, c.display_name AS inviter, i.lead, i.expires_at
                FROM invitation i JOIN municipality m ON m.id = i.municipality_id LEFT JOIN account c ON c.id = i.created_by
                WHERE i.account_id = \(caller.account) AND i.token_hash IS NULL
                  AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
                ORDER BY m.display_name COLLATE "de-x-icu", i.id
                """
            ) { row in
                TeamOffer(
                    id: try row("id"), municipality: try row.municipalityTitle(), inviter: try row("inviter"), lead: try row("lead"),
                    expiresAt: try row("expires_at")
                )
            }
        }
    }

    /// Joins a team or declines. Who judges what the municipality enters cannot join it, and no auditor can.
    /// - Throws: ``InvitationRefusal/notOpen``, ``TeamRefusal/sitsOnJury``, ``TeamRefusal/auditor``; ``OperationReused``, ``OutcomeUnknown``.
    public func answerTeamOffer(_ id: Invitation.ID, accepting: Bool, by caller: Caller, operation: Operation) async throws {
        _ = try await perform(operation) { session in
            let account = caller.account
            guard let municipality = try session.offeredTown(id, to: account), let open = try session.lockedInvitation(id) else {
                throw InvitationRefusal.notOpen
            }
            guard accepting else {
                try session.execute("UPDATE invitation SET revoked_at = now() WHERE id = \(id)")
                try session.record(.invitationDeclined, by: account, about: .account(account))
                return account
            }
            try ChangingTeam.accepting(
                judges: try session.value("SELECT wall.judges(\(account), \(municipality))"),
                audits: try session.value("SELECT wall.is_auditor(\(account))")
            )
            try session.execute("UPDATE invitation SET accepted_at = now() WHERE id = \(id)")
            try session.record(.invitationAccepted, by: account, about: .account(account))
            try session.join(account, municipality, open.grant.coming)
            return account
        }
    }
}

extension Session {
    /// nil where nothing is offered to this person under the id.
    fileprivate func offeredTown(_ id: Invitation.ID, to account: Account.ID) throws -> Municipality.ID? {
        try first(
            "SELECT municipality_id FROM invitation WHERE id = \(id) AND account_id = \(account) AND token_hash IS NULL AND expires_at > now()"
        ) { row in try row("municipality_id") }
    }
}
