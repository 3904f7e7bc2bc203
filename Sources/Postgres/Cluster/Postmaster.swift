import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// A running server, as its `postmaster.pid` describes it.
struct Postmaster: Equatable {
    let pid: Int32
    let socketDirectory: String
    let port: String

    /// The server that runs on these files. A file left behind by a crash does not count, even if its process number
    /// is taken by another program by now: a postmaster's working directory is its data directory.
    init?(of files: ClusterFiles) {
        guard let text = try? String(contentsOfFile: files.processFile, encoding: .utf8) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 5, let pid = Int32(lines[0]), pid > 1, Self.workingDirectory(of: pid) == files.data else {
            return nil
        }
        self.pid = pid
        port = String(lines[3])
        // Still empty while the server starts.
        socketDirectory = lines[4].isEmpty ? files.socketDirectory : String(lines[4])
    }

    /// Ends the server without a checkpoint and returns when it is gone.
    func quit() {
        kill(pid, SIGQUIT)
        while kill(pid, 0) == 0 { usleep(5000) }
    }

    /// Removes a file left behind by a crash whose process number is another program's by now, which the server would
    /// take for a running one. In all other cases the file stays: it tells the server about orphaned children.
    static func removeMisleadingFile(of files: ClusterFiles) {
        guard let text = try? String(contentsOfFile: files.processFile, encoding: .utf8),
            let pid = text.split(separator: "\n").first.flatMap({ Int32($0) }), pid > 1, kill(pid, 0) == 0,
            workingDirectory(of: pid) != files.data
        else { return }
        unlink(files.processFile)
    }

    private static func workingDirectory(of pid: Int32) -> String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(pid)/cwd")
    }
}
