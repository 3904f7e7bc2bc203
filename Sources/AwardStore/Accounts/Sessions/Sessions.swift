public import Awards
public import Foundation
import Postgres

/// A fresh session: the token goes into the cookie and is stored nowhere, the database keeps its hash.
public struct NewSession: Sendable {
    public let token: String
    public let account: Account.ID
    /// Makes the device known; outlives the session.
    public let deviceToken: String
}

/// One place where a person is signed in.
public struct SignInSummary: Sendable, Equatable {
    public let id: SignIn.ID
    public let device: String
    public let createdAt: Date
    public let lastSeenAt: Date
    /// The one that asks.
    public let current: Bool
}

extension Session {
    private static let sessionsPerAccount = 20

    /// A session of 12 hours with new tokens; the device is known from now on. A person has twenty at most: the oldest ends.
    func startSession(of account: Account.ID, on device: ClientDevice) throws -> NewSession {
        let token = Token.random()
        try execute("DELETE FROM session WHERE expires_at < now()")
        try execute(
            """
            DELETE FROM session WHERE id IN (
                SELECT id FROM session WHERE account_id = \(account) ORDER BY created_at DESC, id OFFSET \(Self.sessionsPerAccount - 1)
            )
            """
        )
        try execute(
            """
            INSERT INTO session (token_hash, account_id, csrf_token, expires_at, device)
            VALUES (\(Token.sha256(token.utf8)), \(account), \(Token.random()), now() + interval '12 hours', \(device.words))
            """
        )
        return NewSession(token: token, account: account, deviceToken: try remember(device, of: account))
    }

    /// Makes a device known to an account, with the token it has or a new one.
    func remember(_ device: ClientDevice, of account: Account.ID) throws -> String {
        let token = device.token ?? Token.random()
        try execute(
            """
            INSERT INTO known_device (token_hash, account_id) VALUES (\(Token.sha256(token.utf8)), \(account))
            ON CONFLICT ON CONSTRAINT known_device_pkey DO UPDATE SET last_seen_at = now()
            """
        )
        return token
    }

    /// Ends all sessions and half sign-ins of an account.
    func endSessions(of account: Account.ID) throws {
        try execute("DELETE FROM session WHERE account_id = \(account)")
        try execute("DELETE FROM sign_in_challenge WHERE account_id = \(account)")
    }

    /// Gives the session another token: whoever had read the old one has nothing any more.
    func rotate(_ token: String, confirming: Bool) throws -> String {
        let new = Token.random()
        try execute(
            """
            UPDATE session SET token_hash = \(Token.sha256(new.utf8)),
                   confirmed_at = CASE WHEN \(confirming) THEN now() ELSE confirmed_at END
            WHERE token_hash = \(Token.sha256(token.utf8))
            """
        )
        return new
    }
}

extension Store {
    /// Where the person is signed in, the latest first.
    public func signIns(of caller: Caller, token: String) async throws -> [SignInSummary] {
        try await database.read { session in
            try session.rows(
                """
                SELECT id, device, created_at, last_seen_at, token_hash = \(Token.sha256(token.utf8)) AS current FROM session
                WHERE account_id = \(caller.account) AND expires_at > now() AND last_seen_at > now() - interval '30 minutes'
                ORDER BY last_seen_at DESC, id
                """
            ) { row in
                SignInSummary(
                    id: try row("id"), device: try row("device"), createdAt: try row("created_at"), lastSeenAt: try row("last_seen_at"),
                    current: try row("current")
                )
            }
        }
    }

    /// Ends one of the person's sign-ins, or all but the one that asks. One that has ended meanwhile is no error.
    /// - Parameter id: nil for all others.
    public func endSignIns(_ id: SignIn.ID?, of caller: Caller, token: String) async throws {
        try await database.transaction { session in
            let ended = try session.execute(
                """
                DELETE FROM session WHERE account_id = \(caller.account) AND token_hash <> \(Token.sha256(token.utf8))
                  AND (\(id)::uuid IS NULL OR id = \(id))
                """
            )
            if ended > 0 { try session.record(.sessionsEnded, by: caller.account, about: .account(caller.account), after: ["ended": ended]) }
        }
    }

    /// Ends a session; one that is not there any more is no error.
    public func signOut(token: String, account: Account.ID) async throws {
        try await database.transaction { session in
            let ended = try session.execute("DELETE FROM session WHERE token_hash = \(Token.sha256(token.utf8))")
            if ended > 0 { try session.record(.signedOut, by: account, about: .account(account)) }
        }
    }
}
