import Crypto

/// Time-based one-time passwords as RFC 6238 and RFC 4226 define them, in the parameters every authenticator app knows:
/// HMAC-SHA-1, six digits, steps of 30 seconds.
enum TOTP {
    static let secretBytes = 20
    static let stepSeconds = 30
    private static let modulus: UInt32 = 1_000_000

    /// The code of a step, with leading zeros.
    static func code(secret: [UInt8], step: Int64) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian, Array.init)
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(mac[mac.count - 1] & 0x0F)
        let value = mac[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let digits = String(value % modulus)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// The step a code belongs to: now, the one before or the one after, and later than the last one accepted.
    /// - Returns: nil for a code that is wrong or was used.
    static func step(of code: String, secret: [UInt8], now: Int64, after last: Int64) -> Int64? {
        (now - 1...now + 1).first { $0 > last && Token.matches(self.code(secret: secret, step: $0), code) }
    }
}

/// RFC 4648 without padding, as authenticator apps read secrets.
enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        var buffer = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | Int(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                output.append(alphabet[buffer >> bits & 31])
            }
            buffer &= (1 << bits) - 1
        }
        if bits > 0 { output.append(alphabet[buffer << (5 - bits) & 31]) }
        return String(decoding: output, as: UTF8.self)
    }
}
