public import Awards
import Postgres

/// A round as the jury's pages need it.
public struct JudgedRound: Sendable, Equatable {
    public let id: Round.ID
    public let slug: String
    public let title: String
    public let state: Round.State
    public let rules: RoundRules
}

extension Store {
    /// Reads the columns `round_id`, `round_slug`, `round_title`, `round_state` and `rules_version`.
    func judgedRound(_ row: Row, in session: Session) throws -> JudgedRound {
        let id: Round.ID = try row("round_id")
        return JudgedRound(
            id: id, slug: try row("round_slug"), title: try row("round_title"), state: try row.state("round_state"),
            rules: try rulesCache.rules(of: id, version: try row("rules_version"), in: session)
        )
    }
}
