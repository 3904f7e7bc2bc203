import CSodium

/// What lies in the database as a box that only the server's secret opens: XSalsa20-Poly1305 (libsodium's secretbox) under a
/// key of the row's own, so that a box moved to another row does not open.
struct Sealer {
    private let key: [UInt8]

    init(_ secret: ServerSecret, for purpose: ServerSecret.Purpose) {
        key = secret.derive(purpose)
    }

    /// Nonce and box.
    func seal(_ message: [UInt8]) -> [UInt8] {
        var nonce = [UInt8](repeating: 0, count: Int(crypto_secretbox_NONCEBYTES))
        randombytes_buf(&nonce, nonce.count)
        var box = [UInt8](repeating: 0, count: message.count + Int(crypto_secretbox_MACBYTES))
        crypto_secretbox_easy(&box, message, UInt64(message.count), nonce, key)
        return nonce + box
    }

    /// - Throws: ``SealBroken`` for anything this key has not sealed.
    func open(_ sealed: [UInt8]) throws -> [UInt8] {
        let nonceCount = Int(crypto_secretbox_NONCEBYTES)
        let overhead = nonceCount + Int(crypto_secretbox_MACBYTES)
        guard sealed.count >= overhead else { throw SealBroken() }
        let box = Array(sealed.dropFirst(nonceCount))
        var message = [UInt8](repeating: 0, count: sealed.count - overhead)
        guard crypto_secretbox_open_easy(&message, box, UInt64(box.count), Array(sealed.prefix(nonceCount)), key) == 0 else { throw SealBroken() }
        return message
    }
}

/// The box was changed, moved, or sealed under another secret.
struct SealBroken: Error {}
