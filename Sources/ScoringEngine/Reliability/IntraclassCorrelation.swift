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

/// The analysis of variance of a complete table, on a ``UnitScale``. Every sum is free of order, so that permuted rows
/// or columns give the same bits.
private struct MeanSquares {
    let betweenEntries: Double
    let betweenJurors: Double
    let withinEntries: Double
    let error: Double

    init(_ rows: [[Double]]) {
        let scale = UnitScale(rows)
        let (entries, jurors) = (rows.count, rows[0].count)
        let cells = Double(entries) * Double(jurors)
        var total = OrderFreeSum(bound: 2 * cells)
        var columns = [OrderFreeSum](repeating: OrderFreeSum(bound: 2 * Double(entries)), count: jurors)
        let rowMeans = rows.map { row in
            var sum = OrderFreeSum(bound: 2 * Double(jurors))
            for (column, value) in row.enumerated() {
                let position = scale.position(of: value)
                sum.add(position)
                columns[column].add(position)
                total.add(position)
            }
            return sum.value / Double(jurors)
        }
        let columnMeans = columns.map { $0.value / Double(entries) }
        let mean = total.value / cells
        var within = OrderFreeSum(bound: 4 * cells)
        var error = OrderFreeSum(bound: 16 * cells)
        for (row, rowMean) in zip(rows, rowMeans) {
            for (value, columnMean) in zip(row, columnMeans) {
                let distance = scale.position(of: value) - rowMean
                within.add(distance * distance)
                let rest = distance - (columnMean - mean)
                error.add(rest * rest)
            }
        }
        /// Means are rounded in their last place; what that alone explains is nothing.
        func meanSquare(_ sum: Double, _ degreesOfFreedom: Int) -> Double {
            sum < cells * 0x1p-100 ? 0 : sum / Double(degreesOfFreedom)
        }
        betweenEntries = meanSquare(Double(jurors) * squaresAround(mean, rowMeans), entries - 1)
        betweenJurors = meanSquare(Double(entries) * squaresAround(mean, columnMeans), jurors - 1)
        withinEntries = meanSquare(within.value, entries * (jurors - 1))
        self.error = meanSquare(error.value, (entries - 1) * (jurors - 1))
    }
}

private func squaresAround(_ mean: Double, _ values: [Double]) -> Double {
    var sum = OrderFreeSum(bound: 4 * Double(values.count))
    for value in values { sum.add((value - mean) * (value - mean)) }
    return sum.value
}
