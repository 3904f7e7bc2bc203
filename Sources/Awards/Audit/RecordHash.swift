import CSodium

/// A SHA-256 in the record, 32 bytes.
public struct RecordHash: Hashable, Sendable, CustomStringConvertible {
    public let bytes: [UInt8]

    /// Before the first event.
    public static let zero = RecordHash(stored: [UInt8](repeating: 0, count: 32))

    public init(of message: [UInt8]) {
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256(&digest, message, UInt64(message.count))
        bytes = digest
    }

    /// - Returns: nil unless there are 32 bytes.
    public init?(_ bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// - Returns: nil unless there are 64 lower-case hexadecimal digits.
    public init?(_ text: String) {
        guard text.utf8.count == 64 else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in text.utf8 {
            let value: UInt8
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
            default: return nil
            }
            if let upper = high {
                bytes.append(upper << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        self.bytes = bytes
    }

    private init(stored: [UInt8]) {
        bytes = stored
    }

    /// What a purpose and a content hash to under a salt, as the database's function of this name makes it.
    public static func salted(_ salt: [UInt8], _ purpose: String, _ content: String) -> RecordHash {
        RecordHash(of: salt + Array("\(purpose)\n\(content)".utf8))
    }

    /// The hash of an event after this one.
    public func followed(by body: String) -> RecordHash {
        RecordHash(of: bytes + Array(body.utf8))
    }

    /// 64 lower-case hexadecimal digits.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
