import Foundation
import HTTPTypes
import Hummingbird

/// What the page's script gets for a draft it has sent.
enum AutosaveAnswer {
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

    static func saved(at moment: Date, revision: Int, clock: ZonedClock) throws -> Response {
        .json(try text(Saved(savedAt: clock.time(moment), revision: revision, operation: UUID().uuidString.lowercased())))
    }

    static func refused(_ message: String, status: HTTPResponse.Status) throws -> Response {
        .json(try text(Refused(message: message)), status: status)
    }

    private static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
