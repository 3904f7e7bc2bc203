public import Awards
import Postgres
public import ScoringEngine

/// How an entry's place in the ranking came about. For staff.
public struct PlaceExplanation: Sendable {
    public let round: LoadedRound
    public let track: TrackRules
    public let row: RankingBoard.Row
    /// nil without any counting sheet.
    public let explanation: EntryExplanation?
    /// The entries of the size class by the id the engine knows them under.
    public let municipalities: [String: RankedMunicipality]
    /// Jurors' names by the id the engine knows them under.
    public let jurors: [String: String]
    /// Sheets of the entry that don't count, by juror's name.
    public let uncounted: [(juror: String, state: ScoreSheet.State)]
}

extension Store {
    /// - Returns: nil where there is no such round, or no admitted entry of that id in it.
    /// - Throws: ``PrizeRefusal/scoringOpen`` before scoring is closed, ``PrizeRefusal/notComputable(_:)``.
    public func placeExplanation(slug: String, entry: Entry.ID) async throws -> PlaceExplanation? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session) else { return nil }
            let board = try rankingBoard(of: round, in: session)
            guard let track = board.tracks.first(where: { $0.rows.contains { $0.municipality.entry == entry } }),
                let row = track.rows.first(where: { $0.municipality.entry == entry })
            else { return nil }
            let input = try session.scores(of: round).inputs[track.rules.code]
            let pairs = track.rows.map { ($0.municipality.entry.description, $0.municipality) }
            return PlaceExplanation(
                round: round, track: track.rules, row: row,
                explanation: row.rank == nil ? nil : try input.flatMap { try Self.explanation(of: entry, in: $0) },
                municipalities: Dictionary(uniqueKeysWithValues: pairs), jurors: try session.jurorNames(of: round.id),
                uncounted: try session.uncountedSheets(of: entry)
            )
        }
    }

    private static func explanation(of entry: Entry.ID, in input: RankInput) throws -> EntryExplanation? {
        do throws(EngineProblems) {
            return try LiveRanking(input).explanation(of: entry.description)
        } catch {
            throw PrizeRefusal.notComputable(error.problems.map(\.description))
        }
    }
}

extension Session {
    fileprivate func uncountedSheets(of entry: Entry.ID) throws -> [(juror: String, state: ScoreSheet.State)] {
        try rows(
            """
            SELECT c.display_name, s.state FROM assignment a JOIN score_sheet s ON s.assignment_id = a.id JOIN juror j ON j.id = a.juror_id
            JOIN account c ON c.id = j.account_id
            WHERE a.entry_id = \(entry) AND s.state <> 'final' ORDER BY c.display_name COLLATE "de-x-icu", j.id
            """
        ) { row in (try row("display_name"), try row.state("state")) }
    }

    /// By the id as text.
    func jurorNames(of round: Round.ID) throws -> [String: String] {
        let pairs = try rows(
            "SELECT j.id::text AS juror, c.display_name FROM juror j JOIN account c ON c.id = j.account_id WHERE j.round_id = \(round)"
        ) { row in (try row("juror") as String, try row("display_name") as String) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}
