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
                  AND i.expires_at > now() AND a.disabled_at IS NULL AND a.password_hash IS NULL
                """
            ) { row in
                InvitationOffer(email: try row("email"), displayName: try row("display_name"), municipality: try row("municipality"))
            }
        }
    }

    /// Sets name and password of the invited person, gives what was offered, and signs them in. A link never replaces a password
    /// that somebody has.
    /// - Throws: ``LinkDead``, ``PasswordRefusal``, ``Throttled``.
    public func acceptInvitation(
        token: String, name: String, password: String, on device: ClientDevice, replacing oldToken: String?
    ) async throws -> NewSession {
        let tokenHash = Token.sha256(token.utf8)
        let context = try await openLink(from: device) { session in
            let account = try session.first(
                """
                SELECT i.account_id FROM invitation i JOIN account a ON a.id = i.account_id
                WHERE i.token_hash = \(tokenHash) AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
                  AND a.password_hash IS NULL
                """
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
            WHERE a.id = i.account_id AND a.disabled_at IS NULL AND a.password_hash IS NULL AND i.token_hash = \(tokenHash)
              AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now()
            RETURNING i.account_id, i.roles, i.municipality_id, i.lead, i.lead_reason
            """
        ) { row in (account: try row("account_id") as Account.ID, grant: try row.grant()) }
        guard let used else { throw LinkDead() }
        if !used.grant.roles.isEmpty {
            try write(used.grant.roles, of: used.account)
            try execute("SELECT wall.renew_access(\(used.account))")
        }
        try record(.invitationAccepted, by: used.account, about: .account(used.account), after: used.grant.roles.map(\.rawValue).sorted())
        if let municipality = used.grant.municipality { try join(used.account, municipality, used.grant.coming) }
        return used.account
    }

    /// A person joins a team.
    func join(_ account: Account.ID, _ municipality: Municipality.ID, _ coming: ChangingTeam.Coming) throws {
        try execute("SELECT FROM municipality WHERE id = \(municipality) FOR NO KEY UPDATE")
        let lead = try first("SELECT account_id FROM membership WHERE municipality_id = \(municipality) AND lead") { row in
            try row("account_id") as Account.ID
        }
        let joined = try execute(
            """
            INSERT INTO membership (account_id, municipality_id, lead) VALUES (\(account), \(municipality), \(coming == .leading && lead == nil))
            ON CONFLICT ON CONSTRAINT membership_pkey DO NOTHING
            """
        )
        if joined == 1 { try record(.memberAdded, by: account, about: .municipality(municipality), after: ["account": account.description]) }
        guard case .replacing(let reason) = coming else { return }
        try execute("UPDATE membership SET lead = account_id = \(account) WHERE municipality_id = \(municipality)")
        try record(
            .leadNamed, by: account, about: .municipality(municipality), before: LeadRecord(lead: lead?.description),
            after: LeadRecord(lead: account.description, reason: reason)
        )
    }
}
