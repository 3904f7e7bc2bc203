/// Kendall's W of a complete table: with m jurors, n entries, R the entries' sums of ranks (equal ratings share the mean of
/// their ranks) and t the sizes of each juror's groups of equal ratings,
///
///     W = 12 · Σ (R − mean R)² / (m²·(n³ − n) − m·Σ (t³ − t))
///
/// and uncorrected without the last sum (Kendall and Gibbons 1990). Up to the quotient all is in whole numbers.
///
/// - Precondition: at least two rows of the same length, which is at least 2.
func kendallConcordance(_ rows: [[Double]]) -> Statistic<KendallConcordance> {
    let (entries, jurors) = (rows.count, rows[0].count)
    var rankSums = [Int](repeating: 0, count: entries)
    var ties: Int128 = 0
    for juror in 0..<jurors {
        let order = rows.indices.sorted { rows[$0][juror] < rows[$1][juror] }
        var start = 0
        while start < entries {
            var end = start + 1
            while end < entries, rows[order[end]][juror] == rows[order[start]][juror] { end += 1 }
            for place in start..<end { rankSums[order[place]] += start + 1 + end }
            ties += cubeLess(end - start)
            start = end
        }
    }
    // The rank sums are doubled, so their squares are four times what the formula has.
    let mean = jurors * (entries + 1)
    let squares = rankSums.reduce(Int128(0)) { $0 + Int128($1 - mean) * Int128($1 - mean) }
    let most = Int128(jurors) * Int128(jurors) * cubeLess(entries)
    let reachable = most - Int128(jurors) * ties
    guard reachable > 0 else { return .undefined(.noVariation) }
    let concordance = Double(3 * squares) / Double(reachable)
    let chiSquare = Double(jurors) * Double(entries - 1) * concordance
    return .value(
        KendallConcordance(
            concordance: concordance, uncorrected: Double(3 * squares) / Double(most), chiSquare: chiSquare,
            degreesOfFreedom: entries - 1, probability: chiSquareSurvival(chiSquare, degreesOfFreedom: entries - 1)))
}

/// n³ − n.
private func cubeLess(_ number: Int) -> Int128 {
    let number = Int128(number)
    return number * number * number - number
}
