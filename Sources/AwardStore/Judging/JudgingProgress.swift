public import Awards
import Postgres

/// Who has got how far: states only, never points.
public struct JudgingProgress: Sendable, Equatable {
    public struct Member: Sendable, Equatable {
        public let id: Juror.ID
        public let name: String
        public let email: String
        public let organisation: String
        /// Chairs the jury.
        public let isChair: Bool
        public let counts: SheetCounts
    }

    public struct Row: Sendable, Equatable {
        public let entry: Entry.ID
        public let municipality: MunicipalityTitle
        /// Code of the size class.
        public let track: String
        public let number: Int?
        /// A juror without a cell is not assigned.
        public let cells: [Juror.ID: Cell]
    }

    public struct Cell: Sendable, Equatable {
        public let step: DeskAssignment.Step
        /// The conflict was declared after scoring had begun: what was scored is excluded.
        public let excluded: Bool
    }

    public let round: LoadedRound
    /// By name.
    public let jurors: [Member]
    /// One page of the admitted entries, by size class and municipality.
    public let rows: [Row]
    /// Admitted entries the filter finds, on all pages.
    public let total: Int
    public let page: EntryPage
}

/// Sheets by state.
public struct SheetCounts: Sendable, Equatable {
    public let notStarted: Int
    public let draft: Int
    public let final: Int
    public let abstained: Int
    public let recused: Int

    public var assigned: Int { notStarted + draft + final + abstained + recused }
    /// What can still be finished.
    public var expected: Int { assigned - recused }
    public var finished: Int { final + abstained }
}

/// Which of a round's admitted entries a table shows.
public struct EntryPage: Sendable, Equatable {
    /// Code of a size class, or nil for all.
    public var track: String?
    /// From 1.
    public var number: Int
    public var size: Int

    public init(track: String? = nil, number: Int = 1, size: Int = 50) {
        self.track = track
        self.number = max(1, number)
        self.size = size
    }
}

extension Store {
    /// The round's jury and its progress; nil where there is no such round. The number of queries is fixed.
    public func judgingProgress(slug: String, page: EntryPage) async throws -> JudgingProgress? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session) else { return nil }
            let entries = try session.admittedEntries(of: round.id, page: page)
            let cells = try session.cells(of: entries.rows.map(\.entry))
            return JudgingProgress(
                round: round, jurors: try session.jurors(of: round.id),
                rows: entries.rows.map { row in
                    JudgingProgress.Row(
                        entry: row.entry, municipality: row.municipality, track: row.track, number: row.number, cells: cells[row.entry] ?? [:]
                    )
                },
                total: entries.total, page: page
            )
        }
    }

    /// The round's jury by name, with counts.
    public func jurors(of round: Round.ID) async throws -> [JudgingProgress.Member] {
        try await database.read { session in try session.jurors(of: round) }
    }
}

extension Session {
    fileprivate func jurors(of round: Round.ID) throws -> [JudgingProgress.Member] {
        try rows(
            """
            SELECT j.id, c.display_name, c.email, j.organisation, j.chair,
                   count(*) FILTER (WHERE s.state = 'notStarted') AS not_started,
                   count(*) FILTER (WHERE s.state = 'draft') AS draft,
                   count(*) FILTER (WHERE s.state = 'final') AS final,
                   count(*) FILTER (WHERE s.state = 'abstained') AS abstained,
                   count(*) FILTER (WHERE s.state = 'recused') AS recused
            FROM juror j
            JOIN account c ON c.id = j.account_id
            LEFT JOIN assignment a ON a.juror_id = j.id
            LEFT JOIN score_sheet s ON s.assignment_id = a.id
            WHERE j.round_id = \(round)
            GROUP BY j.id, c.id
            ORDER BY c.display_name COLLATE "de-x-icu", j.id
            """
        ) { row in
            JudgingProgress.Member(
                id: try row("id"), name: try row("display_name"), email: try row("email"), organisation: try row("organisation"),
                isChair: try row("chair"), counts: SheetCounts(
                    notStarted: try row("not_started"), draft: try row("draft"), final: try row("final"),
                    abstained: try row("abstained"), recused: try row("recused")
                )
            )
        }
    }

    fileprivate func admittedEntries(of round: Round.ID, page: EntryPage) throws -> (rows: [JudgingProgress.Row], total: Int) {
        let total: Int = try value(
            """
            SELECT count(*) FROM entry
            WHERE round_id = \(round) AND state = 'admitted' AND track = coalesce(\(page.track), track)
            """
        )
        let found = try rows(
            """
            SELECT e.id, m.kind, m.display_name, m.designation, m.article, e.track, e.number
            FROM entry e
            JOIN municipality m ON m.id = e.municipality_id
            JOIN track t ON t.round_id = e.round_id AND t.code = e.track
            WHERE e.round_id = \(round) AND e.state = 'admitted' AND e.track = coalesce(\(page.track), e.track)
            ORDER BY t.position, m.display_name COLLATE "de-x-icu", e.id
            LIMIT \(page.size) OFFSET \((page.number - 1) * page.size)
            """
        ) { row in
            JudgingProgress.Row(
                entry: try row("id"), municipality: try row.municipalityTitle(), track: try row("track"), number: try row("number"), cells: [:]
            )
        }
        return (found, total)
    }

    fileprivate func cells(of entries: [Entry.ID]) throws -> [Entry.ID: [Juror.ID: JudgingProgress.Cell]] {
        var cells: [Entry.ID: [Juror.ID: JudgingProgress.Cell]] = [:]
        let found = try rows(
            """
            SELECT a.entry_id, a.juror_id, s.state, s.standing,
                   s.state = 'recused' AND wall.marks_held(a.id) > 0 AS excluded
            FROM assignment a
            JOIN score_sheet s ON s.assignment_id = a.id
            WHERE a.entry_id = ANY(\(entries)::uuid[])
            """
        ) { row in
            let step = try row.step()
            let cell = JudgingProgress.Cell(step: step, excluded: try row("excluded"))
            return (entry: try row("entry_id") as Entry.ID, juror: try row("juror_id") as Juror.ID, cell: cell)
        }
        for item in found { cells[item.entry, default: [:]][item.juror] = item.cell }
        return cells
    }
}
