public import Awards
import Postgres

/// What the page of an invitation shows to whoever holds the link.
public struct InvitationOffer: Sendable, Equatable {
    public let email: String
    public let displayName: String
    /// nil where the invitation does not lead to a team.
    public let municipality: String?
}

extension Store {
    /// - Returns: nil for a link that can't be used.
    /// - Throws: ``Throttled``.
    public func invitation(token: String, from device: ClientDevice) async throws -> InvitationOffer? {
        try await openLink(from: device) { session in
            try session.first(
                """
                SELECT a.email, a.display_name, m.display_name AS municipality
                FROM invitation i JOIN account a ON a.id = i.account_id LEFT JOIN municipality m ON m.id = i.municipality_id
                WHERE i.token_hash = \(Token.sha256(token.utf8)) AND i.accepted_at IS NULL AND i.revoked_at IS NULL
                  AND i.expires_at > now() AND a.disabled_at IS NULL
                """
            ) { row in
                InvitationOffer(email: try row("email"), displayName: try row("display_name"), municipality: try row("municipality"))
            }
        }
    }

    /// Sets name and password of the invited person, gives what was offered, and signs them in.
    /// - Throws: ``LinkDead``, ``PasswordRefusal``, ``Throttled``.
    public func acceptInvitation(
        token: String, name: String, password: String, on device: ClientDevice, replacing oldToken: String?
    ) async throws -> NewSession {
        let tokenHash = Token.sha256(token.utf8)
        let context = try await openLink(from: device) { session in
            let account = try session.first(
                "SELECT account_id FROM invitation WHERE token_hash = \(tokenHash) AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()"
            ) { row in try row("account_id") as Account.ID }
            return try account.map { try session.passwordContext(of: $0) }
        }
        guard var context else { throw LinkDead() }
        context.words.append(name)
        try context.check(password)
        let hash = try await passwords.hash(password)
        return try await database.transaction { session in
            let account = try session.accept(tokenHash)
            try session.execute("UPDATE account SET display_name = \(name) WHERE id = \(account)")
            try session.setPassword(hash, of: account)
            try session.dropMailText(of: account, kind: .invitation)
            if let oldToken { try session.execute("DELETE FROM session WHERE token_hash = \(Token.sha256(oldToken.utf8))") }
            return try session.startSession(of: account, on: device)
        }
    }
}

extension Session {
    /// Uses the invitation up and gives what it offers.
    fileprivate func accept(_ tokenHash: [UInt8]) throws -> Account.ID {
        let used = try first(
            """
            UPDATE invitation i SET accepted_at = now() FROM account a
            WHERE a.id = i.account_id AND a.disabled_at IS NULL AND i.token_hash = \(tokenHash)
              AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
            RETURNING i.account_id, i.roles, i.municipality_id, i.lead
            """
        ) { row in
            (
                account: try row("account_id") as Account.ID, roles: try row.roles(), municipality: try row("municipality_id") as Municipality.ID?,
                lead: try row("lead") as Bool
            )
        }
        guard let used else { throw LinkDead() }
        if !used.roles.isEmpty { try write(used.roles, of: used.account) }
        try record(.invitationAccepted, by: used.account, about: .account(used.account), after: used.roles.map(\.rawValue).sorted())
        if let municipality = used.municipality { try join(used.account, municipality, lead: used.lead, by: used.account) }
        return used.account
    }

    /// Puts a person into a team. Where somebody else leads it by now, they join as a member.
    func join(_ account: Account.ID, _ municipality: Municipality.ID, lead: Bool, by actor: Account.ID) throws {
        let joined = try execute(
            """
            INSERT INTO membership (account_id, municipality_id, lead)
            SELECT \(account), m.id, \(lead) AND NOT EXISTS (SELECT FROM membership o WHERE o.municipality_id = m.id AND o.lead)
            FROM (SELECT id FROM municipality WHERE id = \(municipality) FOR NO KEY UPDATE) m
            ON CONFLICT ON CONSTRAINT membership_pkey DO NOTHING
            """
        )
        guard joined == 1 else { return }
        try record(.memberAdded, by: actor, about: .municipality(municipality), after: ["account": account.description])
    }
}
