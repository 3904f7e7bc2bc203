/// Why a private cluster cannot be used. `description` is meant for the operator.
public enum ClusterError: Error, Equatable {
    /// No PostgreSQL 15 or newer on this machine.
    case noPostgreSQL
    /// Started by root, but there is no user to run PostgreSQL as, which refuses to run as root.
    case noUnprivilegedUser
    /// The directory holds something that this program did not make.
    case foreignDirectory(String)
    /// The cluster was made by a version of PostgreSQL that is not installed.
    case otherVersion(directory: String, made: Int, installed: [Int])
    /// The directory belongs to another user.
    case notOurs(directory: String)
    /// A command of PostgreSQL failed.
    case commandFailed(command: String, output: String)
    case ioFailed(path: String, reason: String)
}

extension ClusterError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noPostgreSQL:
            "no PostgreSQL \(ClusterBinaries.oldestMajor) or newer found: install it (Debian: apt install postgresql) "
                + "or set DATABASE_URL to a running server"
        case .noUnprivilegedUser:
            "PostgreSQL does not run as root and there is no user \"postgres\" to run it as: "
                + "install Debian's postgresql package or start as another user"
        case .foreignDirectory(let directory):
            "\(directory) exists but was not made by this program: move it away or choose another home"
        case .otherVersion(let directory, let made, let installed):
            "\(directory) was made by PostgreSQL \(made), installed is "
                + installed.map(String.init).joined(separator: ", ")
                + ": install PostgreSQL \(made), or dump the database there and restore it into a new home"
        case .notOurs(let directory):
            "\(directory) belongs to another user: start as that user or choose another home"
        case .commandFailed(let command, let output):
            "\(command) failed: \(output)"
        case .ioFailed(let path, let reason):
            "\(path): \(reason)"
        }
    }
}
