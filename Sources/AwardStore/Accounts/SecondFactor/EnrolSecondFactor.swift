public import Awards
import Postgres

/// Why a second factor is not set up or taken off.
public enum SecondFactorRefusal: Error, Equatable, Sendable {
    case alreadyEnrolled
    case notEnrolled
    /// The person's tasks need it.
    case required
    case notVisible
    case notAllowed
}

/// What the app has to know.
public struct SecondFactorSecret: Sendable {
    /// As authenticator apps read it: Base32, 32 characters.
    public let base32: String
    let account: String

    /// The address behind the QR code, as authenticator apps define it.
    public var address: String {
        var unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
        unreserved.insert(UInt8(ascii: "@"))
        let label = account.utf8.map { unreserved.contains($0) ? String(UnicodeScalar($0)) : "%" + String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return "otpauth://totp/Lorbeer:\(label)?secret=\(base32)&issuer=Lorbeer&algorithm=SHA1&digits=6&period=30"
    }
}

extension Store {
    /// Makes the secret of a new second factor, which counts only after its first code. It is this session's alone and ends with
    /// it; one that was begun before is replaced, whoever has seen it.
    /// - Throws: ``SecondFactorRefusal/alreadyEnrolled``.
    public func beginSecondFactor(of confirmed: ConfirmedCaller, token: String) async throws {
        let account = confirmed.caller.account
        let sealed = Sealer(secret, for: .secondFactor(account)).seal(Array(ServerSecret.random().prefix(TOTP.secretBytes)))
        try await database.transaction { session in
            let begun = try session.execute(
                """
                INSERT INTO second_factor AS f (account_id, sealed_secret, session_id)
                SELECT s.account_id, \(sealed), s.id FROM session s WHERE s.account_id = \(account) AND s.token_hash = \(Token.sha256(token.utf8))
                ON CONFLICT ON CONSTRAINT second_factor_pkey
                DO UPDATE SET sealed_secret = excluded.sealed_secret, session_id = excluded.session_id, created_at = now(), last_step = 0
                WHERE f.enrolled_at IS NULL
                """
            )
            guard begun == 1 else { throw SecondFactorRefusal.alreadyEnrolled }
        }
    }

    /// The secret that waits for its first code in this session; nil where none does.
    public func pendingSecondFactor(of confirmed: ConfirmedCaller, token: String) async throws -> SecondFactorSecret? {
        let account = confirmed.caller.account
        return try await database.read { session in
            let stored = try session.first(
                """
                SELECT f.sealed_secret, a.email FROM second_factor f
                JOIN account a ON a.id = f.account_id JOIN session s ON s.id = f.session_id
                WHERE f.account_id = \(account) AND s.token_hash = \(Token.sha256(token.utf8))
                """
            ) { row in (sealed: try row("sealed_secret") as [UInt8], email: try row("email") as String) }
            return try stored.map {
                SecondFactorSecret(base32: Base32.text(try Sealer(secret, for: .secondFactor(account)).open($0.sealed)), account: $0.email)
            }
        }
    }

    /// Sets the second factor up by the first code of the app. All other sessions end; this one gets a new token.
    /// - Returns: the session's token and the ten recovery codes, which are stored nowhere in clear.
    /// - Throws: ``CodeRefused``, ``SecondFactorRefusal``, ``Throttled``.
    public func enrolSecondFactor(
        of confirmed: ConfirmedCaller, code: String, token: String
    ) async throws -> (token: String, recoveryCodes: [String]) {
        let caller = confirmed.caller
        try await database.transaction { session in try take(.confirming, [caller.account.description], in: session) }
        return try await database.transaction { session in
            try session.holdSignIns(of: caller.account)
            guard try !session.hasSecondFactor(caller.account) else { throw SecondFactorRefusal.alreadyEnrolled }
            try useFirstCode(code, of: caller.account, token: token, in: session)
            try giveBack(.confirming, [caller.account.description], in: session)
            try session.execute("UPDATE second_factor SET enrolled_at = now(), session_id = NULL WHERE account_id = \(caller.account)")
            let codes = try session.replaceRecoveryCodes(of: caller.account)
            try session.execute("DELETE FROM session WHERE account_id = \(caller.account) AND token_hash <> \(Token.sha256(token.utf8))")
            try session.record(.secondFactorEnrolled, by: caller.account, about: .account(caller.account))
            return (try session.rotate(token, confirming: true), codes)
        }
    }

    /// Makes ten new recovery codes; the old ones are void.
    /// - Throws: ``SecondFactorRefusal/notEnrolled``.
    public func replaceRecoveryCodes(of confirmed: ConfirmedCaller) async throws -> [String] {
        let account = confirmed.caller.account
        return try await database.transaction { session in
            try session.holdSignIns(of: account)
            guard try session.hasSecondFactor(account) else { throw SecondFactorRefusal.notEnrolled }
            let codes = try session.replaceRecoveryCodes(of: account)
            try session.record(.recoveryCodesReplaced, by: account, about: .account(account))
            return codes
        }
    }

    /// How many recovery codes are left.
    public func recoveryCodesLeft(of caller: Caller) async throws -> Int {
        try await database.read { session in try session.value("SELECT count(*) FROM recovery_code WHERE account_id = \(caller.account)") }
    }
}

extension Session {
    /// Whoever changes how an account is opened waits for the sign-ins that are under way, and they for the change.
    func holdSignIns(of account: Account.ID) throws {
        try execute("SELECT FROM account WHERE id = \(account) FOR UPDATE")
    }

    func hasSecondFactor(_ account: Account.ID) throws -> Bool {
        try value("SELECT EXISTS (SELECT FROM second_factor WHERE account_id = \(account) AND enrolled_at IS NOT NULL)")
    }

    fileprivate func replaceRecoveryCodes(of account: Account.ID) throws -> [String] {
        try execute("DELETE FROM recovery_code WHERE account_id = \(account)")
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode.random() }
        for code in codes {
            try execute("INSERT INTO recovery_code (account_id, code_hash) VALUES (\(account), \(RecoveryCode.hash(code, of: account)))")
        }
        return codes
    }

    func removeSecondFactor(of account: Account.ID) throws -> Bool {
        try execute("DELETE FROM recovery_code WHERE account_id = \(account)")
        return try execute("DELETE FROM second_factor WHERE account_id = \(account)") == 1
    }
}
