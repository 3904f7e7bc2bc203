import Foundation
import Logging
import Testing

@testable import Postgres

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

@Suite("Embedded cluster", .serialized)
struct ClusterTests {
    private func cluster(_ home: String, durable: Bool = false) -> EmbeddedCluster {
        EmbeddedCluster(home: home, logger: Logger(label: "test"), durable: durable)
    }

    private func value(_ connectionString: String, _ sql: SQL) async throws -> String {
        let box = Box()
        try await withDatabase(DatabaseConfiguration(connectionString: connectionString)) { database in
            box.set(try await database.transaction { try $0.value(sql) })
        }
        return box.value
    }

    private func pid(_ home: String) -> Int32? { Postmaster(of: ClusterFiles(home: home))?.pid }

    @Test("it is created with checksums, UTF-8 and German collation, listens on no network, and keeps its data")
    func startsAndStops() async throws {
        try await withHome { home in
            let first = cluster(home, durable: true)
            #expect(EmbeddedCluster.connectionStringOfRunning(home: home) == nil)
            let connectionString = try await first.start()
            #expect(EmbeddedCluster.connectionStringOfRunning(home: home) == connectionString)
            let settings = try await value(
                connectionString,
                """
                SELECT concat_ws(',', current_database(), current_setting('data_checksums'),
                                 current_setting('server_encoding'), current_setting('listen_addresses'),
                                 current_setting('fsync'), 'Ä' < 'B' COLLATE "de-x-icu")
                """
            )
            #expect(settings == "lorbeer,on,UTF8,,on,t")
            _ = try await value(connectionString, "SELECT set_config('x.y', (lo_from_bytea(4711, 'kept'))::text, true)")
            try await first.stop()
            #expect(EmbeddedCluster.connectionStringOfRunning(home: home) == nil)
            let second = cluster(home, durable: true)
            let kept = try await value(try await second.start(), "SELECT convert_from(lo_get(4711), 'UTF8')")
            #expect(kept == "kept")
            try await second.stop()
        }
    }

    @Test("a running cluster is adopted, and the last to stop it stops it")
    func adopts() async throws {
        try await withHome { home in
            let first = cluster(home)
            let second = cluster(home)
            let connectionString = try await first.start()
            let before = pid(home)
            #expect(try await second.start() == connectionString)
            #expect(pid(home) == before)
            try await first.stop()
            #expect(pid(home) == before)
            #expect(try await value(connectionString, "SELECT 'alive'") == "alive")
            try await second.stop()
            #expect(pid(home) == nil)
        }
    }

