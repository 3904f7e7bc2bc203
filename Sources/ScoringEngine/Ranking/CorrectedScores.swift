/// What the severity of its juror adds to a sheet's total before its entry's mean is taken.
public struct SheetCorrection: Sendable, Hashable {
    /// In points of the total, more than 0 for a severe juror.
    public let points: Double
    /// The standard error of that estimate; nil where the method or the data give none.
    public let standardError: Double?

    public init(points: Double, standardError: Double?) {
        self.points = points
        self.standardError = standardError
    }
}

/// What was added to each counting sheet's total before its entry's mean was taken.
struct SheetCorrections: Sendable {
    /// By row, in points of the total.
    let ofRow: [Double]
    /// The fit behind them; nil for z-scores.
    let severity: FittedJury?

    /// By row, with standard errors, which cost far more than the corrections themselves and are only worth it to explain.
    func explained() -> [SheetCorrection] {
        let errors = severity?.standardErrorOfRow() ?? [:]
        return ofRow.enumerated().map { SheetCorrection(points: $1, standardError: errors[$0]) }
    }
}

extension EntryScores {
    /// The mean of the corrected totals, as the six-decimal number that ranks.
    ///
    /// Sums are taken in the order of the values, so that neither the sheets' order nor anybody's name shows in the last bit.
    init(_ table: ScoreTable, corrections: [Double], flags: [RankFlag]) throws(EngineProblems) {
        var scores = [Rational?](repeating: nil, count: table.entries.count)
        for entry in table.entries.indices {
            let corrected = table.countingRows(of: entry).map { table.binaryTotal(row: $0) + corrections[$0] }
            guard !corrected.isEmpty else { continue }
            scores[entry] = try rankedDecimal(sortedSum(corrected) / Double(corrected.count))
        }
        self.init(scores: scores, flags: flags, corrections: SheetCorrections(ofRow: corrections, severity: nil))
    }

    /// Every juror's totals x become M + S · (x − m) / s, with m and s the juror's mean and population deviation, M and S those
    /// of all counting totals.
    static func standardised(_ table: ScoreTable, minimumSheets: Int) throws(EngineProblems) -> EntryScores {
        let values = table.totalOfRow.indices.map { table.totalOfRow[$0] == nil ? nil : table.binaryTotal(row: $0) }
        let pool = Spread(values.compactMap(\.self))
        let rows = RowGroups(table.jurorOfRow, count: table.jurors.count)
        var corrections = [Double](repeating: 0, count: values.count)
        var flags: [RankFlag] = []
        for juror in table.jurors.indices.sorted(by: { precedesByBytes(table.jurors[$0], table.jurors[$1]) }) {
            let counting = rows[juror].filter { values[$0] != nil }
            guard !counting.isEmpty else { continue }
            let own = Spread(counting.compactMap { values[$0] })
            guard counting.count >= minimumSheets, own.deviation > 0 else {
                let reason: LeftAsIs = counting.count < minimumSheets ? .fewSheets : .noSpread
                flags.append(.leftAsIs(juror: table.jurors[juror], reason))
                continue
            }
            for row in counting {
                let value = values[row] ?? 0
                corrections[row] = pool.mean + pool.deviation * ((value - own.mean) / own.deviation) - value
            }
        }
        return try EntryScores(table, corrections: corrections, flags: flags)
    }
}

/// Mean and population deviation.
private struct Spread {
    let mean: Double
    /// Exactly 0 where all values are equal.
    let deviation: Double

    init(_ values: [Double]) {
        let count = Double(values.count)
        let mean = values.isEmpty ? 0 : sortedSum(values) / count
        self.mean = mean
        let isFlat = values.allSatisfy { $0 == values[0] }
        deviation = isFlat ? 0 : (sortedSum(values.map { ($0 - mean) * ($0 - mean) }) / count).squareRoot()
    }
}

private func sortedSum(_ values: [Double]) -> Double {
    values.sorted().reduce(0, +)
}

extension ScoreTable {
    /// The total of a counting row in binary64, within 2⁻⁶⁴ and half a unit of its last place.
    func binaryTotal(row: Int) -> Double {
        binary(totalOfRow[row] ?? .zero)
    }
}

/// A total or a mean of totals in binary64.
func binary(_ value: Rational) -> Double {
    Double(value.floor(times: 1 << 64)) / 0x1p64
}

/// Rounds half away from zero to six decimals, after rounding to nine: 0.0000005 computed as 0.00000049999999997 is the half
/// that it means, so that entries with equal sheets never part in the last bit.
func rankedDecimal(_ score: Double) throws(EngineProblems) -> Rational {
    guard let nanos = Int64(exactly: (score * 1e9).rounded(.toNearestOrAwayFromZero)) else {
        throw EngineProblems([
            EngineProblem(path: "$.sheets", code: .outOfRange, message: "a corrected score leaves the range of numbers that can be ranked")
        ])
    }
    let micros = Int64((nanos.magnitude + 500) / 1000)
    return Rational(FixedPoint(micros: nanos < 0 ? -micros : micros))
}
