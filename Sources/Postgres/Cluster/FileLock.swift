#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// An advisory lock on a file, released with its holder's process at the latest.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// - Throws: ``ClusterError/ioFailed(path:reason:)``
    init(_ path: String) throws {
        // Closed on exec: a server we start must not inherit the lock and hold it for ever.
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ClusterFiles.failure(path) }
    }

    deinit {
        close(descriptor)
    }

    func lock() { while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {} }

    func share() { while flock(descriptor, LOCK_SH) != 0 && errno == EINTR {} }

    /// Whether nobody else holds it, in which case we do.
    func tryLock() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    func unlock() { _ = flock(descriptor, LOCK_UN) }
}
