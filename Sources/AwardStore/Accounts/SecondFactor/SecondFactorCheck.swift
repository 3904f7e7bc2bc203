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
    /// - Parameter enrolling: for a factor that is not enrolled yet; recovery codes don't count then.
    /// - Throws: ``CodeRefused``.
    func useCode(_ code: String, of account: Account.ID, enrolling: Bool = false, in session: Session) throws {
        let factor = try session.first(
            """
            SELECT sealed_secret, last_step, floor(extract(epoch FROM clock_timestamp()) / \(TOTP.stepSeconds)::int)::bigint AS step
            FROM second_factor WHERE account_id = \(account) AND (enrolled_at IS NULL) = \(enrolling) FOR UPDATE
            """
        ) { row in (sealed: try row("sealed_secret") as [UInt8], last: try row("last_step") as Int64, now: try row("step") as Int64) }
        guard let factor else { throw CodeRefused() }
        let key = try Sealer(secret, for: .secondFactor(account)).open(factor.sealed)
        let digits = code.filter { !$0.isWhitespace }
        if let step = TOTP.step(of: digits, secret: key, now: factor.now, after: factor.last) {
            try session.execute("UPDATE second_factor SET last_step = \(step) WHERE account_id = \(account)")
            return
        }
        guard !enrolling else { throw CodeRefused() }
        let used = try session.execute(
            "DELETE FROM recovery_code WHERE account_id = \(account) AND code_hash = \(RecoveryCode.hash(code, of: account))"
        )
        guard used == 1 else { throw CodeRefused() }
        try session.record(.recoveryCodeUsed, by: account, about: .account(account))
    }
}
