import Awards
import Foundation
import Postgres
import ScoringEngine

extension Session {
    /// The frozen ranking as everybody may know it once it is published: without who froze it.
    func publishedRanking(of round: Round.ID) throws -> RankingBoard.Frozen? {
        try first("SELECT id, frozen_at, encode(input_sha256, 'hex') AS input_hash FROM ranking_run WHERE round_id = \(round)") { row in
            RankingBoard.Frozen(id: try row("id"), at: try row("frozen_at"), by: "", inputHash: try row("input_hash"))
        }
    }

    func frozenRanking(of round: Round.ID) throws -> RankingBoard.Frozen? {
        try first(
            """
            SELECT r.id, r.frozen_at, coalesce(a.display_name, '') AS display_name, encode(r.input_sha256, 'hex') AS input_hash
            FROM ranking_run r LEFT JOIN account a ON a.id = r.frozen_by WHERE r.round_id = \(round)
            """
        ) { row in
            RankingBoard.Frozen(
                id: try row("id"), at: try row("frozen_at"), by: try row("display_name"), inputHash: try row("input_hash")
            )
        }
    }

    /// The places as they were frozen.
    func frozenTracks(of round: LoadedRound, frozen: RankingBoard.Frozen) throws -> [RankingBoard.Track] {
        var homes: [Entry.ID: RankedMunicipality] = [:]
        for entry in try admittedEntries(of: round.id) { homes[entry.entry] = entry }
        var rows: [String: [RankingBoard.Row]] = [:]
        for (track, row) in try frozenRows(of: frozen.id, homes) { rows[track, default: []].append(row) }
        return round.rules.tracks.map { RankingBoard.Track(rules: $0, rows: rows[$0.code] ?? []) }
    }

    /// The board as it was frozen, with what staff see of the sheets behind it.
    func board(of round: LoadedRound, frozen: RankingBoard.Frozen) throws -> RankingBoard {
        let tracks = try frozenTracks(of: round, frozen: frozen)
        let counts = try one(
            """
            SELECT count(DISTINCT a.juror_id) AS jurors, count(*) AS sheets
            FROM assignment a
            JOIN score_sheet s ON s.assignment_id = a.id AND s.state = 'final'
            JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
            WHERE a.round_id = \(round.id)
            """
        ) { row in (jurors: try row("jurors") as Int, sheets: try row("sheets") as Int) }
        return RankingBoard(
            round: round, frozen: frozen, tracks: tracks,
            jurors: counts.jurors, finalSheets: counts.sheets,
            rawScores: round.rules.rubric.aggregation.isExact
                ? [:] : try RankingBoard.rawScores(of: round, try scores(of: round))
        )
    }

    private func frozenRows(
        of run: RankingRun.ID, _ homes: [Entry.ID: RankedMunicipality]
    ) throws -> [(track: String, row: RankingBoard.Row)] {
        try rows(
            """
            SELECT track, position, entry_id, rank, score, score_exact, sheets, decided_by, flags
            FROM ranking_row WHERE run_id = \(run) ORDER BY track, position
            """
        ) { row in
            let entry: Entry.ID = try row("entry_id")
            guard let home = homes[entry] else {
                throw UnreadableColumn(column: "entry_id", expected: "an admitted entry")
            }
            let decidedBy = try (row("decided_by") as String?).map { text in
                guard let rule = DecidedBy(stored: text) else { throw UnreadableColumn(column: "decided_by", expected: "a rule") }
                return rule
            }
            return (
                try row("track"),
                RankingBoard.Row(
                    municipality: home, position: try row("position"), rank: try row("rank"), score: try row("score"),
                    exact: try row("score_exact"), sheets: try row("sheets"), decidedBy: decidedBy,
                    flags: (try row("flags") as [String]).compactMap(EntryFlag.init)
                )
            )
        }
    }
}

extension DecidedBy {
    init?(stored text: String) {
        if text == "score" {
            self = .score
        } else {
            guard let rule = TieRule(text) else { return nil }
            self = .tie(rule)
        }
    }
}
