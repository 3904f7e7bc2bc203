import Foundation
import SourceReading

/// A statement as it stands in the store's source, with `$1`, `$2`, … in the place of its interpolations.
struct StoredStatement: Sendable {
    let path: String
    let line: Int
    let text: String
    /// Contains raw text, so that it can't be read from the source alone.
    let isUnchecked: Bool

    private static let beginnings = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"]

    /// Every literal of a file that begins as a statement does.
    static func all(in source: SwiftSource) -> [StoredStatement] {
        source.literals.compactMap { literal in
            let first = literal.plain.split(maxSplits: 1, omittingEmptySubsequences: true, whereSeparator: \.isWhitespace).first ?? ""
            guard beginnings.contains(String(first)) else { return nil }
            var text = ""
            var binds = 0
            var isUnchecked = false
            for part in literal.parts {
                switch part {
                case .text(let piece): text += piece
                case .interpolation(let code) where code.hasPrefix("unchecked:"): isUnchecked = true
                case .interpolation:
                    binds += 1
                    text += "$\(binds)"
                }
            }
            return StoredStatement(path: source.path, line: source.line(at: literal.offset), text: text, isUnchecked: isUnchecked)
        }
    }

    static let inStore = SourceTree.swift(in: "Sources/AwardStore").flatMap(all)
}
