import SourceReading

/// Notes to oneself, and names that the glossary keeps out of code.
enum Leftovers {
    static let words = ["TODO", "FIXME", "XXX", "HACK"]

    static func violations(in source: SwiftSource) -> [String] {
        var found: [String] = []
        for (index, line) in source.commentLines.enumerated() {
            for word in words where line.split(whereSeparator: { !$0.isLetter }).contains(Substring(word)) {
                found.append("\(source.path):\(index + 1) leaves a \(word)")
            }
        }
        for (index, line) in source.codeLines.enumerated() where line.utf8.contains(where: { $0 > 0x7F }) {
            found.append("\(source.path):\(index + 1) has a letter outside ASCII in code; names are English")
        }
        return found
    }
}

/// Doors that a reader should be able to count on one hand.
enum Doors {
    struct Door: Equatable {
        let file: String
        let count: Int
        let reason: String
    }

    /// `\(unchecked:)` puts raw text into a statement.
    static let unchecked = [
        Door(file: "Sources/AwardStore/Schema+Store.swift", count: 1, reason: "an invariant is a file of our own"),
        Door(file: "Sources/Postgres/Migrations/Migrator.swift", count: 1, reason: "a view's name is a file name of our own, quoted"),
    ]

    static func uncheckedCount(in source: SwiftSource) -> Int {
        source.literals.flatMap(\.parts).count { part in
            if case .interpolation(let code) = part { code.hasPrefix("unchecked:") } else { false }
        }
    }

    /// Types that vouch for their own thread safety.
    static let sendable = [
        Door(file: "Sources/Postgres/Connection/CancelHandle.swift", count: 1, reason: "libpq allows PQcancel from any thread"),
        Door(file: "Sources/Postgres/Pool/Pool.swift", count: 1, reason: "only the holder of its lease touches a slot"),
        Door(file: "Sources/ScoringEngine/Numerics/Cholesky.swift", count: 2, reason: rowsOfTheirOwn),
        Door(file: "Sources/ScoringEngine/Numerics/InverseFactor.swift", count: 1, reason: rowsOfTheirOwn),
        Door(file: "Sources/ScoringEngine/Numerics/Parts.swift", count: 1, reason: rowsOfTheirOwn),
        Door(file: "Sources/ScoringEngine/Uncertainty/RankConfidence.swift", count: 1, reason: rowsOfTheirOwn),
        Door(file: "Sources/ScoringEngine/Uncertainty/RankSummary.swift", count: 1, reason: rowsOfTheirOwn),
        Door(file: "Sources/Web/Shell/Templates.swift", count: 1, reason: "StrictReport guards its keys with a lock"),
    ]

    private static let rowsOfTheirOwn = "each part of the work writes rows of its own, see decision 7"

    static func sendableCount(in source: SwiftSource) -> Int {
        source.offsets(of: "@unchecked").count + source.offsets(of: "nonisolated(unsafe)").count
    }
}
