import Awards
public import Foundation
import ScoringEngine

/// A round's ranking as a document for programs, format `lorbeer-ranking/1`. Jurors are not in it.
public struct ExportedRanking: Encodable, Sendable {
    struct Track: Encodable, Sendable {
        let track: String
        let title: String
        let entries: [Line]
    }

    struct Line: Encodable, Sendable {
        let municipality: ExportedParty
        let rank: Int?
        let score: String?
        let exact: String?
        let sheets: Int
        let decidedBy: String?
    }

    let format = "lorbeer-ranking/1"
    let round: String
    /// nil while the ranking is not frozen.
    let frozenAt: String?
    let inputSHA256: String?
    let tracks: [Track]

    private enum CodingKeys: String, CodingKey {
        case format, round, frozenAt, inputSHA256, tracks
    }

    public init(_ board: RankingBoard) {
        round = board.round.slug
        frozenAt = board.frozen?.at.formatted(.iso8601)
        inputSHA256 = board.frozen?.inputHash
        tracks = board.tracks.map(Track.init)
    }

    public func json() throws -> Data {
        try JSON.document(self)
    }
}

extension ExportedRanking.Track {
    init(_ track: RankingBoard.Track) {
        self.init(track: track.rules.code, title: track.rules.title, entries: track.rows.map { row in
            ExportedRanking.Line(
                municipality: ExportedParty(row.municipality), rank: row.rank, score: row.score, exact: row.exact,
                sheets: row.sheets, decidedBy: row.decidedBy?.description
            )
        })
    }
}

/// A municipality in an exported document.
struct ExportedParty: Encodable, Sendable {
    let kind: Municipality.Kind
    let key: String
    let name: String

    init(_ ranked: RankedMunicipality) {
        kind = ranked.title.kind
        key = ranked.key
        name = ranked.title.plain
    }

    init(_ laureate: PublicResults.Laureate) {
        kind = laureate.kind
        key = laureate.key
        name = laureate.title.plain
    }
}

extension JSON {
    /// For people and programs: keys sorted, indented, UTF-8, a line feed at the end. The same value gives the same bytes.
    static func document(_ value: any Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(value) + Data("\n".utf8)
    }
}
