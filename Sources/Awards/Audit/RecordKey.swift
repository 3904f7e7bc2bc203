import CSodium
public import Foundation

/// What signs the record's checkpoints: an Ed25519 key (RFC 8032) with a name, as in C2SP signed-note.
public struct RecordSigner: Sendable {
    public let key: RecordKey
    private let secret: [UInt8]

    /// - Parameters:
    ///   - seed: 32 bytes.
    ///   - name: nil makes one of the key, so that no two installations have the same.
    public init(seed: [UInt8], name: String? = nil) {
        precondition(seed.count == Int(crypto_sign_ed25519_SEEDBYTES), "a seed has 32 bytes")
        var open = [UInt8](repeating: 0, count: Int(crypto_sign_ed25519_PUBLICKEYBYTES))
        var secret = [UInt8](repeating: 0, count: Int(crypto_sign_ed25519_SECRETKEYBYTES))
        crypto_sign_ed25519_seed_keypair(&open, &secret, seed)
        self.secret = secret
        key = RecordKey(name: name ?? "lorbeer/\(RecordHash(of: open).description.prefix(16))", publicKey: open)
    }

    /// 64 bytes, the same for the same message.
    public func signature(of message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: Int(crypto_sign_ed25519_BYTES))
        crypto_sign_ed25519_detached(&signature, nil, message, UInt64(message.count), secret)
        return signature
    }
}

/// The public half: what checks signatures.
public struct RecordKey: Hashable, Sendable, CustomStringConvertible {
    public let name: String
    /// 32 bytes.
    public let publicKey: [UInt8]

    public init(name: String, publicKey: [UInt8]) {
        self.name = name
        self.publicKey = publicKey
    }

    /// Reads `name+hash+key`; nil for any other text, and where the hash is not the key's.
    public init?(_ text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, let data = Data(base64Encoded: String(parts[2])), data.count == 33, data[0] == Self.ed25519
        else { return nil }
        name = String(parts[0])
        publicKey = Array(data.dropFirst())
        guard description == text else { return nil }
    }

    /// The algorithm's number in the specification.
    private static let ed25519: UInt8 = 0x01

    /// The four bytes that name the key in a signature line.
    public var id: [UInt8] {
        Array(RecordHash(of: Array(name.utf8) + [0x0a, Self.ed25519] + publicKey).bytes.prefix(4))
    }

    /// `name+hash+key`, as C2SP signed-note writes a verification key.
    public var description: String {
        let hash = id.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return "\(name)+\(hash)+\(Data([Self.ed25519] + publicKey).base64EncodedString())"
    }

    public func accepts(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard signature.count == Int(crypto_sign_ed25519_BYTES), publicKey.count == Int(crypto_sign_ed25519_PUBLICKEYBYTES) else { return false }
        return crypto_sign_ed25519_verify_detached(signature, message, UInt64(message.count), publicKey) == 0
    }
}
