public import Awards
public import Foundation
import Postgres

/// Where a round stands, for staff.
public struct RoundOverview: Sendable, Equatable {
    /// A size class in numbers.
    public struct Track: Sendable, Equatable {
        public let rules: TrackRules
        /// By state; a state without entries is missing.
        public let entries: [Entry.State: Int]
        /// By state; a state without sheets is missing.
        public let sheets: [ScoreSheet.State: Int]
    }

    /// What holds the round up.
    public struct Stuck: Sendable, Equatable {
        /// Admitted entries that can't reach the rules' minimum of sheets with the jurors assigned.
        public let entriesWithFewJurors: Int
        /// Assignments whose juror has not said whether there is a conflict.
        public let undeclared: Int
        public let undeclaredJurors: Int
        /// Concerns and denied suggestions that nobody has decided about.
        public let undecided: Int
    }

    /// The steps from scores to the published result that were taken.
    public struct Steps: Sendable, Equatable {
        public let frozenAt: Date?
        /// When the current decision was recorded.
        public let decidedAt: Date?
        /// When the current decision's prizes were computed.
        public let allocatedAt: Date?
    }

    public let round: LoadedRound
    public let tracks: [Track]
    public let jurors: Int
    public let stuck: Stuck
    public let steps: Steps

    public func entries(_ state: Entry.State) -> Int {
        tracks.reduce(0) { $0 + ($1.entries[state] ?? 0) }
    }

    public func sheets(_ state: ScoreSheet.State) -> Int {
        tracks.reduce(0) { $0 + ($1.sheets[state] ?? 0) }
    }
}

extension Store {
    /// nil where there is no such round.
    public func roundOverview(slug: String) async throws -> RoundOverview? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session) else { return nil }
            let entries = try session.counts(
                "SELECT track, state, count(*) AS number FROM entry WHERE round_id = \(round.id) GROUP BY track, state", of: Entry.State.self
            )
            let sheets = try session.counts(
                """
                SELECT e.track, s.state, count(*) AS number
                FROM score_sheet s JOIN assignment a ON a.id = s.assignment_id JOIN entry e ON e.id = a.entry_id
                WHERE s.round_id = \(round.id) GROUP BY e.track, s.state
                """,
                of: ScoreSheet.State.self
            )
            let (jurors, stuck) = try session.stuck(in: round)
            return RoundOverview(
                round: round,
                tracks: round.rules.tracks.map {
                    RoundOverview.Track(rules: $0, entries: entries[$0.code] ?? [:], sheets: sheets[$0.code] ?? [:])
                },
                jurors: jurors, stuck: stuck, steps: try session.steps(of: round.id)
            )
        }
    }
}

extension Session {
    fileprivate func counts<State: RawRepresentable & Hashable>(_ sql: SQL, of: State.Type) throws -> [String: [State: Int]]
    where State.RawValue == String {
        var counts: [String: [State: Int]] = [:]
        for (track, state, number) in try rows(sql, { row in (try row("track") as String, try row.state("state", as: State.self), try row("number") as Int) }) {
            counts[track, default: [:]][state] = number
        }
        return counts
    }

    fileprivate func stuck(in round: LoadedRound) throws -> (jurors: Int, stuck: RoundOverview.Stuck) {
        try one(
            """
            SELECT (SELECT count(*) FROM juror WHERE round_id = \(round.id)) AS jurors,
                   (SELECT count(*) FROM entry e LEFT JOIN sheet_progress p ON p.entry_id = e.id
                    WHERE e.round_id = \(round.id) AND e.state = 'admitted'
                      AND coalesce(p.assigned - p.abstained - p.recused, 0) < \(round.rules.rubric.minimumSheets)) AS few_jurors,
                   (SELECT count(*) FROM score_sheet WHERE round_id = \(round.id) AND standing = 'pending') AS undecided,
                   count(a.id) AS undeclared, count(DISTINCT a.juror_id) AS undeclared_jurors
            FROM assignment a JOIN score_sheet s ON s.assignment_id = a.id
            WHERE a.round_id = \(round.id) AND s.standing IS NULL AND s.state <> 'recused'
            """
        ) { row in
            (
                jurors: try row("jurors"),
                stuck: RoundOverview.Stuck(
                    entriesWithFewJurors: try row("few_jurors"), undeclared: try row("undeclared"), undeclaredJurors: try row("undeclared_jurors"),
                    undecided: try row("undecided")
                )
            )
        }
    }

    fileprivate func steps(of round: Round.ID) throws -> RoundOverview.Steps {
        try one(
            """
            SELECT (SELECT frozen_at FROM ranking_run WHERE round_id = \(round)) AS frozen_at,
                   d.recorded_at, l.computed_at
            FROM (SELECT 1) AS always
            LEFT JOIN jury_decision d ON d.round_id = \(round) AND d.superseded_at IS NULL
            LEFT JOIN allocation l ON l.decision_id = d.id
            """
        ) { row in
            RoundOverview.Steps(frozenAt: try row("frozen_at"), decidedAt: try row("recorded_at"), allocatedAt: try row("computed_at"))
        }
    }
}
