import SourceReading

/// What each target may import: the only arrows allowed. The package manager alone does not hold them, because it lets
/// undeclared transitive imports compile.
enum ImportTable {
    private static let system: Set<String> = ["Dispatch", "Foundation", "Glibc", "Musl", "Synchronization"]

    static let allowed: [String: Set<String>] = [
        "Schema": [],
        "Seeds": [],
        "Sources/ScoringEngine": ["BigInt", "Dispatch"],
        "Sources/Awards": ["ScoringEngine", "Foundation", "CSodium"],
        "Sources/Postgres": system.union(["CLibPQ", "Logging", "NIOCore", "NIOPosix"]),
        "Sources/AwardStore": system.union([
            "Awards", "ScoringEngine", "Postgres", "Schema", "Seeds", "Crypto", "CSodium", "Logging", "NIOPosix", "SwiftCSV", "Yams",
        ]),
        "Sources/Web": system.union([
            "Awards", "AwardStore", "CQREncode", "ScoringEngine", "Hummingbird", "HummingbirdCore", "HTTPTypes", "Logging", "Mustache", "NIOCore",
        ]),
        "Sources/LorbeerCommand": system.union([
            "Awards", "AwardStore", "Postgres", "ScoringEngine", "Web",
            "ArgumentParser", "Configuration", "Hummingbird", "Logging", "NIOCore", "ServiceLifecycle",
        ]),
        "Tests/SourceReading": ["Foundation"],
        "Tests/TidyTests": ["Foundation", "SourceReading", "Testing"],
        "Tests/ScoringEngineTests": ["Foundation", "ScoringEngine", "Testing", "BigInt"],
        "Tests/AwardsTests": ["Awards", "Foundation", "ScoringEngine", "Testing"],
    ]

    struct Exception {
        let file: String
        let module: String
        let reason: String
    }

    static let exceptions = [
        Exception(
            file: "Sources/Web/Shell/ErrorPages.swift", module: "Postgres",
            reason: "the one place that tells an overloaded database (503) from a broken program (500)"
        )
    ]

    /// Imports that the table does not allow, each as a sentence.
    static func violations(in sources: [SwiftSource]) -> [String] {
        sources.flatMap { source in
            guard let target = target(of: source.path), let modules = allowed[target] else { return [String]() }
            return imports(in: source).filter { module in
                !modules.contains(module) && !exceptions.contains { $0.file == source.path && $0.module == module }
            }.map { "\(source.path) imports \($0), which \(target) may not" }
        }
    }

    /// `Sources/Web` for `Sources/Web/Shell/Page.swift`.
    static func target(of path: String) -> String? {
        let parts = path.split(separator: "/")
        guard let first = parts.first, parts.count > 1 else { return nil }
        return ["Sources", "Tests"].contains(first) ? parts.prefix(2).joined(separator: "/") : String(first)
    }

    /// The modules a file imports, whatever attributes and access levels stand before.
    static func imports(in source: SwiftSource) -> [String] {
        source.offsets(of: "import").compactMap { offset in
            let line = source.code[(offset + "import".utf8.count)...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: ";") }
            let words = String(decoding: line, as: UTF8.self).split(separator: " ")
            let kinds: Set<Substring> = ["class", "enum", "func", "let", "protocol", "struct", "typealias", "var"]
            guard let name = words.first(where: { !kinds.contains($0) }) else { return nil }
            return String(name.prefix { $0 != "." })
        }
    }
}
