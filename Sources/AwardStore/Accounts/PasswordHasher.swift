import CSodium
import NIOPosix
import Synchronization

/// Argon2id through libsodium with 64 MiB and three passes, on two threads of its own, so that sign-ins can neither
/// exhaust memory nor hold up other requests.
final class PasswordHasher: Sendable {
    private static let passes: UInt64 = 3
    private static let memoryBytes = 64 * 1024 * 1024
    /// Longer input is refused before hashing.
    static let maximumBytes = 1024

    private let threads = NIOThreadPool(numberOfThreads: 2)
    private let places: Int
    private let taken = Mutex(0)

    /// - Parameter places: how many strangers may wait for their turn; each takes about a tenth of a second.
    init(places: Int = 60) {
        self.places = places
        precondition(sodium_init() >= 0, "libsodium does not start")
        threads.start()
    }

    deinit {
        threads.shutdownGracefully { _ in }
    }

    /// For what anybody can ask for without signing in: many addresses together could otherwise make a queue of any length,
    /// in which everybody waits for minutes.
    /// - Throws: ``Throttled`` where all places are taken, and what the work throws.
    func withPlace<Result>(_ work: () async throws -> Result) async throws -> Result {
        let isFree = taken.withLock { taken in
            guard taken < places else { return false }
            taken += 1
            return true
        }
        guard isFree else { throw Throttled(retryAfter: 5) }
        defer { taken.withLock { $0 -= 1 } }
        return try await work()
    }

    /// The PHC string `$argon2id$…` for a password.
    func hash(_ password: String) async throws -> String {
        try await threads.runIfActive {
            var output = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
            let status = crypto_pwhash_str(
                &output, password, UInt64(password.utf8.count), Self.passes, Self.memoryBytes
            )
            guard status == 0 else { throw PasswordHashingFailed() }
            return output.withUnsafeBufferPointer { String(decoding: $0.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) }
        }
    }

    /// Whether the password belongs to the hash. Without a hash it takes as long and answers false, so that the time
    /// does not tell whether an account exists.
    func verify(_ password: String, against hash: String?) async throws -> Bool {
        guard password.utf8.count <= Self.maximumBytes else { return false }
        let stored: String
        if let hash { stored = hash } else { stored = try await decoy.value }
        let matches = try await threads.runIfActive {
            crypto_pwhash_str_verify(stored, password, UInt64(password.utf8.count)) == 0
        }
        return matches && hash != nil
    }

    private var decoy: Decoy { Decoy(hasher: self) }
}

/// A hash nobody has the password of, made once.
private struct Decoy {
    let hasher: PasswordHasher
    private static let shared = DecoyCache()

    var value: String {
        get async throws { try await Self.shared.value(from: hasher) }
    }
}

private actor DecoyCache {
    private var cached: String?

    func value(from hasher: PasswordHasher) async throws -> String {
        if let cached { return cached }
        let hash = try await hasher.hash(Token.random())
        cached = hash
        return hash
    }
}

/// Argon2 could not get its memory.
struct PasswordHashingFailed: Error {}
