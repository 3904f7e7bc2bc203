import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// The operating system's user that PostgreSQL runs as.
struct ClusterUser: Equatable {
    let uid: UInt32
    let gid: UInt32
    let name: String
    let needsSwitch: Bool

    /// Ourselves, unless we are root: then the owner of the existing files, or else `postgres`.
    static func choose(ownerOf existing: String) throws -> ClusterUser {
        let ownID = getuid()
        var status = stat()
        let exists = lstat(existing, &status) == 0
        guard ownID == 0 else {
            if exists, status.st_uid != ownID { throw ClusterError.notOurs(directory: existing) }
            return ClusterUser(uid: ownID, gid: getgid(), name: name(of: ownID) ?? "\(ownID)", needsSwitch: false)
        }
        if exists, status.st_uid != 0 {
            let name = name(of: status.st_uid) ?? "\(status.st_uid)"
            return ClusterUser(uid: status.st_uid, gid: status.st_gid, name: name, needsSwitch: true)
        }
        guard let entry = getpwnam("postgres") else { throw ClusterError.noUnprivilegedUser }
        return ClusterUser(uid: entry.pointee.pw_uid, gid: entry.pointee.pw_gid, name: "postgres", needsSwitch: true)
    }

    private static func name(of uid: UInt32) -> String? {
        getpwuid(uid).map { String(cString: $0.pointee.pw_name) }
    }

    /// Whether the user may enter a directory, which takes the right to enter each one above it.
    func canEnter(_ directory: String) -> Bool {
        guard needsSwitch else { return access(directory, X_OK) == 0 }
        return (try? Command("test", ["-x", directory]).asUser(self).run().status) == 0
    }
}
