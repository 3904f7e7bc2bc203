/// Ranks entries by their score sheets; with an exact ``Aggregation`` exact from points to places.
///
/// 1. A sheet's total is ``sheetTotal(points:rubric:)``; only `final` sheets count.
/// 2. An entry's score is its totals' mean, median or trimmed mean, or the mean of its corrected totals.
/// 3. Entries with exactly equal scores are set apart by the tie rules in order; what is left equal shares the rank. Tie rules
///    look at the totals as the jurors gave them.
///
/// The result does not depend on the order of the sheets. Jurors whose sheets don't count change nothing.
///
/// - Throws: ``EngineProblems`` with everything wrong in the input: a rubric that is not valid, points off the scale, an
///   unknown or missing criterion, `n/a` where it is refused, two sheets of one juror for one entry, a tie rule listed twice or
///   naming an unknown criterion, a lot without seed, a trim that leaves an entry with sheets without any; for `interblock` and
///   `additive` a jury that falls into parts which share no entry, because nothing then tells severe jurors from weak entries.
public func rank(_ input: RankInput) throws(EngineProblems) -> RankResult {
    try LiveRanking(input).result
}

/// The score of every entry.
struct EntryScores: Sendable {
    /// By entry, nil without any counting sheet.
    var scores: [Rational?]
    var flags: [RankFlag] = []
    /// Nil where totals count as the jurors gave them.
    var corrections: SheetCorrections?

    init(_ table: ScoreTable, _ aggregation: Aggregation) throws(EngineProblems) {
        switch aggregation {
        case .mean, .median, .trimmedMean:
            scores = table.totals.map { exactScore(of: $0, by: aggregation) }
        case .zScore(let minimumSheets):
            self = try Self.standardised(table, minimumSheets: minimumSheets)
        case .interblock:
            self = try Self.freedOfSeverity(table, .interblock)
        case .additive:
            self = try Self.freedOfSeverity(table, .additive)
        }
    }

    init(scores: [Rational?], flags: [RankFlag], corrections: SheetCorrections) {
        self.scores = scores
        self.flags = flags
        self.corrections = corrections
    }
}

/// - Parameter totals: highest first; nil comes back where there are none.
func exactScore(of totals: [Rational], by aggregation: Aggregation) -> Rational? {
    guard !totals.isEmpty else { return nil }
    let dropped = droppedAtEachEnd(of: totals.count, aggregation)
    return mean(totals[dropped..<(totals.count - dropped)])
}

/// How many totals an exact aggregation leaves out at each end: a median is a trimmed mean that keeps one or two.
func droppedAtEachEnd(of count: Int, _ aggregation: Aggregation) -> Int {
    switch aggregation {
    case .trimmedMean(let trim): trim
    case .median: (count - 1) / 2
    case .mean, .zScore, .interblock, .additive: 0
    }
}

/// - Parameter totals: sorted.
func median(_ totals: [Rational]) -> Rational? {
    exactScore(of: totals, by: .median)
}

private func mean(_ totals: ArraySlice<Rational>) -> Rational {
    totals.reduce(Rational.zero, +) / Rational(Int128(totals.count))
}
