import Foundation
import Logging

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Creates, launches and halts a cluster. The caller holds the start lock.
struct ClusterSetup {
    let files: ClusterFiles
    private let user: ClusterUser
    private let binaries: ClusterBinaries
    private let durable: Bool
    private let logger: Logger

    /// - Throws: ``ClusterError`` when there is nothing to run, or the files are not for us to use.
    init(home: String, durable: Bool, logger: Logger) throws {
        var files = ClusterFiles(home: home)
        // pg_ctl puts paths between double quotes and hands them to a shell.
        if let special = files.home.first(where: { "\"$`\\\n".contains($0) }) {
            throw ClusterError.ioFailed(path: home, reason: "a home's path must not contain \(special)")
        }
        user = try ClusterUser.choose(ownerOf: files.root)
        files = try Self.placeRoot(files, user, logger)
        self.files = files
        self.durable = durable
        self.logger = logger
        let installed = ClusterBinaries.installed()
        guard let newest = installed.first else { throw ClusterError.noPostgreSQL }
        guard let made = try Self.versionMade(files) else {
            binaries = newest
            return
        }
        guard let match = installed.first(where: { $0.major == made }) else {
            throw ClusterError.otherVersion(directory: files.data, made: made, installed: installed.map(\.major))
        }
        binaries = match
    }

    func createIfMissing() throws {
        guard !FileManager.default.fileExists(atPath: files.data) else { return }
        logger.notice("creating a database cluster", metadata: ["directory": "\(files.data)"])
        try? FileManager.default.removeItem(atPath: files.unfinishedData)
        var arguments = [
            "--pgdata=\(files.unfinishedData)", "--username=lorbeer", "--encoding=UTF8", "--locale=C.UTF-8",
            "--data-checksums", "--auth-local=peer", "--auth-host=reject", "--no-instructions",
        ]
        if !durable { arguments.append("--no-sync") }
        try Command(binaries.path("initdb"), arguments).asUser(user).runSuccessfully()
        if durable { try append(Self.operatorsDefaults, to: "\(files.unfinishedData)/postgresql.conf") }
        try write("1\n", to: "\(files.unfinishedData)/lorbeer.cluster")
        guard rename(files.unfinishedData, files.data) == 0 else { throw ClusterFiles.failure(files.data) }
    }

    func launch() throws {
        try files.makeSocketDirectory(ownedBy: user)
        Postmaster.removeMisleadingFile(of: files)
        // The directory is the cluster's own and no server runs: what is left of a socket is a crashed server's.
        for leftover in [".s.PGSQL.5432", ".s.PGSQL.5432.lock"] { unlink("\(files.socketDirectory)/\(leftover)") }
        // The owner is known by the operating system, every other role needs its password.
        let rules = "local all lorbeer peer map=lorbeer\nlocal replication lorbeer peer map=lorbeer\nlocal all all scram-sha-256\n"
        try write(rules, to: "\(files.data)/pg_hba.conf")
        let names = Set(["root", user.name]).sorted().map { "lorbeer \"\($0)\" lorbeer\n" }
        try write(names.joined(), to: "\(files.data)/pg_ident.conf")
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            do {
                return try pgCtl("start", "--log=\(files.log)", "--options=\(serverOptions)")
            } catch ClusterError.commandFailed(let command, let output) {
                // After kill -9 of a postmaster its children hold on to the shared memory for a moment.
                let tail = logTail()
                guard tail.contains("shared memory block"), ContinuousClock.now < deadline else {
                    throw ClusterError.commandFailed(command: command, output: "\(output) \(tail)")
                }
                Thread.sleep(forTimeInterval: 0.2)
            }
        }
    }

    func halt() throws {
        try pgCtl("stop", "--mode=fast")
    }

    private func pgCtl(_ action: String, _ arguments: String...) throws {
        let all = [action, "--pgdata=\(files.data)", "--wait", "--timeout=120", "--silent"] + arguments
        try Command(binaries.path("pg_ctl"), all).asUser(user).runSuccessfully()
    }

    /// On the command line stands only what must hold; everything else may be tuned in postgresql.conf.
    private var serverOptions: String {
        var settings = [
            "listen_addresses=", "port=5432", "unix_socket_directories=\(files.socketDirectory)",
            "unix_socket_permissions=0700",
        ]
        if !durable { settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] }
        // pg_ctl hands this to a shell.
        return settings.map { "-c '\($0.replacing("'", with: "'\\''"))'" }.joined(separator: " ")
    }

    /// The log keeps a week and no data: a terse entry leaves out the values that DETAIL shows.
    private static let operatorsDefaults = """

        # Written once when this cluster was made; yours to change.
        log_error_verbosity = terse
        logging_collector = on
        log_directory = 'log'
        log_filename = 'postgresql-%a.log'
        log_truncate_on_rotation = on
        log_rotation_age = 1d
        log_rotation_size = 0

        """

    private func append(_ text: String, to path: String) throws {
        guard let old = try? String(contentsOfFile: path, encoding: .utf8) else { throw ClusterFiles.failure(path) }
        try write(old + text, to: path)
    }

    private func write(_ text: String, to path: String) throws {
        do {
            try text.write(toFile: path, atomically: false, encoding: .utf8)
        } catch {
            throw ClusterError.ioFailed(path: path, reason: error.localizedDescription)
        }
        guard chown(path, user.uid, user.gid) == 0, chmod(path, 0o600) == 0 else { throw ClusterFiles.failure(path) }
    }

    /// The last words of the server before and after it opened its own log.
    private func logTail() -> String {
        let directory = "\(files.data)/log"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        let tails = ([files.log] + names.map { "\(directory)/\($0)" }).map { path in
            let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            return text.split(separator: "\n").suffix(4).joined(separator: " ")
        }
        return tails.joined(separator: " ")
    }

    /// Makes the root directory where PostgreSQL's user can reach it.
    private static func placeRoot(_ files: ClusterFiles, _ user: ClusterUser, _ logger: Logger) throws -> ClusterFiles {
        guard !FileManager.default.fileExists(atPath: files.root), !user.canEnter(files.home) else {
            try files.makeRoot(ownedBy: user)
            return files
        }
        let elsewhere = try files.relocateRoot(ownedBy: user)
        logger.notice(
            "the home is closed to the user PostgreSQL runs as, the database's files are elsewhere",
            metadata: ["user": "\(user.name)", "directory": "\(elsewhere)"]
        )
        return ClusterFiles(home: files.home)
    }

    /// The major version that made the cluster, `nil` if there is none yet.
    private static func versionMade(_ files: ClusterFiles) throws -> Int? {
        let manager = FileManager.default
        guard manager.fileExists(atPath: files.data) else { return nil }
        guard manager.fileExists(atPath: files.marker),
            let text = try? String(contentsOfFile: "\(files.data)/PG_VERSION", encoding: .utf8),
            let version = Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
        else { throw ClusterError.foreignDirectory(files.data) }
        return version
    }
}
