public import Awards
import Postgres

/// The half sign-in is unknown or older than five minutes; the password has to be given again.
public struct ChallengeOver: Error, Equatable {}

extension Session {
    /// Notes that the password was right.
    func startChallenge(of account: Account.ID) throws -> String {
        let token = Token.random()
        try execute("DELETE FROM sign_in_challenge WHERE expires_at < now()")
        try execute(
            """
            INSERT INTO sign_in_challenge (token_hash, account_id, expires_at)
            VALUES (\(Token.sha256(token.utf8)), \(account), now() + interval '5 minutes')
            """
        )
        return token
    }
}

extension Store {
    /// Whether the half sign-in still waits for its code.
    public func challengeIsOpen(token: String) async throws -> Bool {
        try await database.read { session in
            try session.value("SELECT EXISTS (SELECT FROM sign_in_challenge WHERE token_hash = \(Token.sha256(token.utf8)) AND expires_at > now())")
        }
    }

    /// Completes a sign-in with a code of the app or a recovery code.
    /// - Throws: ``ChallengeOver``, ``CodeRefused``, ``Throttled``.
    public func completeSignIn(challenge: String, code: String, on device: ClientDevice, replacing oldToken: String?) async throws -> NewSession {
        let challengeHash = Token.sha256(challenge.utf8)
        let account = try await database.transaction { session in
            let found = try session.challenged(challengeHash, device: device)
            let limit = codeLimit(found.account, device, known: found.known)
            // Taken in a transaction of its own: a wrong code rolls back what it has done, and has to count.
            try take(limit.limit, limit.subject, in: session)
            return found.account
        }
        return try await database.transaction { session in
            // Held against whoever changes the password meanwhile, which ends the half sign-in, and looked up under that lock.
            try session.execute("SELECT FROM account WHERE id = \(account) FOR SHARE")
            let found = try session.challenged(challengeHash, device: device)
            try useCode(code, of: account, in: session)
            guard try session.execute("DELETE FROM sign_in_challenge WHERE token_hash = \(challengeHash)") == 1 else { throw ChallengeOver() }
            if let oldToken { try session.execute("DELETE FROM session WHERE token_hash = \(Token.sha256(oldToken.utf8))") }
            let limit = codeLimit(account, device, known: found.known)
            try giveBack(limit.limit, limit.subject, in: session)
            let new = try session.startSession(of: account, on: device)
            try session.record(.signedIn, by: account, about: .account(account))
            return new
        }
    }

    private func codeLimit(_ account: Account.ID, _ device: ClientDevice, known: Bool) -> (limit: ThrottleLimit, subject: [String]) {
        known ? (.knownCode, [account.description, device.token ?? ""]) : (.strangeCode, [account.description])
    }
}

extension Session {
    fileprivate func challenged(_ tokenHash: [UInt8], device: ClientDevice) throws -> (account: Account.ID, known: Bool) {
        let found = try first(
            """
            SELECT c.account_id, EXISTS (SELECT FROM known_device d WHERE d.account_id = c.account_id
                                           AND d.token_hash = \(Token.sha256((device.token ?? "").utf8))) AS known
            FROM sign_in_challenge c JOIN account a ON a.id = c.account_id
            WHERE c.token_hash = \(tokenHash) AND c.expires_at > now() AND a.disabled_at IS NULL
            """
        ) { row in (account: try row("account_id") as Account.ID, known: try row("known") as Bool) }
        guard let found else { throw ChallengeOver() }
        return found
    }
}
