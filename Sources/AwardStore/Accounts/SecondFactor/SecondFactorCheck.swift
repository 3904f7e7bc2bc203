import Awards
import CSodium
import Postgres

/// The code is wrong, was used before, or belongs to no factor.
public struct CodeRefused: Error, Equatable {}

extension ServerSecret.Purpose {
    static func secondFactor(_ account: Account.ID) -> Self { Self("second-factor/\(account)") }
}

/// Ten codes for the day the phone is gone; 80 random bits each, so a plain hash keeps them.
enum RecoveryCode {
    static let count = 10

    /// "abcd-efgh-ijkl-mnop".
    static func random() -> String {
        var bytes = [UInt8](repeating: 0, count: 10)
        randombytes_buf(&bytes, bytes.count)
        let letters = Array(Base32.text(bytes).lowercased())
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }.joined(separator: "-")
    }

    /// Blanks, hyphens and capitals make no difference.
    static func hash(_ code: String, of account: Account.ID) -> [UInt8] {
        Token.sha256("\(account)/\(code.lowercased().filter { $0.isLetter || $0.isNumber })".utf8)
    }
}

extension Store {
    /// Uses up a code of the app, or else a recovery code. The row is locked, so two requests with the same code can't both pass.
    /// - Throws: ``CodeRefused``.
    func useCode(_ code: String, of account: Account.ID, in session: Session) throws {
        guard let factor = try session.factor(of: account, waitingIn: nil) else { throw CodeRefused() }
        guard try !passes(code, factor, of: account, in: session) else { return }
        let used = try session.execute(
            "DELETE FROM recovery_code WHERE account_id = \(account) AND code_hash = \(RecoveryCode.hash(code, of: account))"
        )
        guard used == 1 else { throw CodeRefused() }
        try session.record(.recoveryCodeUsed, by: account, about: .account(account))
    }

    /// Uses up the first code of a factor that waits for it in this session; recovery codes there are none yet.
    /// - Throws: ``CodeRefused``.
    func useFirstCode(_ code: String, of account: Account.ID, token: String, in session: Session) throws {
        guard let factor = try session.factor(of: account, waitingIn: token), try passes(code, factor, of: account, in: session) else {
            throw CodeRefused()
        }
    }

    private func passes(_ code: String, _ factor: StoredFactor, of account: Account.ID, in session: Session) throws -> Bool {
        let key = try Sealer(secret, for: .secondFactor(account)).open(factor.sealed)
        guard let step = TOTP.step(of: code.filter { !$0.isWhitespace }, secret: key, now: factor.now, after: factor.last) else { return false }
        try session.execute("UPDATE second_factor SET last_step = \(step) WHERE account_id = \(account)")
        return true
    }
}

private struct StoredFactor {
    let sealed: [UInt8]
    let last: Int64
    let now: Int64
}

extension Session {
    /// Locked. The one that is set up, or with a token the one that waits in its session.
    fileprivate func factor(of account: Account.ID, waitingIn token: String?) throws -> StoredFactor? {
        try first(
            """
            SELECT f.sealed_secret, f.last_step, floor(extract(epoch FROM clock_timestamp()) / \(TOTP.stepSeconds)::int)::bigint AS step
            FROM second_factor f
            WHERE f.account_id = \(account)
              AND f.session_id IS NOT DISTINCT FROM (SELECT s.id FROM session s WHERE s.token_hash = \(token.map { Token.sha256($0.utf8) }))
              AND (f.enrolled_at IS NULL) = (\(token)::text IS NOT NULL)
            FOR UPDATE OF f
            """
        ) { row in StoredFactor(sealed: try row("sealed_secret"), last: try row("last_step"), now: try row("step")) }
    }
}
