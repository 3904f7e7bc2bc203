import Awards
import Postgres
import ScoringEngine

/// All sheets of a round's admitted entries, as the engine takes them. Only final sheets carry marks; the others stand
/// there with their state and never count.
struct RoundScores {
    let entries: [RankedMunicipality]
    /// One input for each size class that has a sheet; its sheets come in any order, which changes no rank.
    let inputs: [String: RankInput]
    /// Jurors with at least one final sheet.
    let jurors: Int
    let finalSheets: Int
}

extension RankInput {
    init(of rules: RoundRules, sheets: [Sheet]) {
        self.init(
            rubric: rules.rubric.engineRubric, aggregation: rules.rubric.aggregation, ties: rules.ranking.ties,
            lotSeed: rules.ranking.lotSeed, ranking: rules.ranking.style, sheets: sheets
        )
    }

    /// The same input with its sheets by entry and juror, so that the same scores are the same bytes.
    var canonical: RankInput {
        RankInput(
            rubric: rubric, aggregation: aggregation, ties: ties, lotSeed: lotSeed, ranking: ranking,
            sheets: sheets.sorted { ($0.entry, $0.juror) < ($1.entry, $1.juror) }
        )
    }

    /// The same sheets with their plain means as scores.
    var averaged: RankInput {
        RankInput(rubric: rubric, aggregation: .mean, ties: ties, lotSeed: lotSeed, ranking: ranking, sheets: sheets)
    }
}

extension Session {
    /// Two queries, whatever the number of entries.
    func scores(of round: LoadedRound) throws -> RoundScores {
        let entries = try admittedEntries(of: round.id)
        var tracks: [String: String] = [:]
        for entry in entries { tracks[entry.entry.description] = entry.track }
        var sheets: [String: [Sheet]] = [:]
        var jurors: Set<String> = []
        var finalSheets = 0
        for sheet in try allSheets(of: round.id) {
            guard let track = tracks[sheet.entry] else { continue }
            sheets[track, default: []].append(sheet)
            guard sheet.state == .final else { continue }
            finalSheets += 1
            jurors.insert(sheet.juror)
        }
        let inputs = sheets.mapValues { RankInput(of: round.rules, sheets: $0) }
        return RoundScores(entries: entries, inputs: inputs, jurors: jurors.count, finalSheets: finalSheets)
    }

    private func allSheets(of round: Round.ID) throws -> [Sheet] {
        var marks = SheetMarks()
        // 60,000 marks are grouped in memory instead of being sorted on disk.
        try execute("SET LOCAL work_mem = '32MB'")
        return try rows(
            """
            SELECT a.entry_id::text AS entry, a.juror_id::text AS juror, s.state, m.criteria, m.points
            FROM assignment a
            JOIN score_sheet s ON s.assignment_id = a.id
            LEFT JOIN (
                SELECT k.assignment_id, array_agg(k.criterion)::text AS criteria, array_agg(k.points)::text AS points
                FROM score_mark k
                WHERE k.round_id = \(round)
                GROUP BY k.assignment_id
            ) m ON m.assignment_id = a.id AND s.state = 'final'
            WHERE a.round_id = \(round)
            """
        ) { row in
            let state: SheetState = switch try row.state("state", as: ScoreSheet.State.self) {
            case .final: .final
            case .abstained: .abstained
            case .recused: .recused
            case .notStarted, .draft: .open
            }
            var points: [String: Mark] = [:]
            if let criteria: String = try row("criteria"), let values: String = try row("points") {
                points = try marks.marks(criteria: criteria, points: values)
            }
            return Sheet(juror: try row("juror"), entry: try row("entry"), state: state, points: points)
        }
    }
}
