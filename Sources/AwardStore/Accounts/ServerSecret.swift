import CSodium

/// The server's own 32 secret bytes. Nothing uses them directly: each purpose has a key of its own, derived from them, so
/// that a key that gets lost opens one thing only.
public struct ServerSecret: Sendable {
    /// What a derived key is for. Each feature names its own in an extension; a name is never used for two things.
    public struct Purpose: Hashable, Sendable {
        let name: String

        public init(_ name: String) {
            self.name = name
        }
    }

    public static let byteCount = 32

    private let bytes: [UInt8]

    /// - Returns: nil unless there are exactly 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount, sodium_init() >= 0 else { return nil }
        self.bytes = bytes
    }

    /// 32 bytes from the system's generator.
    static func random() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: byteCount)
        randombytes_buf(&bytes, bytes.count)
        return bytes
    }

    /// The key of a purpose: HMAC-SHA-256 of its name under the secret, 32 bytes. The same at every call.
    public func derive(_ purpose: Purpose) -> [UInt8] {
        let message = Array("lorbeer/\(purpose.name)".utf8)
        var key = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
        crypto_auth_hmacsha256(&key, message, UInt64(message.count), bytes)
        return key
    }
}

extension ServerSecret: CustomStringConvertible, CustomReflectable {
    /// Nothing that is printed or logged shows the bytes.
    public var description: String { "ServerSecret" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
