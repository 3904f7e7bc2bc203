public import Awards
import Postgres

/// What staff need to settle a round's prizes.
public struct PrizeDesk: Sendable {
    public let board: RankingBoard
    public let decision: StoredDecision?
    /// How many decisions were recorded, superseded ones included: the revision of the decision's form.
    public let decisions: Int
    /// What the current decision pays.
    public let prizes: ComputedPrizes?
    /// The stored prizes of the current decision.
    public let allocation: StoredAllocation?

    /// Admitted entries, by name.
    public var entries: [RankedMunicipality] {
        board.tracks.flatMap(\.rows).map(\.municipality).sorted {
            ($0.title.displayName, $0.number) < ($1.title.displayName, $1.number)
        }
    }
}

extension Store {
    /// - Returns: nil where there is no such round.
    /// - Throws: ``PrizeRefusal/scoringOpen`` before scoring is closed.
    public func prizeDesk(slug: String) async throws -> PrizeDesk? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session) else { return nil }
            let board = try rankingBoard(of: round, in: session)
            let decision = try session.currentDecision(of: round.id)
            return PrizeDesk(
                board: board, decision: decision, decisions: try session.decisionCount(of: round.id),
                prizes: try decision.map { try AllocatingPrizes.compute($0.planned, rules: round.rules) },
                allocation: try decision.flatMap { try session.allocation(of: $0.id) }
            )
        }
    }
}
