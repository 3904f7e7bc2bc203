/// The six intraclass correlations by the mean squares of Shrout and Fleiss (1979), Table 4.
///
/// - Precondition: at least two rows of the same length, which is at least 2; not all values equal.
func intraclassCorrelations(_ rows: [[Double]]) -> IntraclassCorrelations {
    let squares = MeanSquares(rows)
    let (entries, jurors) = (Double(rows.count), Double(rows[0].count))
    let (between, within, juror, error) = (squares.betweenEntries, squares.withinEntries, squares.betweenJurors, squares.error)
    let severity = (juror - error) / entries
    let severitySize = (juror + error) / entries
    /// A denominator that is nothing but the rounding of its terms is none.
    func quotient(_ numerator: Double, _ denominator: Double, _ terms: Double) -> Statistic<Double> {
        denominator.magnitude > terms * 0x1p-43 ? .value(numerator / denominator) : .undefined(.noVariationBetweenEntries)
    }
    let others = jurors - 1
    return IntraclassCorrelations(
        oneWaySingle: quotient(between - within, between + others * within, between + others * within),
        twoWayRandomSingle: quotient(
            between - error, between + others * error + jurors * severity, between + others * error + jurors * severitySize),
        twoWayMixedSingle: quotient(between - error, between + others * error, between + others * error),
        oneWayMean: quotient(between - within, between, between),
        twoWayRandomMean: quotient(between - error, between + severity, between + severitySize),
        twoWayMixedMean: quotient(between - error, between, between))
}

/// The analysis of variance of a complete table, in squares of a unit of its own. Every sum is free of order, so that permuted
/// rows or columns give the same bits.
///
/// Each juror's ratings count from that juror's lowest one: entries and error then keep their digits however far the jurors'
/// levels are apart, and an offset common to all costs none.
private struct MeanSquares {
    let betweenEntries: Double
    let betweenJurors: Double
    let withinEntries: Double
    let error: Double

    init(_ rows: [[Double]]) {
        let (entries, jurors) = (rows.count, rows[0].count)
        let scale = UnitScale(rows)
        let lowest = (0..<jurors).map { juror in rows.reduce(Double.infinity) { min($0, $1[juror]) } }
        let table = rows.map { zip($0, lowest).map { scale.position(of: $0, from: $1) } }
        let height = table.reduce(0) { max($0, $1.max() ?? 0) }
        let rowMeans = table.map { mean($0, atMost: height) }
        let columnMeans = (0..<jurors).map { juror in mean(table.map { $0[juror] }, atMost: height) }
        let tableMean = mean(columnMeans, atMost: height)
        let jurorMeans = zip(columnMeans, lowest).map { $0 + scale.position(of: $1) }
        let jurorMean = mean(jurorMeans, atMost: 4)
        let entrySquares = OrderFreeSum.ofSquares(count: entries) { add in
            for rowMean in rowMeans { add(rowMean - tableMean) }
        }
        let jurorSquares = OrderFreeSum.ofSquares(count: jurors) { add in
            for mean in jurorMeans { add(mean - jurorMean) }
        }
        let errorSquares = OrderFreeSum.ofSquares(count: entries * jurors) { add in
            for (row, rowMean) in zip(table, rowMeans) {
                for (position, columnMean) in zip(row, columnMeans) { add((position - rowMean) - (columnMean - tableMean)) }
            }
        }
        /// Means are rounded in their last place; what that alone explains is nothing, and so is what has no square in binary64.
        func known(_ sum: Double, _ size: Double) -> Double {
            size > 0x1p-400 && sum > Double(entries) * Double(jurors) * size * size * 0x1p-100 ? sum : 0
        }
        let between = known(Double(jurors) * entrySquares, height)
        let severity = known(Double(entries) * jurorSquares, 1)
        let rest = known(errorSquares, height)
        betweenEntries = between / Double(entries - 1)
        betweenJurors = severity / Double(jurors - 1)
        withinEntries = (severity + rest) / Double(entries * (jurors - 1))
        error = rest / Double((entries - 1) * (jurors - 1))
    }
}

private func mean(_ values: [Double], atMost size: Double) -> Double {
    var sum = OrderFreeSum(bound: size * Double(values.count))
    for value in values { sum.add(value) }
    return sum.value / Double(values.count)
}
