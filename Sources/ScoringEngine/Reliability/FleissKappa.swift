/// Fleiss' kappa (1971) of a complete table: with N entries, k jurors, n_ij of them naming category j for entry i, and p_j the
/// share of category j in all ratings,
///
///     kappa = (P − P_e) / (1 − P_e), P = mean of (Σ n_ij² − k) / (k·(k − 1)), P_e = Σ p_j²
///
/// - Precondition: at least two entries and jurors, all entries rated by all jurors, more than one value.
func fleissKappa(_ units: CodedUnits, jurors: Int) -> Double {
    var squares: Int128 = 0
    units.forEachUnit { _, runs in squares += Int128(runs.reduce(0) { $0 + $1.count * $1.count }) }
    return fleissKappa(squares: squares, totals: units.counts, entries: units.unitCount, jurors: jurors)
}

/// In whole numbers up to the last quotient: 1 − kappa = (N·k² − Σ n_ij²)·N·k / ((k − 1)·((N·k)² − Σ n_j²)).
private func fleissKappa(squares: Int128, totals: [Int], entries: Int, jurors: Int) -> Double {
    let ratings = Int128(entries) * Int128(jurors)
    let apart = (ratings * Int128(jurors) - squares) * ratings
    let expectedApart = Int128(jurors - 1) * totals.reduce(ratings * ratings) { $0 - Int128($1) * Int128($1) }
    return Double(expectedApart - apart) / Double(expectedApart)
}

/// How many jurors chose which category, for each entry.
struct CategoryCounts {
    private let rows: [[Int]]
    /// The number of ratings of each entry.
    private let sizes: [Int]

    init(_ rows: [[Int]]) {
        self.rows = rows
        sizes = rows.map { $0.reduce(0, +) }
    }

    var fleissKappa: Statistic<Double> {
        let jurors = sizes[0]
        if rows.count == 1 { return .undefined(.oneEntry) }
        guard sizes.allSatisfy({ $0 == jurors }) else { return .undefined(.unequalCounts) }
        if jurors < 2 { return .undefined(.oneJuror) }
        let totals = columnTotals(of: rows)
        guard totals.count(where: { $0 > 0 }) > 1 else { return .undefined(.noVariation) }
        let squares = rows.reduce(Int128(0)) { $0 + squareSum($1) }
        return .value(ScoringEngine.fleissKappa(squares: squares, totals: totals, entries: rows.count, jurors: jurors))
    }

    /// ``krippendorffAlpha(units:)`` at the nominal level.
    var nominalAlpha: Statistic<Double> {
        if rows.count == 1 { return .undefined(.oneEntry) }
        let pairable = zip(rows, sizes).filter { $0.1 > 1 }
        if pairable.isEmpty { return .undefined(.noPairableValues) }
        if pairable.count == 1 { return .undefined(.oneEntry) }
        let totals = columnTotals(of: pairable.map(\.0))
        guard totals.count(where: { $0 > 0 }) > 1 else { return .undefined(.noVariation) }
        let total = pairable.reduce(Int128(0)) { $0 + Int128($1.1) }
        var observed = OrderFreeSum(bound: 2 * Double(total))
        for (row, size) in pairable {
            observed.add(Double(Int128(size) * Int128(size) - squareSum(row)) / Double(size - 1))
        }
        return .value(1 - observed.value * Double(total - 1) / Double(total * total - squareSum(totals)))
    }

    private func columnTotals(of rows: [[Int]]) -> [Int] {
        var totals = [Int](repeating: 0, count: rows[0].count)
        for row in rows {
            for (category, count) in row.enumerated() { totals[category] += count }
        }
        return totals
    }
}

private func squareSum(_ counts: [Int]) -> Int128 {
    counts.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) }
}
