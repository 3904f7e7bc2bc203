public import Awards
public import Foundation
import Postgres

/// A round with its current rules, and its dates as moments.
public struct LoadedRound: Sendable, Equatable {
    public let id: Round.ID
    public let slug: String
    public let title: String
    public let competitionTitle: String
    public let state: Round.State
    public let rulesVersion: Int
    public let rules: RoundRules
    public let callOpensUTC: Date
    /// The first moment that is too late to submit.
    public let entryDeadlineUTC: Date
    public let scoringClosedAt: Date?
    public let publishedAt: Date?
}

/// How a transaction holds the round it works on. Saving shares it; closing, freezing and publishing have it alone, so
/// that no save can slip past a closing.
enum RoundLock {
    case none
    case shared
    case exclusive
}

extension Store {
    /// The round with this slug, or nil.
    public func round(slug: String) async throws -> LoadedRound? {
        try await database.read { session in try loadRound(slug: slug, in: session) }
    }

    func loadRound(slug: String, in session: Session) throws -> LoadedRound? {
        let id = try session.first("SELECT id FROM round WHERE slug = \(slug)") { row in try row("id") as Round.ID }
        return try id.flatMap { try loadRound($0, in: session) }
    }

    /// Loads and holds a round until the end of the transaction.
    func loadRound(_ id: Round.ID, lock: RoundLock = .none, in session: Session) throws -> LoadedRound? {
        switch lock {
        case .none: break
        case .shared: try session.execute("SELECT FROM round WHERE id = \(id) FOR KEY SHARE")
        case .exclusive: try session.execute("SELECT FROM round WHERE id = \(id) FOR UPDATE")
        }
        return try loadRounds([id], in: session).first
    }

    /// The rounds with these ids, the newest deadline first.
    func loadRounds(_ ids: [Round.ID], in session: Session) throws -> [LoadedRound] {
        try session.rows(
            """
            SELECT r.id, r.slug, r.title, c.title AS competition_title, r.state, r.rules_version,
                   r.call_opens AT TIME ZONE r.time_zone AS call_opens_utc,
                   r.entry_deadline AT TIME ZONE r.time_zone AS entry_deadline_utc,
                   r.scoring_closed_at, r.published_at
            FROM round r JOIN competition c ON c.id = r.competition_id WHERE r.id = ANY(\(ids))
            ORDER BY r.entry_deadline DESC, r.slug
            """
        ) { row in
            let id: Round.ID = try row("id")
            let version: Int = try row("rules_version")
            return LoadedRound(
                id: id, slug: try row("slug"), title: try row("title"), competitionTitle: try row("competition_title"),
                state: try row.state("state"), rulesVersion: version,
                rules: try rulesCache.rules(of: id, version: version, in: session),
                callOpensUTC: try row("call_opens_utc"), entryDeadlineUTC: try row("entry_deadline_utc"),
                scoringClosedAt: try row("scoring_closed_at"), publishedAt: try row("published_at")
            )
        }
    }
}
