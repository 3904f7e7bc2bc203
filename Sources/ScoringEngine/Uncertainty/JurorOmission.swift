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
        let own = byJuror[juror].map { counting[$0] }
        do throws(EngineProblems) {
            let changes: [PlaceChange]
            if input.aggregation.isExact {
                let deciding = rowsThatMayDecide(own)
                changes = deciding.isEmpty ? [] : places.changes(in: try sheets.exactOrder(without: deciding, input.aggregation))
            } else {
                changes = places.changes(in: try sheets.correctedOrder(without: own, input))
            }
            return changes.isEmpty ? nil : DecidingJuror(juror: name, changes: changes)
        } catch {
            return DecidingJuror(juror: name, changes: [], problem: error.problems.first?.message)
        }
    }

    /// Ranks from the top down to a score hang on the entries that have at least that score, before or after. The score down to which
    /// they matter is the lowest among the top places before, of a top entry after, and of the entries that are sure to fill the places
    /// then; sheets of entries that stay below it can stay where they are.
    private func rowsThatMayDecide(_ rows: [Int]) -> [Int] {
        let scores = rows.map { row in
            (before: base.scores[base.table.entryOfRow[row]], after: base.table.score(without: row, input.aggregation))
        }
        let touched = Set(rows.map { base.table.entryOfRow[$0] })
        guard var floor = scoreThatFillsThePlaces(without: touched) else { return rows }
        for (row, score) in zip(rows, scores) where places.isTop(base.table.entryOfRow[row]) {
            if let after = score.after, after < floor { floor = after }
        }
        return zip(rows, scores).compactMap { row, score in
            [score.before, score.after].contains { $0.map { $0 >= floor } ?? false } ? row : nil
        }
    }

    /// A score that no top place is below, before or after, because enough entries whose sheets all stay have it or a better one.
    /// Nil where there are not enough.
    private func scoreThatFillsThePlaces(without touched: Set<Int>) -> Rational? {
        var filled = 0
        var lowest: Rational?
        for entry in base.order.places {
            if filled >= places.last, !places.isTop(entry) { return lowest }
            guard let score = base.scores[entry], !touched.contains(entry) || places.isTop(entry) else { continue }
            // With dense ranks every place needs a score of its own.
            if !touched.contains(entry), input.ranking == .standard || score != lowest { filled += 1 }
            lowest = score
        }
        return nil
    }

    /// A ranking from which sheets are taken out for a while.
    private struct Sheets {
        var table: ScoreTable
        var scores: [Rational?]
        var order: RankOrder

        /// - Parameter rows: counting ones, each of another entry. Afterwards everything is as it was.
        mutating func exactOrder(without rows: [Int], _ aggregation: Aggregation) throws(EngineProblems) -> RankOrder {
            let before = (scores: scores, order: order)
            let marks = rows.map { Array(table.marks(row: $0)) }
            for (row, marks) in zip(rows, marks) {
                let entry = table.entryOfRow[row]
                scores[entry] = table.score(without: row, aggregation)
                try replace(row, isFinal: false, marks)
                order.replace(entry, table, scores)
            }
            let found = order
            for (row, marks) in zip(rows, marks) { try replace(row, isFinal: true, marks) }
            (scores, order) = before
            return found
        }

        /// - Throws: where corrected scores can't be had without the rows. In either case everything is afterwards as it was.
        mutating func correctedOrder(without rows: [Int], _ input: RankInput) throws(EngineProblems) -> RankOrder {
            let marks = rows.map { Array(table.marks(row: $0)) }
            for (row, marks) in zip(rows, marks) { try replace(row, isFinal: false, marks) }
            let found = Result { () throws(EngineProblems) -> RankOrder in
                RankOrder(input, table, try EntryScores(table, input.aggregation).scores)
            }
            for (row, marks) in zip(rows, marks) { try replace(row, isFinal: true, marks) }
            return try found.get()
        }

        /// The mean has no trim that could leave nothing, so it throws of nothing.
        private mutating func replace(_ row: Int, isFinal: Bool, _ marks: [Int64]) throws(EngineProblems) {
            try table.replace(row: row, isFinal: isFinal, marks: marks, .mean)
        }
    }
}

extension ScoreTable {
    /// The exact score of a row's entry without that row, nil where no sheet is left or the trim leaves none.
    fileprivate func score(without row: Int, _ aggregation: Aggregation) -> Rational? {
        var left = totals[entryOfRow[row]]
        if let total = totalOfRow[row], let place = left.firstIndex(of: total) { left.remove(at: place) }
        if case .trimmedMean(let trim) = aggregation, trim >= (left.count + 1) / 2 { return nil }
        return exactScore(of: left, by: aggregation)
    }
}
