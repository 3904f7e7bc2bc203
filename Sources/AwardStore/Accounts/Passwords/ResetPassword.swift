public import Awards
import Postgres

/// A link that cannot be used, whatever the reason: unknown, expired, used, taken back.
public struct LinkDead: Error, Equatable {
    public init() {}
}

extension Store {
    /// Puts a link for a new password into the outbox, if the address has an account that can sign in. Whether it has cannot be
    /// told from the answer, nor from the time: the same statements run either way. Asking often makes no more than three links
    /// an hour; those that were sent still work.
    /// - Throws: ``Throttled`` for too many requests from one place.
    public func requestPasswordReset(email: String, from device: ClientDevice) async throws {
        let token = Token.random()
        let mail = OutboxMail.ID.random()
        try await database.transaction { session in
            try take(.asking, [device.place], in: session)
            let wanted = try spare(.resetting, [email.lowercased()], in: session)
            let account = try session.first(
                """
                INSERT INTO password_reset (token_hash, account_id, expires_at)
                SELECT \(Token.sha256(token.utf8)), id, now() + interval '1 hour' FROM account
                WHERE lower(email) = lower(\(email)) AND disabled_at IS NULL AND password_hash IS NOT NULL AND \(wanted)
                RETURNING account_id
                """
            ) { row in try row("account_id") as Account.ID }
            try post(.passwordReset(token: token), to: account ?? .random(), id: mail, in: session)
            try session.recordReset(of: account)
        }
    }

    /// Whether a link for a new password can still be used.
    public func passwordResetIsOpen(token: String, from device: ClientDevice) async throws -> Bool {
        try await openLink(from: device) { session in
            try session.first("SELECT account_id FROM password_reset WHERE token_hash = \(Token.sha256(token.utf8)) AND expires_at > now()") { _ in true }
        } ?? false
    }

    /// Sets a new password by a link, which is used up with it, and ends all sessions. A second factor stays and is asked for at
    /// the next sign-in: whoever reads the mail does not have the phone.
    /// - Throws: ``LinkDead``, ``PasswordRefusal``, ``Throttled``.
    /// - Returns: the token that makes this device known, so that a stranger's failed attempts don't keep the person out.
    public func resetPassword(token: String, to new: String, on device: ClientDevice) async throws -> String {
        let tokenHash = Token.sha256(token.utf8)
        let context = try await openLink(from: device) { session in
            let account = try session.first("SELECT account_id FROM password_reset WHERE token_hash = \(tokenHash) AND expires_at > now()") { row in
                try row("account_id") as Account.ID
            }
            return try account.map { try session.passwordContext(of: $0) }
        }
        guard let context else { throw LinkDead() }
        try context.check(new)
        let hash = try await passwords.hash(new)
        return try await database.transaction { session in
            let account = try session.first(
                "DELETE FROM password_reset WHERE token_hash = \(tokenHash) AND expires_at > now() RETURNING account_id"
            ) { row in try row("account_id") as Account.ID }
            guard let account else { throw LinkDead() }
            try session.setPassword(hash, of: account)
            try session.execute("DELETE FROM known_device WHERE account_id = \(account)")
            try session.record(.passwordReset, by: account, about: .account(account))
            try post(.passwordChanged, to: account, in: session)
            return try session.remember(device, of: account)
        }
    }
}

extension Session {
    /// One statement whether there is an account or not.
    fileprivate func recordReset(of account: Account.ID?) throws {
        guard let account else {
            try execute("SELECT NULL")
            return
        }
        try record(.passwordResetAsked, by: nil, about: .account(account))
    }
}
