public import Awards
import Postgres

/// What somebody sees before closing scoring.
public struct ClosingPreview: Sendable, Equatable {
    /// An admitted entry with too few final sheets.
    public struct ThinEntry: Sendable, Equatable {
        public let municipality: MunicipalityTitle
        /// Code of the size class.
        public let track: String
        public let finalSheets: Int
    }

    public let round: LoadedRound
    public let finalSheets: Int
    public let concerns: ClosingConcerns
    public let thinEntries: [ThinEntry]
}

/// A round whose scores are fixed.
public struct ClosedScoring: Codable, Equatable, Sendable {
    public let round: Round.ID
    public let finalSheets: Int
}

extension Store {
    /// What closing would fix, judged by the caller's clock; nil where there is no such round.
    public func closingPreview(slug: String, by caller: Caller) async throws -> ClosingPreview? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session) else { return nil }
            return try session.closingPreview(of: round, at: caller)
        }
    }

    /// Ends scoring: from here on no sheet changes. Waits for saves under way and holds up new ones until it is done.
    /// - Throws: ``ClosingRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func closeScoring(
        of round: Round.ID, shown: ClosingConcerns, confirmed: Bool, by caller: Caller, operation: Operation
    ) async throws -> ClosedScoring {
        try await perform(operation) { session in
            guard let loaded = try loadRound(round, lock: .exclusive, in: session) else { throw ClosingRefusal.alreadyClosed }
            let preview = try session.closingPreview(of: loaded, at: caller)
            try ClosingScoring.decide(state: loaded.state, shown: shown, confirmed: confirmed, current: preview.concerns)
            try session.execute("UPDATE round SET state = 'scoringClosed', scoring_closed_at = \(caller.requestedAt) WHERE id = \(round)")
            try session.record(
                .scoringClosed, by: caller.account, about: .round(round), round: round,
                before: ["state": Round.State.open], after: preview.concerns,
                facts: ["finalSheets": .number(preview.finalSheets)]
            )
            try seal(session)
            return ClosedScoring(round: round, finalSheets: preview.finalSheets)
        }
    }
}

extension Session {
    fileprivate func closingPreview(of round: LoadedRound, at caller: Caller) throws -> ClosingPreview {
        let counts = try one(
            """
            SELECT count(*) FILTER (WHERE s.state = 'notStarted') AS not_started,
                   count(*) FILTER (WHERE s.state = 'draft') AS draft,
                   count(*) FILTER (WHERE s.state = 'final') AS final,
                   count(*) FILTER (WHERE s.standing = 'pending') AS open_concerns,
                   (SELECT count(*) FROM entry WHERE round_id = \(round.id) AND state = 'submitted') AS undecided
            FROM assignment a
            JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
            JOIN score_sheet s ON s.assignment_id = a.id
            WHERE a.round_id = \(round.id)
            """
        ) { row in
            (
                open: try row("not_started") as Int, drafts: try row("draft") as Int, final: try row("final") as Int,
                undecided: try row("undecided") as Int, openConcerns: try row("open_concerns") as Int
            )
        }
        let thin = try thinEntries(of: round)
        return ClosingPreview(
            round: round, finalSheets: counts.final,
            concerns: ClosingConcerns(
                openSheets: counts.open, drafts: counts.drafts, thinEntries: thin.count, undecidedEntries: counts.undecided,
                deadlineRunning: round.entryDeadlineUTC > caller.requestedAt,
                openConcerns: counts.openConcerns
            ),
            thinEntries: thin
        )
    }

    private func thinEntries(of round: LoadedRound) throws -> [ClosingPreview.ThinEntry] {
        try rows(
            """
            SELECT m.kind, m.display_name, m.designation, m.article, e.track, coalesce(p.final, 0) AS final
            FROM entry e
            JOIN municipality m ON m.id = e.municipality_id
            JOIN track t ON t.round_id = e.round_id AND t.code = e.track
            LEFT JOIN sheet_progress p ON p.entry_id = e.id
            WHERE e.round_id = \(round.id) AND e.state = 'admitted' AND coalesce(p.final, 0) < \(round.rules.rubric.minimumSheets)
            ORDER BY t.position, m.display_name COLLATE "de-x-icu", e.id
            """
        ) { row in
            ClosingPreview.ThinEntry(municipality: try row.municipalityTitle(), track: try row("track"), finalSheets: try row("final"))
        }
    }
}
