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
        let cluster = EmbeddedCluster(home: path, logger: Logger(label: "test"), durable: false)
        // Counts statements where a test asks for it; see ``StatementCounts``.
        try await TestCluster.administer(try await cluster.start(), "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'")
        try await cluster.stop()
        let server = try await cluster.start()
        try await TestCluster.administer(server, "ALTER SYSTEM SET pg_stat_statements.track = 'none'")
        try await TestCluster.administer(server, "SELECT pg_reload_conf()")
        return server
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
