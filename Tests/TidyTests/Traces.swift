import Foundation
import SourceReading

/// The repository is the same wherever it was made: no paths of a machine, no private hosts.
enum Traces {
    // Written apart, so that this file does not find itself.
    private static let folders = ["wo" + "rk", "ro" + "ot", "ho" + "me", "op" + "t", "Us" + "ers", "wor" + "kspace", "m" + "nt", "t" + "mp"]

    static let allowed = [
        "Sources/Postgres/Cluster/ClusterFiles.swift": "a socket's path is short by the kernel's limit; only this folder is short everywhere"
    ]

    /// Where packages may come from.
    private static let packageHosts: Set<String> = ["github.com", "www.swift.org"]
    private static let packageFiles = ["Package.swift", "Makefile", ".ci/", "Tests/BrowserTests/requirements.txt", "Benchmarks/Package.swift"]

    static func violations(in file: SourceFile) -> [String] {
        file.lines.enumerated().flatMap { index, line in
            problems(in: String(line), of: file.path).map { "\(file.path):\(index + 1) \($0)" }
        }
    }

    private static func problems(in line: String, of path: String) -> [String] {
        guard line.contains("/") || line.contains("index") else { return [] }
        var found: [String] = []
        for folder in folders where allowed[path] == nil && namesFolder(folder, in: line) {
            found.append("names the folder /\(folder) of a machine")
        }
        for host in hosts(in: line) where isPrivate(host) { found.append("names the private host \(host)") }
        if packageFiles.contains(where: { path.hasPrefix($0) }) {
            for host in hosts(in: line) where !packageHosts.contains(host) { found.append("takes packages from \(host)") }
            if line.contains("--index") || line.contains("--extra-index") { found.append("names a package registry") }
        }
        return found
    }

    /// `/folder/` at the beginning of a path.
    private static func namesFolder(_ folder: String, in line: String) -> Bool {
        line.ranges(of: "/\(folder)/").contains { range in
            guard range.lowerBound > line.startIndex else { return true }
            let before = line[line.index(before: range.lowerBound)]
            return !(before.isLetter || before.isNumber || "}.-_*/$)".contains(before))
        }
    }

    private static func hosts(in line: String) -> [String] {
        line.components(separatedBy: "://").dropFirst().compactMap { rest in
            let host = rest.prefix { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }
            return host.isEmpty ? nil : String(host)
        }
    }

    private static func isPrivate(_ host: String) -> Bool {
        if ["localhost", "127.0.0.1"].contains(host) { return false }
        let labels = host.split(separator: ".")
        let privateEndings: Set<Substring> = ["internal", "local", "lan", "corp", "intranet", "private"]
        return labels.allSatisfy { Int($0) != nil } || privateEndings.contains(labels.last ?? "")
    }
}
