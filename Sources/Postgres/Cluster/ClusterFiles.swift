import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Where a private cluster keeps its files.
struct ClusterFiles: Equatable {
    /// The caller's directory, without symbolic links.
    let home: String
    /// Holds ``data``, ``log`` and usually the socket; owned by the user PostgreSQL runs as, closed to all others.
    let root: String

    var data: String { "\(root)/data" }
    /// `initdb` works here; only a complete cluster is renamed to ``data``.
    var unfinishedData: String { "\(root)/data.new" }
    var log: String { "\(root)/postgresql.log" }
    /// In the data directory, so that it travels with it.
    var marker: String { "\(data)/lorbeer.cluster" }
    var processFile: String { "\(data)/postmaster.pid" }
    var startLock: String { "\(home)/postgres-start.lock" }
    var useLock: String { "\(home)/postgres-use.lock" }

    private static let link = "postgres"
    /// The longest path of a unix socket is 107 bytes (`sockaddr_un`), and PostgreSQL adds a lock file to it.
    private static let longestSocketDirectory = 107 - "/.s.PGSQL.5432.lock".utf8.count

    /// The files of an existing home; `home/postgres` may be a link to where they are.
    init(home: String) {
        self.home = Self.resolved(home)
        root = Self.resolved("\(self.home)/\(Self.link)")
    }

    /// Where the socket goes: beside the data if the path is short enough.
    var socketDirectory: String {
        let near = "\(root)/run"
        return near.utf8.count <= Self.longestSocketDirectory ? near : "/tmp/lorbeer-\(Self.hash(of: root))"
    }

    func makeRoot(ownedBy user: ClusterUser) throws { try Self.makePrivate(root, user) }

    /// Root's home is closed to other users. Files that PostgreSQL's user could not reach there go elsewhere, and
    /// `home/postgres` links to them.
    ///
    /// - Returns: the new directory.
    func relocateRoot(ownedBy user: ClusterUser) throws -> String {
        let above = "/var/lib/lorbeer"
        if mkdir(above, 0o755) != 0, errno != EEXIST { throw Self.failure(above) }
        // Never an old one: a home made anew begins with an empty cluster.
        let target = "\(above)/\(UUID().uuidString.lowercased())"
        try Self.makePrivate(target, user)
        let link = "\(home)/\(Self.link)"
        guard symlink(target, link) == 0 else { throw Self.failure(link) }
        return target
    }

    func makeSocketDirectory(ownedBy user: ClusterUser) throws { try Self.makePrivate(socketDirectory, user) }

    /// Creates a directory only its owner may enter, or checks that the existing one is of that kind: in a directory
    /// open to all, another user might have made it first.
    private static func makePrivate(_ path: String, _ user: ClusterUser) throws {
        if mkdir(path, 0o700) == 0 {
            guard chown(path, user.uid, user.gid) == 0 else { throw failure(path) }
            return
        }
        guard errno == EEXIST else { throw failure(path) }
        var status = stat()
        guard lstat(path, &status) == 0 else { throw failure(path) }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == user.uid else {
            throw ClusterError.notOurs(directory: path)
        }
        guard chmod(path, 0o700) == 0 else { throw failure(path) }
    }

    static func failure(_ path: String) -> ClusterError {
        .ioFailed(path: path, reason: String(cString: strerror(errno)))
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return URL(fileURLWithPath: path).standardizedFileURL.path }
        defer { free(real) }
        return String(cString: real)
    }

    /// FNV-1a: short, and the same in every process.
    private static func hash(of text: String) -> String {
        let value = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(value, radix: 36)
    }
}
