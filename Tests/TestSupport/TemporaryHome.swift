import Foundation
import Logging
import Postgres

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// The home of this process's throw-away cluster.
enum TemporaryHome {
    private static let prefix = "lorbeer-test-"
    private static let path = NSTemporaryDirectory() + "/\(prefix)\(getpid())"

    static func startCluster() async throws -> String {
        removeThoseOfTheDead()
        atexit { TemporaryHome.remove(TemporaryHome.path) }
        return try await EmbeddedCluster(home: path, logger: Logger(label: "test"), durable: false).start()
    }

    private static func remove(_ home: String) {
        EmbeddedCluster.kill(home: home)
        try? FileManager.default.removeItem(atPath: home)
    }

    /// A test run that was killed could not tidy up after itself.
    private static func removeThoseOfTheDead() {
        let directory = NSTemporaryDirectory()
        for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] {
            guard name.hasPrefix(prefix), let pid = Int32(name.dropFirst(prefix.count)), kill(pid, 0) != 0,
                errno == ESRCH
            else { continue }
            remove("\(directory)/\(name)")
        }
    }
}
