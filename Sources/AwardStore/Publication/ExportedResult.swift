import Awards
public import Foundation
import Postgres

/// A published result as a document for programs, format `lorbeer-result/1`. Jurors are not in it. The same round gives the
/// same bytes.
public struct ExportedResult: Encodable, Sendable {
    struct Head: Encodable, Sendable {
        let competition: String
        let slug: String
        let title: String
        let rulesVersion: Int
        /// SHA-256 of the round file the rules came from.
        let rulesSHA256: String
        let publishedAt: String
        let sampleData: Bool
    }

    struct Ranking: Encodable, Sendable {
        let frozenAt: String
        let inputSHA256: String
        let tracks: [ExportedRanking.Track]
    }

    struct Decision: Encodable, Sendable {
        let decidedBy: String
        let decidedOn: CalendarDay?
        let reason: String
    }

    struct PlaceAward: Encodable, Sendable {
        let track: String
        let rank: Int
        let municipality: ExportedParty
        let cents: Int
    }

    struct SpecialAward: Encodable, Sendable {
        let prize: String
        let title: String
        let municipality: ExportedParty
        let cents: Int
    }

    struct Totals: Encodable, Sendable {
        let budgetCents: Int
        let totalCents: Int
        let unallocatedCents: Int
    }

    let format = "lorbeer-result/1"
    let round: Head
    /// nil where the jury decided without score sheets.
    let ranking: Ranking?
    let decision: Decision
    let places: [PlaceAward]
    let special: [SpecialAward]
    let totals: Totals

    private enum CodingKeys: String, CodingKey {
        case format, round, ranking, decision, places, special, totals
    }

    /// Keys sorted, indented, UTF-8, with a line feed at the end.
    public func json() throws -> Data {
        try JSON.document(self)
    }
}

extension Store {
    /// The result of a published round as a document; nil for any other round.
    public func exportedResult(slug: String) async throws -> ExportedResult? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session), let results = try session.publicResults(of: round, by: permissions),
                let decision = try session.standingDecision(of: round.id)?.planned
            else { return nil }
            let ranking = try session.publishedRanking(of: round.id).map {
                ExportedResult.Ranking($0, tracks: try session.frozenTracks(of: round, frozen: $0))
            }
            let hash: String = try session.value(
                "SELECT encode(source_sha256, 'hex') FROM round_rules WHERE round_id = \(round.id) AND version = \(round.rulesVersion)"
            )
            return ExportedResult(results, decision: decision, ranking: ranking, rulesHash: hash)
        }
    }
}

extension ExportedResult {
    fileprivate init(_ results: PublicResults, decision: PlannedDecision, ranking: Ranking?, rulesHash: String) {
        let rules = results.round.rules
        round = Head(
            competition: results.round.competitionTitle, slug: results.round.slug, title: results.round.title,
            rulesVersion: results.round.rulesVersion, rulesSHA256: rulesHash,
            publishedAt: results.publishedAt.formatted(.iso8601), sampleData: rules.round.sampleData
        )
        self.ranking = ranking
        self.decision = Decision(
            decidedBy: decision.decidedBy, decidedOn: decision.decidedOn, reason: decision.reason
        )
        places = results.tracks.flatMap { track in
            track.places.map {
                PlaceAward(track: track.rules.code, rank: $0.rank, municipality: ExportedParty($0.laureate), cents: $0.laureate.cents)
            }
        }
        special = results.special.flatMap { prize in
            prize.laureates.map {
                SpecialAward(prize: prize.rules.code, title: prize.rules.title, municipality: ExportedParty($0), cents: $0.cents)
            }
        }
        totals = Totals(
            budgetCents: results.budgetCents, totalCents: results.totalCents, unallocatedCents: results.unallocatedCents
        )
    }
}

extension ExportedResult.Ranking {
    fileprivate init(_ frozen: RankingBoard.Frozen, tracks: [RankingBoard.Track]) {
        frozenAt = frozen.at.formatted(.iso8601)
        inputSHA256 = frozen.inputHash
        self.tracks = tracks.map(ExportedRanking.Track.init)
    }
}
