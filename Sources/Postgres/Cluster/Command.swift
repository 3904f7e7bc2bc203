import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// A program run to its end, with everything it wrote.
///
/// Foundation's `Process` would wait for the program's children too, and `pg_ctl start` leaves one behind for good.
struct Command {
    let arguments: [String]

    /// A program without a slash is looked up in PATH.
    init(_ program: String, _ arguments: [String]) {
        self.arguments = [program] + arguments
    }

    /// The same, run with the rights of another user. Only root may.
    func asUser(_ user: ClusterUser) -> Command {
        guard user.needsSwitch else { return self }
        return Command(
            "setpriv",
            ["--reuid=\(user.uid)", "--regid=\(user.gid)", "--clear-groups", "--reset-env", "--"] + arguments
        )
    }

    func run() throws -> (status: Int32, output: String) {
        let pipe = Pipe()
        let writeEnd = pipe.fileHandleForWriting
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, writeEnd.fileDescriptor, 1)
        posix_spawn_file_actions_adddup2(&actions, writeEnd.fileDescriptor, 2)
        // A server that stays behind must not keep our sockets and locks open.
        for descriptor in Self.openDescriptors() { posix_spawn_file_actions_addclose(&actions, descriptor) }
        // The current directory may be closed to the other user.
        let environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PG") && $0.key != "LC_ALL" }
        let settings = environment.map { "\($0.key)=\($0.value)" } + ["LC_ALL=C.UTF-8"]
        var child: pid_t = 0
        let failure = Self.withMutable(["env", "--chdir=/"] + arguments) { arguments in
            Self.withMutable(settings) { posix_spawnp(&child, "env", &actions, nil, arguments, $0) }
        }
        try? writeEnd.close()
        guard failure == 0 else {
            throw ClusterError.commandFailed(command: arguments[0], output: String(cString: strerror(failure)))
        }
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        var status: Int32 = -1
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return (status, String(decoding: output, as: UTF8.self))
    }

    /// - Throws: ``ClusterError/commandFailed(command:output:)`` with the last lines of what it wrote.
    func runSuccessfully() throws {
        let result = try run()
        guard result.status != 0 else { return }
        let lines = result.output.split(separator: "\n").suffix(6).joined(separator: " ")
        throw ClusterError.commandFailed(command: arguments.joined(separator: " "), output: lines)
    }

    private static func openDescriptors() -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }.filter { $0 > 2 }
    }

    private static func withMutable<Result>(
        _ strings: [String],
        _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) } + [nil]
        defer { for copy in copies { free(copy) } }
        return copies.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("the array holds at least its end") }
            return body(base)
        }
    }
}
