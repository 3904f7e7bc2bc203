import Foundation
public import Logging
import Synchronization

/// A private PostgreSQL cluster in a directory of its own: no TCP, a unix socket that only its owner and root can reach.
/// They are its role `lorbeer` without a password; every other role needs one.
///
/// Started by root it runs as `postgres`. It outlives a crash of the program that started it; the next start finds it
/// and goes on. Several programs may use one home at the same time; the last one stops the cluster.
public final class EmbeddedCluster: Sendable {
    private static let databaseName = "lorbeer"

    private let home: String
    private let logger: Logger
    private let durable: Bool
    /// Held shared while we use the cluster.
    private let use = Mutex<FileLock?>(nil)

    /// - Parameters:
    ///   - home: A directory; created if need be. The cluster is in its subdirectory `postgres`.
    ///   - durable: `false` trades safety against a crash of the machine for speed. For tests.
    public init(home: String, logger: Logger, durable: Bool = true) {
        self.home = home
        self.logger = logger
        self.durable = durable
    }

    /// Creates the cluster if there is none, starts it if it does not run, and returns the connection string of its
    /// database `lorbeer`.
    ///
    /// - Throws: ``ClusterError``
    public func start() async throws -> String {
        try await onThread { try self.startBlocking() }
    }

    /// Stops the cluster, unless another program still uses it.
    ///
    /// - Throws: ``ClusterError``
    public func stop() async throws {
        try await onThread { try self.stopBlocking() }
    }

    /// The connection string of the cluster running in `home`, `nil` if none does.
    public static func connectionStringOfRunning(home: String) -> String? {
        Postmaster(of: ClusterFiles(home: home)).map { connectionString($0.socketDirectory, databaseName) }
    }

    /// Ends the cluster in `home` at once, as a crash would. For clusters that are thrown away.
    package static func kill(home: String) {
        let files = ClusterFiles(home: home)
        guard let postmaster = Postmaster(of: files) else { return }
        postmaster.quit()
        try? FileManager.default.removeItem(atPath: postmaster.socketDirectory)
    }

    private func startBlocking() throws -> String {
        do {
            try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        } catch {
            throw ClusterError.ioFailed(path: home, reason: error.localizedDescription)
        }
        let startLock = try FileLock(ClusterFiles(home: home).startLock)
        startLock.lock()
        defer { startLock.unlock() }

        let setup = try ClusterSetup(home: home, durable: durable, logger: logger)
        let directory: String
        if let running = adopted(setup.files) {
            logger.info("found the database cluster running", metadata: ["pid": "\(running.pid)"])
            directory = running.socketDirectory
        } else {
            try setup.createIfMissing()
            try setup.launch()
            directory = setup.files.socketDirectory
        }
        try createDatabase(directory)
        let lock = try FileLock(setup.files.useLock)
        lock.share()
        use.withLock { $0 = lock }
        return Self.connectionString(directory, Self.databaseName)
    }

    private func stopBlocking() throws {
        let files = ClusterFiles(home: home)
        guard FileManager.default.fileExists(atPath: home) else { return }
        let startLock = try FileLock(files.startLock)
        startLock.lock()
        defer { startLock.unlock() }
        let held = use.withLock { lock in
            defer { lock = nil }
            return lock
        }
        guard let held else { return }
        guard held.tryLock() else {
            logger.info("another program still uses the database cluster, leaving it running")
            return
        }
        guard Postmaster(of: files) != nil else { return }
        try ClusterSetup(home: home, durable: durable, logger: logger).halt()
    }

    private static func connectionString(_ directory: String, _ database: String) -> String {
        let quoted = directory.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        return "host='\(quoted)' port=5432 user=lorbeer dbname=\(database)"
    }

    /// The server that runs already, once it takes connections: it may still be recovering from the crash it
    /// survived, or be about to end.
    private func adopted(_ files: ClusterFiles) -> Postmaster? {
        let deadline = ContinuousClock.now + .seconds(120)
        while let running = Postmaster(of: files) {
            let target = DatabaseConfiguration(
                connectionString: Self.connectionString(running.socketDirectory, "postgres"))
            if ConnectionParameters(target).isAccepting || ContinuousClock.now > deadline { return running }
            Thread.sleep(forTimeInterval: 0.05)
        }
        return nil
    }

    private func createDatabase(_ directory: String) throws {
        let configuration = DatabaseConfiguration(connectionString: Self.connectionString(directory, "postgres"))
        let connection = try Connection(configuration)
        let name = Self.databaseName
        let found = try connection.run("SELECT 1 FROM pg_database WHERE datname = \(name)", opening: nil)
        if found.rowCount == 0 { try connection.control("CREATE DATABASE \(name)", within: nil) }
        // The databases that every cluster has are nobody else's business.
        for other in ["postgres", "template1"] { try connection.control("REVOKE ALL ON DATABASE \(other) FROM PUBLIC", within: nil) }
    }

    private func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
        }
    }
}
