import Foundation

/// An installation of PostgreSQL's server programs.
struct ClusterBinaries: Equatable {
    /// The oldest major version the schema is written for.
    static let oldestMajor = 15

    let directory: String
    let major: Int

    func path(_ program: String) -> String { "\(directory)/\(program)" }

    /// Everything installed, newest first.
    static func installed() -> [ClusterBinaries] {
        var directories: [String] = []
        let debian = "/usr/lib/postgresql"
        for version in (try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? [] {
            directories.append("\(debian)/\(version)/bin")
        }
        if let configured = try? Command("pg_config", ["--bindir"]).run() {
            directories.append(configured.output.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        directories += (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        var found: [ClusterBinaries] = []
        for directory in directories where !found.contains(where: { $0.directory == directory }) {
            guard ["initdb", "pg_ctl", "postgres"].allSatisfy({ isExecutable("\(directory)/\($0)") }),
                let major = major(of: directory), major >= oldestMajor
            else { continue }
            found.append(ClusterBinaries(directory: directory, major: major))
        }
        return found.sorted { $0.major > $1.major }
    }

    private static func isExecutable(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// Reads `postgres (PostgreSQL) 15.18 (Debian …)`.
    private static func major(of directory: String) -> Int? {
        guard let version = try? Command("\(directory)/postgres", ["--version"]).run(), version.status == 0 else {
            return nil
        }
        let number = version.output.split(separator: " ").first { $0.first?.isNumber == true }
        return number.flatMap { Int($0.prefix { $0.isNumber }) }
    }
}
