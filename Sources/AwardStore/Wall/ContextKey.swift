public import Awards
import CSodium
import Foundation

extension ServerSecret.Purpose {
    /// Signs who acts in a transaction.
    static let context = Self("database-context")

    static func password(of door: Door) -> Self { Self("database-password/\(door.login)") }
}

/// Signs who acts in a transaction. The database checks it with the same key, which no door can read.
struct ContextKey: Sendable {
    private let bytes: [UInt8]

    init(_ secret: ServerSecret) {
        bytes = secret.derive(.context)
    }

    /// The context that `wall.account()` reads: account, expiry in seconds since 1970, and HMAC-SHA-256 over both and the login.
    func context(of account: Account.ID, until expiry: Int, at door: Door) -> String {
        let claim = "\(account).\(expiry)"
        return "\(claim).\(mark(of: "\(door.login).\(claim)"))"
    }

    /// HMAC-SHA-256, 64 hexadecimal digits: shows the database that the server itself says this.
    func mark(of claim: String) -> String {
        let message = Array(claim.utf8)
        var code = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
        crypto_auth_hmacsha256(&code, message, UInt64(message.count), bytes)
        return code.map(Self.hexadecimal).joined()
    }

    /// The key as HMAC uses it (RFC 2104): filled up to a block of SHA-256 and combined with the inner and the outer pad.
    var pads: (inner: [UInt8], outer: [UInt8]) {
        let block = bytes + [UInt8](repeating: 0, count: 64 - bytes.count)
        return (block.map { $0 ^ 0x36 }, block.map { $0 ^ 0x5C })
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return byte < 16 ? "0\(digits)" : digits
    }
}
