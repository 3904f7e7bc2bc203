import Awards
import Postgres

/// A round in the staff's list.
public struct StaffRound: Sendable, Equatable {
    public let summary: RoundSummary
    /// Submitted, admitted or rejected; drafts don't count.
    public let entries: Int
}

extension Store {
    /// All rounds with their number of entries, the newest deadline first.
    public func staffRounds() async throws -> [StaffRound] {
        try await database.read { session in
            let counts = Dictionary(
                uniqueKeysWithValues: try session.rows(
                    "SELECT round_id, count(*) AS entries FROM entry WHERE state <> 'draft' GROUP BY round_id"
                ) { row in (try row("round_id") as Round.ID, try row("entries") as Int) }
            )
            return try session.roundSummaries().map { StaffRound(summary: $0, entries: counts[$0.id] ?? 0) }
        }
    }
}