    @Test("two that start at once end up with one cluster")
    func startsOnce() async throws {
        try await withHome { home in
            let clusters = (1...3).map { _ in cluster(home) }
            let strings = try await withThrowingTaskGroup(of: String.self) { group in
                for cluster in clusters { group.addTask { try await cluster.start() } }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(strings.count == 1)
            #expect(try await value(try #require(strings.first), "SELECT 'one'") == "one")
            for cluster in clusters { try await cluster.stop() }
            #expect(pid(home) == nil)
        }
    }

    @Test("after kill -9 of the server it recovers, committed data included")
    func recovers() async throws {
        try await withHome { home in
            let connectionString = try await cluster(home, durable: true).start()
            _ = try await value(connectionString, "SELECT lo_from_bytea(4711, 'kept')::text")
            let before = try #require(pid(home))
            kill(before, SIGKILL)
            #expect(FileManager.default.fileExists(atPath: ClusterFiles(home: home).processFile))
            let again = cluster(home, durable: true)
            let kept = try await value(try await again.start(), "SELECT convert_from(lo_get(4711), 'UTF8')")
            #expect(kept == "kept")
            #expect(pid(home) != before)
            try await again.stop()
        }
    }

    @Test("a process file whose number is another program's by now does not stand in the way")
    func misleadingProcessFile() async throws {
        try await withHome { home in
            let first = cluster(home)
            _ = try await first.start()
            let files = ClusterFiles(home: home)
            let text = try String(contentsOfFile: files.processFile, encoding: .utf8)
            try await first.stop()
            let mine = ["\(getpid())"] + text.split(separator: "\n").dropFirst().map(String.init)
            try mine.joined(separator: "\n").write(toFile: files.processFile, atomically: false, encoding: .utf8)
            #expect(EmbeddedCluster.connectionStringOfRunning(home: home) == nil)
            let second = cluster(home)
            #expect(try await value(try await second.start(), "SELECT 'up'") == "up")
            try await second.stop()
        }
    }

    @Test("files that this program did not make, or another version made, are refused by name")
    func refuses() async throws {
        try await withHome { home in
            let first = cluster(home)
            _ = try await first.start()
            try await first.stop()
            let files = ClusterFiles(home: home)
            let version = try String(contentsOfFile: "\(files.data)/PG_VERSION", encoding: .utf8)
            try "99\n".write(toFile: "\(files.data)/PG_VERSION", atomically: false, encoding: .utf8)
            await #expect { try await cluster(home).start() } throws: {
                guard case .otherVersion(files.data, 99, _) = $0 as? ClusterError else { return false }
                return "\($0)".contains("was made by PostgreSQL 99")
            }
            try version.write(toFile: "\(files.data)/PG_VERSION", atomically: false, encoding: .utf8)
            try FileManager.default.removeItem(atPath: files.marker)
            await #expect(throws: ClusterError.foreignDirectory(files.data)) { try await cluster(home).start() }
            #expect(FileManager.default.fileExists(atPath: "\(files.data)/PG_VERSION"))
        }
    }

    @Test("an initialisation that was interrupted is begun again")
    func unfinished() async throws {
        try await withHome { home in
            let first = cluster(home)
            _ = try await first.start()
            try await first.stop()
            let files = ClusterFiles(home: home)
            try FileManager.default.moveItem(atPath: files.data, toPath: files.unfinishedData)
            try FileManager.default.removeItem(atPath: "\(files.unfinishedData)/PG_VERSION")
            let second = cluster(home)
            #expect(try await value(try await second.start(), "SELECT 'up'") == "up")
            try await second.stop()
        }
    }

    @Test("a home with a path too long for a socket works")
    func longHome() async throws {
        try await withHome { home in
            let long = "\(home)/\(String(repeating: "long/", count: 25))it's long"
            let cluster = cluster(long)
            let connectionString = try await cluster.start()
            #expect(try await value(connectionString, "SELECT 'up'") == "up")
            #expect(EmbeddedCluster.connectionStringOfRunning(home: long) == connectionString)
            EmbeddedCluster.kill(home: long)
        }
    }

    @Test("a home whose path a shell would read otherwise is refused")
    func shellHome() async throws {
        try await withHome { home in
            await #expect(
                throws: ClusterError.ioFailed(path: "\(home)$(id)", reason: "a home's path must not contain $")
            ) {
                try await cluster("\(home)$(id)").start()
            }
            try FileManager.default.removeItem(atPath: "\(home)$(id)")
        }
    }

    @Test("root's closed home works: the files are elsewhere, linked", .enabled(if: getuid() == 0))
    func closedHome() async throws {
        try await withHome { home in
            try FileManager.default.createDirectory(
                atPath: home,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            let first = cluster("\(home)/inner")
            #expect(try await value(try await first.start(), "SELECT 'up'") == "up")
            let root = ClusterFiles(home: "\(home)/inner").root
            #expect(root.hasPrefix("/var/lib/lorbeer/"))
            try await first.stop()
            let second = cluster("\(home)/inner")
            #expect(try await value(try await second.start(), "SELECT 'again'") == "again")
            try await second.stop()
            try FileManager.default.removeItem(atPath: root)
        }
    }
}
