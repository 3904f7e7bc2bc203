/// What leaving out a juror does to the places.
struct JurorOmission {
    private let input: RankInput
    private let base: Sheets
    private let places: TopPlaces
    /// Of the table's rows those that count, and by juror the indices in that list.
    private let counting: [Int]
    private let byJuror: RowGroups

    private static let jurorsTogether = 8

    init(_ input: RankInput, _ ranking: LiveRanking, _ places: TopPlaces) {
        self.input = input
        self.places = places
        let table = ranking.table
        base = Sheets(table: table, scores: ranking.scores.scores, order: ranking.order)
        counting = table.totalOfRow.indices.filter { table.totalOfRow[$0] != nil }
        byJuror = RowGroups(counting.map { table.jurorOfRow[$0] }, count: table.jurors.count)
    }

    /// By juror id; nil where it would take too long.
    func decidingJurors() -> [DecidingJuror]? {
        let names = base.table.jurors
        let jurors = names.indices.filter { !byJuror[$0].isEmpty }.sorted { precedesByBytes(names[$0], names[$1]) }
        if !input.aggregation.isExact, jurors.count > Limits.refitSheets / max(1, counting.count) { return nil }
        let size = Self.jurorsTogether
        let parts = Parts.map((jurors.count + size - 1) / size) { part in
            var sheets = base
            return jurors[(part * size)..<min(jurors.count, (part + 1) * size)].compactMap { omit($0, &sheets) }
        }
        return parts.flatMap(\.self)
    }

    private func omit(_ juror: Int, _ sheets: inout Sheets) -> DecidingJuror? {
        let name = base.table.jurors[juror]
        do throws(EngineProblems) {
            let order = try sheets.order(without: byJuror[juror].map { counting[$0] }, input)
            let changes = places.changes(in: order)
            return changes.isEmpty ? nil : DecidingJuror(juror: name, changes: changes)
        } catch {
            return DecidingJuror(juror: name, changes: [], problem: error.problems.first?.message)
        }
    }

    /// A ranking from which sheets are taken out for a while.
    private struct Sheets {
        var table: ScoreTable
        var scores: [Rational?]
        var order: RankOrder

        /// - Parameter rows: counting ones, each of another entry.
        /// - Throws: where corrected scores can't be had without them. In either case everything is afterwards as it was.
        mutating func order(without rows: [Int], _ input: RankInput) throws(EngineProblems) -> RankOrder {
            let before = (scores: scores, order: order)
            let marks = rows.map { Array(table.marks(row: $0)) }
            for (row, marks) in zip(rows, marks) {
                // The mean has no trim that could leave nothing.
                try table.replace(row: row, isFinal: false, marks: marks, .mean)
                guard input.aggregation.isExact else { continue }
                let entry = table.entryOfRow[row]
                scores[entry] = table.score(of: entry, input.aggregation)
                order.replace(entry, table, scores)
            }
            let found = Result { () throws(EngineProblems) -> RankOrder in
                input.aggregation.isExact ? order : RankOrder(input, table, try EntryScores(table, input.aggregation).scores)
            }
            for (row, marks) in zip(rows, marks) { try table.replace(row: row, isFinal: true, marks: marks, .mean) }
            (scores, order) = before
            return try found.get()
        }
    }
}

extension ScoreTable {
    /// The exact score of an entry, nil where it has no sheet or the trim leaves none.
    fileprivate func score(of entry: Int, _ aggregation: Aggregation) -> Rational? {
        if case .trimmedMean(let trim) = aggregation, trim >= (totals[entry].count + 1) / 2 { return nil }
        return exactScore(of: totals[entry], by: aggregation)
    }
}
