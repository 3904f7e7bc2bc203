public import Awards
import Postgres

/// A round in a list.
public struct RoundSummary: Sendable, Equatable {
    public let id: Round.ID
    public let slug: String
    public let title: String
    public let competition: String
    public let state: Round.State
    public let entryDeadline: LocalTime
    public let sampleData: Bool
}

extension Store {
    /// All rounds, the newest deadline first.
    public func rounds() async throws -> [RoundSummary] {
        try await database.read { session in try session.roundSummaries() }
    }
}

extension Session {
    func roundSummaries() throws -> [RoundSummary] {
        try rows(
            """
            SELECT r.id, r.slug, r.title, c.title AS competition, r.state, r.sample_data,
                   v.rules #>> '{dates,entryDeadline}' AS entry_deadline
            FROM round r JOIN competition c ON c.id = r.competition_id
            JOIN round_rules v ON v.round_id = r.id AND v.version = r.rules_version
            ORDER BY r.entry_deadline DESC, r.slug
            """
        ) { row in
            guard let deadline = LocalTime(try row("entry_deadline")) else {
                throw UnreadableColumn(column: "entry_deadline", expected: "a local time")
            }
            return RoundSummary(
                id: try row("id"), slug: try row("slug"), title: try row("title"), competition: try row("competition"),
                state: try row.state("state"), entryDeadline: deadline, sampleData: try row("sample_data")
            )
        }
    }
}
