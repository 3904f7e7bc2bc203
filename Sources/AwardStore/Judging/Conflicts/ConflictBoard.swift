public import Awards
public import Foundation
import Postgres

/// Who looks at the conflicts of a round.
public enum ConflictDesk: Sendable, Equatable {
    case staff
    /// Sees no case about an entry that the chair may not judge, and nothing of scoring before it has closed.
    case chair
}

/// The conflicts of a round: what was declared, suggested and decided. "No conflict" is not in it: that would tell how far
/// a juror is.
public struct ConflictBoard: Sendable, Equatable {
    public let round: LoadedRound
    public let isFrozen: Bool
    /// The chair's name; nil where there is none.
    public let chair: String?
    /// Undecided ones first, then by size class, municipality and juror.
    public let cases: [ConflictCase]
    /// Suggestions that nobody has called false and no case has come of, those of assigned entries first.
    public let suggestions: [OpenSuggestion]
    /// Admitted entries that cannot reach the minimum of sheets any more, for staff; nothing for the chair.
    public let shortEntries: [ShortEntry]
}

/// One juror before one entry, where something was declared, recorded or decided.
public struct ConflictCase: Sendable, Equatable {
    public struct Verdict: Sendable, Equatable {
        public let biased: Bool
        public let reason: String
        public let at: Date
        /// `chair`, `staff` or `rule`.
        public let office: String
    }

    public let pair: AssignmentPair
    public let juror: String
    public let municipality: MunicipalityTitle
    /// Code of the size class.
    public let track: String
    public let standing: ConflictStanding?
    /// nil where no conflict was declared.
    public let ground: ConflictGround?
    public let denied: Bool
    public let note: String
    /// nil where nothing was declared: the exclusion came with the size class.
    public let declaredAt: Date?
    /// Somebody else has recorded it.
    public let recordedByOthers: Bool
    public let verdict: Verdict?
    /// The entry whose exclusion covers the size class.
    public let withClass: MunicipalityTitle?
    /// Something had been scored before; told to staff, and to the chair once scoring has closed.
    public let excluded: Bool
    public let matter: BiasMatter
}

/// A suggestion that waits for an answer.
public struct OpenSuggestion: Sendable, Equatable {
    public let juror: String
    public let suggested: SuggestedConflict
    public let isAssigned: Bool
}

/// An entry with too few jurors left.
public struct ShortEntry: Sendable, Equatable {
    public let municipality: MunicipalityTitle
    /// Code of the size class.
    public let track: String
    /// Sheets that are finished or can still be.
    public let possible: Int
}

extension Store {
    /// The conflicts of a round for staff; nil where there is no such round. The number of queries is fixed.
    public func conflictBoard(slug: String) async throws -> ConflictBoard? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session) else { return nil }
            return try session.board(of: round, for: .staff)
        }
    }

    /// The conflicts of a round for its chair; nil for anybody else.
    public func chairBoard(slug: String, of account: Account.ID) async throws -> ConflictBoard? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session), permissions.mayChair(account, chairedBy: try session.chair(of: round.id)?.account)
            else { return nil }
            return try session.board(of: round, for: .chair)
        }
    }
}

extension Session {
    func chair(of round: Round.ID) throws -> (juror: Juror.ID, account: Account.ID, name: String)? {
        try first(
            """
            SELECT j.id, j.account_id, c.display_name FROM juror j JOIN account c ON c.id = j.account_id
            WHERE j.round_id = \(round) AND j.chair
            """
        ) { row in (juror: try row("id"), account: try row("account_id"), name: try row("display_name")) }
    }

    fileprivate func board(of round: LoadedRound, for desk: ConflictDesk) throws -> ConflictBoard {
        let frozen: Bool = try value("SELECT EXISTS (SELECT FROM ranking_run WHERE round_id = \(round.id))")
        let chair = try chair(of: round.id)
        let hidden = desk == .chair ? try chair.map { try closedEntries(of: $0.juror) } ?? [] : []
        let cases = try conflictCases(of: round, for: desk).filter { !hidden.contains($0.pair.entry) }
        let names = Dictionary(uniqueKeysWithValues: try jurorNames(of: round.id).map { ($0.id, $0.name) })
        let assigned = try assignedPairs(of: round.id)
        // Not "no conflict": what is suggested afterwards has to be seen, and who has declared nothing must not show.
        let answered = Set(cases.map(\.pair))
        let open = try suggestions(of: round.id).filter {
            !$0.isDismissed && !answered.contains($0.pair) && !hidden.contains($0.entry)
        }
        let suggestions = open.map { suggested in
            OpenSuggestion(juror: names[suggested.juror] ?? "", suggested: suggested, isAssigned: assigned.contains(suggested.pair))
        }
        return ConflictBoard(
            round: round, isFrozen: frozen, chair: chair?.name, cases: cases,
            suggestions: suggestions.filter(\.isAssigned) + suggestions.filter { !$0.isAssigned },
            shortEntries: desk == .staff ? try shortEntries(of: round) : []
        )
    }

    /// Entries that a juror may not judge.
    func closedEntries(of juror: Juror.ID) throws -> Set<Entry.ID> {
        Set(
            try rows(
                "SELECT a.entry_id FROM assignment a JOIN score_sheet s ON s.assignment_id = a.id WHERE a.juror_id = \(juror) AND s.state = 'recused'"
            ) { row in try row("entry_id") }
        )
    }

    private func jurorNames(of round: Round.ID) throws -> [(id: Juror.ID, name: String)] {
        try rows("SELECT j.id, c.display_name FROM juror j JOIN account c ON c.id = j.account_id WHERE j.round_id = \(round)") { row in
            (id: try row("id"), name: try row("display_name"))
        }
    }

    private func assignedPairs(of round: Round.ID) throws -> Set<AssignmentPair> {
        Set(
            try rows("SELECT juror_id, entry_id FROM assignment WHERE round_id = \(round)") { row in
                AssignmentPair(juror: try row("juror_id"), entry: try row("entry_id"))
            }
        )
    }

    private func shortEntries(of round: LoadedRound) throws -> [ShortEntry] {
        try rows(
            """
            SELECT m.kind, m.display_name, m.designation, m.article, e.track, p.assigned - p.abstained - p.recused AS possible
            FROM entry e
            JOIN municipality m ON m.id = e.municipality_id
            JOIN track t ON t.round_id = e.round_id AND t.code = e.track
            JOIN sheet_progress p ON p.entry_id = e.id AND p.recused > 0
            WHERE e.round_id = \(round.id) AND e.state = 'admitted'
              AND p.assigned - p.abstained - p.recused < \(round.rules.rubric.minimumSheets)
            ORDER BY t.position, m.display_name COLLATE "de-x-icu", e.id
            """
        ) { row in ShortEntry(municipality: try row.municipalityTitle(), track: try row("track"), possible: try row("possible")) }
    }
}
