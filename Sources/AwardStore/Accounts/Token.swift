import CSodium

/// Random tokens and hashes, through libsodium.
public enum Token {
    /// 256 random bits as 43 URL-safe characters.
    public static func random() -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        randombytes_buf(&bytes, bytes.count)
        return base64(bytes)
    }

    /// 32 random bytes, to hash something with so that nobody can try out what it was.
    static func salt() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 32)
        randombytes_buf(&bytes, bytes.count)
        return bytes
    }

    /// SHA-256, 32 bytes.
    public static func sha256(_ input: some Sequence<UInt8>) -> [UInt8] {
        let bytes = Array(input)
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return digest
    }

    /// Compares in a time that depends on the length alone.
    public static func matches(_ left: String, _ right: String) -> Bool {
        let first = Array(left.utf8)
        let second = Array(right.utf8)
        return first.count == second.count && sodium_memcmp(first, second, first.count) == 0
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING
        var text = [CChar](repeating: 0, count: sodium_base64_encoded_len(bytes.count, variant))
        sodium_bin2base64(&text, text.count, bytes, bytes.count, variant)
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
