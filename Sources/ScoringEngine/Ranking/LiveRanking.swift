/// A ranking that is kept up to date while sheets change one at a time.
///
/// After every change ``result`` equals ``rank(_:)`` of all sheets as they are then. For an exact ``Aggregation`` a change costs
/// the time to count one entry's totals and to find its place; corrected scores are all computed anew, because every sheet has a
/// say in the severity of every juror.
///
/// ```swift
/// var ranking = try LiveRanking(input)
/// try ranking.replace(Sheet(juror: "j1", entry: "e1", state: .final, points: ["a": .points(points)]))
/// let places = ranking.result.entries
/// ```
public struct LiveRanking: Sendable {
    private(set) var table: ScoreTable
    private(set) var scores: EntryScores
    private(set) var order: RankOrder
    /// Everything but the sheets.
    let rules: RankInput
    private let reader: MarkReader

    /// - Throws: what ``rank(_:)`` throws.
    public init(_ input: RankInput) throws(EngineProblems) {
        table = try ScoreTable(input)
        scores = try EntryScores(table, input.aggregation)
        order = RankOrder(input, table, scores.scores)
        rules = RankInput(
            rubric: input.rubric, aggregation: input.aggregation, ties: input.ties, lotSeed: input.lotSeed, ranking: input.ranking,
            sheets: [])
        reader = MarkReader(input.rubric)
    }

    /// Puts a sheet in the place of the one that the same juror has for the same entry, whatever the states of the two.
    ///
    /// - Throws: ``EngineProblems`` with paths from the sheet (`$.points.a`): a sheet that ``rank(_:)`` would refuse, one that
    ///   replaces none, or one after which there is no ranking (a trim that leaves nothing, a jury in parts). Nothing has changed then.
    public mutating func replace(_ sheet: Sheet) throws(EngineProblems) {
        var problems = ProblemList()
        let row = table.row(juror: sheet.juror, entry: sheet.entry)
        if row == nil {
            problems.add("$", .unknownSheet, "\(quoted(sheet.juror)) has no sheet for \(quoted(sheet.entry)) that this one could replace")
        }
        var marks: [Int64] = []
        if !reader.read(sheet, into: &marks) { reader.report(sheet, at: "$", &problems) }
        guard let row, problems.isEmpty else { throw problems.asError }

        let entry = table.entryOfRow[row]
        guard rules.aggregation.isExact else { return try replaceAndRecount(row, sheet, marks) }
        try table.replace(row: row, isFinal: sheet.state == .final, marks: marks, rules.aggregation)
        scores.scores[entry] = exactScore(of: table.totals[entry], by: rules.aggregation)
        order.replace(entry, table, scores.scores)
    }

    private mutating func replaceAndRecount(_ row: Int, _ sheet: Sheet, _ marks: [Int64]) throws(EngineProblems) {
        var newTable = table
        try newTable.replace(row: row, isFinal: sheet.state == .final, marks: marks, rules.aggregation)
        scores = try EntryScores(newTable, rules.aggregation)
        table = newTable
        order = RankOrder(rules, table, scores.scores)
    }

    /// The ranking of the sheets as they are now.
    public var result: RankResult {
        var entries: [RankedEntry] = []
        entries.reserveCapacity(table.entries.count)
        for (place, run) in order.sharedRuns().enumerated() {
            let rank = rules.ranking == .dense ? place + 1 : run.lowerBound + 1
            let decidedBy = order.decidedBy(run)
            for entry in order.places[run] { entries.append(line(entry, rank: rank, decidedBy: decidedBy)) }
        }
        for entry in order.unranked { entries.append(line(entry, rank: nil, decidedBy: nil)) }
        return RankResult(
            entries: entries, flags: (order.places.isEmpty ? [.noEntryRanked] : []) + scores.flags, isExact: rules.aggregation.isExact)
    }

    private func line(_ entry: Int, rank: Int?, decidedBy: DecidedBy?) -> RankedEntry {
        RankedEntry(
            entry: table.entries[entry], rank: rank, score: scores.scores[entry], sheets: table.totals[entry].count,
            decidedBy: decidedBy, flags: table.hasEmptySheet(entry) ? [.sheetWithoutCriterion] : [])
    }
}
