public import Awards
import Postgres

extension EventAction {
    static let signedIn = Self("signedIn")
    static let signedOut = Self("signedOut")
}

/// A fresh session: the token goes into the cookie and is stored nowhere, the database keeps its hash.
public struct NewSession: Sendable {
    public let token: String
    public let account: Account.ID
}

/// Wrong address, wrong password or a closed account: which of them is not told.
public struct SignInRefused: Error, Equatable {}

extension Store {
    /// Signs a person in and ends the session they came with, so that a planted token is worth nothing.
    /// - Throws: ``SignInRefused``.
    public func signIn(email: String, password: String, replacing oldToken: String?) async throws -> NewSession {
        let stored = try await database.read { session in
            try session.first(
                """
                SELECT id, password_hash FROM account
                WHERE lower(email) = lower(\(email)) AND disabled_at IS NULL
                """
            ) { row in (id: try row("id") as Account.ID, hash: try row("password_hash") as String) }
        }
        guard try await passwords.verify(password, against: stored?.hash), let stored else { throw SignInRefused() }
        let token = Token.random()
        let csrf = Token.random()
        try await database.transaction { session in
            if let oldToken {
                try session.execute("DELETE FROM session WHERE token_hash = \(Token.sha256(oldToken.utf8))")
            }
            try session.execute("DELETE FROM session WHERE expires_at < now()")
            try session.execute(
                """
                INSERT INTO session (token_hash, account_id, csrf_token, expires_at)
                VALUES (\(Token.sha256(token.utf8)), \(stored.id), \(csrf), now() + interval '12 hours')
                """
            )
            try session.record(.signedIn, by: stored.id, about: .account(stored.id))
        }
        return NewSession(token: token, account: stored.id)
    }

    /// Ends a session; one that is not there any more is no error.
    public func signOut(token: String, account: Account.ID) async throws {
        try await database.transaction { session in
            let ended = try session.execute("DELETE FROM session WHERE token_hash = \(Token.sha256(token.utf8))")
            if ended > 0 { try session.record(.signedOut, by: account, about: .account(account)) }
        }
    }
}
