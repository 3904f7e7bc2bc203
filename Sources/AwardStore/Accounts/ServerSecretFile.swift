import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Why the server's secret can't be used. The text names the file and never what is in it.
public enum ServerSecretProblem: Error, Equatable {
    case missing(path: String)
    case unreadable(path: String)
    /// Not exactly 32 bytes.
    case wrongLength(path: String)
    /// Others than its owner can read it.
    case openToOthers(path: String)
    case notCreated(path: String)
}

extension ServerSecret {
    /// The secret of a file that an operator keeps, for example a systemd credential.
    /// - Throws: ``ServerSecretProblem``.
    public static func read(_ path: String) throws -> ServerSecret {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw errno == ENOENT ? ServerSecretProblem.missing(path: path) : .unreadable(path: path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw ServerSecretProblem.unreadable(path: path) }
        guard status.st_mode & 0o077 == 0 else { throw ServerSecretProblem.openToOthers(path: path) }
        var bytes = [UInt8](repeating: 0, count: byteCount + 1)
        let count = readBytes(file, &bytes)
        guard count == byteCount, let secret = ServerSecret(Array(bytes.prefix(byteCount))) else {
            throw ServerSecretProblem.wrongLength(path: path)
        }
        return secret
    }

    /// The secret of the installation in `home`; made at the first start, readable by its owner alone.
    /// - Throws: ``ServerSecretProblem``.
    public static func ofInstallation(home: String) throws -> ServerSecret {
        let path = "\(home)/secret"
        do {
            return try read(path)
        } catch ServerSecretProblem.missing {
            try create(path, in: home)
            return try read(path)
        }
    }

    /// Writes a whole file under another name first and links it into place: two commands that start at the same time end
    /// up with one secret, and a crash leaves no half of one.
    private static func create(_ path: String, in home: String) throws {
        try? FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        let draft = "\(path).\(UUID().uuidString)"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw ServerSecretProblem.notCreated(path: path) }
        defer { unlink(draft) }
        let bytes = random()
        let written = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        close(file)
        guard written, link(draft, path) == 0 || errno == EEXIST else { throw ServerSecretProblem.notCreated(path: path) }
    }
}

/// `read(2)`, which ``ServerSecret/read(_:)`` hides by its name.
private func readBytes(_ file: Int32, _ bytes: inout [UInt8]) -> Int {
    read(file, &bytes, bytes.count)
}
