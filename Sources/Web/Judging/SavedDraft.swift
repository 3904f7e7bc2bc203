import AwardStore
import Awards
import Foundation
import HTTPTypes
import Hummingbird

/// What the page's script gets for a draft it has sent.
enum SavedDraft {
    private struct Saved: Encodable {
        let ok = true
        let savedAt: String
        let revision: Int
        /// For the next sending.
        let operation: String
    }

    private struct Refused: Encodable {
        let ok = false
        let message: String
    }

    static func response(_ sheet: SavedSheet, clock: ZonedClock = ZonedClock()) throws -> Response {
        try .json(
            text(Saved(savedAt: clock.time(sheet.savedAt), revision: sheet.revision, operation: UUID().uuidString.lowercased()))
        )
    }

    static func refusal(_ message: String, status: HTTPResponse.Status) throws -> Response {
        .json(try text(Refused(message: message)), status: status)
    }

    private static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
