public import Awards
import Postgres

/// Wrong address, wrong password or a closed account: which of them is not told.
public struct SignInRefused: Error, Equatable {}

/// How far somebody came with a right password.
public enum SignInOutcome: Sendable {
    case signedIn(NewSession)
    /// The second factor is still to come; the token stands for the password that was right, for five minutes.
    case codeNeeded(token: String)
}

extension Store {
    /// Signs a person in and ends the session they came with, so that a planted token is worth nothing.
    ///
    /// An unknown address costs the same statements and the same hashing as a known one. Attempts from devices the account
    /// does not know share one bucket; a device on which the person signed in before has its own, so strangers can't lock
    /// the person out.
    /// - Throws: ``SignInRefused``, ``Throttled``.
    public func signIn(email: String, password: String, on device: ClientDevice, replacing oldToken: String?) async throws -> SignInOutcome {
        // A place comes first: who finds none has not used up an attempt.
        try await passwords.withPlace {
            try await tryPassword(password, email: email, on: device, replacing: oldToken)
        }
    }

    private func tryPassword(_ password: String, email: String, on device: ClientDevice, replacing oldToken: String?) async throws -> SignInOutcome {
        let attempt = try await database.transaction { session in
            let found = try session.candidate(email, device: device)
            let limit = signInLimit(email, device, known: found?.known ?? false)
            try take(.place, [device.place], in: session)
            try take(limit.limit, limit.subject, in: session)
            return (found: found, limit: limit)
        }
        guard try await passwords.verify(password, against: attempt.found?.hash), let found = attempt.found else { throw SignInRefused() }
        return try await database.transaction { session in
            // Hashing takes a while, and the password may have been taken away meanwhile.
            guard try session.stillHas(found.hash, found.account) else { throw SignInRefused() }
            try giveBack(.place, [device.place], in: session)
            try giveBack(attempt.limit.limit, attempt.limit.subject, in: session)
            try session.execute("DELETE FROM throttle WHERE full_at < now()")
            if let oldToken { try session.execute("DELETE FROM session WHERE token_hash = \(Token.sha256(oldToken.utf8))") }
            // A second factor may have been set up meanwhile too.
            guard try !session.hasSecondFactor(found.account) else { return .codeNeeded(token: try session.startChallenge(of: found.account)) }
            let new = try session.startSession(of: found.account, on: device)
            try session.record(.signedIn, by: found.account, about: .account(found.account))
            return .signedIn(new)
        }
    }

    private func signInLimit(_ email: String, _ device: ClientDevice, known: Bool) -> (limit: ThrottleLimit, subject: [String]) {
        known ? (.known, [email.lowercased(), device.token ?? ""]) : (.stranger, [email.lowercased()])
    }
}

private struct Candidate {
    let account: Account.ID
    let hash: String
    let known: Bool
}

extension Session {
    /// Whether the account is open and has this password still; held until the transaction ends.
    func stillHas(_ hash: String, _ account: Account.ID) throws -> Bool {
        try first("SELECT id FROM account WHERE id = \(account) AND password_hash = \(hash) AND disabled_at IS NULL FOR SHARE") { _ in true } ?? false
    }

    fileprivate func candidate(_ email: String, device: ClientDevice) throws -> Candidate? {
        try first(
            """
            SELECT a.id, a.password_hash,
                   EXISTS (SELECT FROM known_device d WHERE d.account_id = a.id AND d.token_hash = \(Token.sha256((device.token ?? "").utf8))
                             AND d.last_seen_at > now() - interval '1 year') AS known
            FROM account a
            WHERE lower(a.email) = lower(\(email)) AND a.disabled_at IS NULL AND a.password_hash IS NOT NULL
            """
        ) { row in
            Candidate(account: try row("id"), hash: try row("password_hash"), known: try row("known"))
        }
    }
}
