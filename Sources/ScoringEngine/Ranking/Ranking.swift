/// Ranks entries by their score sheets; exact from points to places.
///
/// 1. A sheet's total is ``sheetTotal(points:rubric:)``; only `final` sheets count.
/// 2. An entry's score is its totals' mean, median or trimmed mean.
/// 3. Entries with exactly equal scores are set apart by the tie rules in order; what is left equal shares the rank.
///
/// The result does not depend on the order of the sheets. Jurors whose sheets don't count change nothing.
///
/// - Throws: ``EngineProblems`` with everything wrong in the input: a rubric that is not valid, points off the scale, an
///   unknown or missing criterion, `n/a` where it is refused, two sheets of one juror for one entry, a tie rule listed twice or
///   naming an unknown criterion, a lot without seed, a trim that leaves an entry with sheets without any.
public func rank(_ input: RankInput) throws(EngineProblems) -> RankResult {
    let table = try ScoreTable(input)
    let scores = table.totals.map { score(of: $0, by: input.aggregation) }
    let order = RankOrder(input, table, scores)

    var entries: [RankedEntry] = []
    entries.reserveCapacity(table.names.count)
    for (place, group) in order.groups.enumerated() {
        let rank = input.ranking == .dense ? place + 1 : entries.count + 1
        let decidedBy = order.decidedBy(group: place)
        for entry in group {
            entries.append(line(table, entry, rank: rank, score: scores[entry], decidedBy: decidedBy))
        }
    }
    for entry in order.unranked {
        entries.append(line(table, entry, rank: nil, score: nil, decidedBy: nil))
    }
    return RankResult(entries: entries, flags: order.groups.isEmpty ? [.noEntryRanked] : [])
}

private func line(_ table: ScoreTable, _ entry: Int, rank: Int?, score: Rational?, decidedBy: DecidedBy?) -> RankedEntry {
    RankedEntry(
        entry: table.names[entry], rank: rank, score: score, sheets: table.totals[entry].count, decidedBy: decidedBy,
        flags: table.hasEmptySheet[entry] ? [.sheetWithoutCriterion] : [])
}

/// - Parameter totals: highest first; nil comes back where there are none.
private func score(of totals: [Rational], by aggregation: Aggregation) -> Rational? {
    switch aggregation {
    case .mean: mean(totals[...])
    case .median: median(totals)
    case .trimmedMean(let trim): totals.isEmpty ? nil : mean(totals.dropFirst(trim).dropLast(trim))
    }
}

private func mean(_ totals: ArraySlice<Rational>) -> Rational? {
    guard !totals.isEmpty else { return nil }
    return totals.reduce(Rational.zero, +) / Rational(Int128(totals.count))
}

/// - Parameter totals: sorted.
func median(_ totals: [Rational]) -> Rational? {
    guard !totals.isEmpty else { return nil }
    let middle = totals.count / 2
    return totals.count % 2 == 1 ? totals[middle] : mean(totals[(middle - 1)...middle])
}
