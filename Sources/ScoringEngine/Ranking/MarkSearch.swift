/// Looks for the one mark of an entry that would carry its score beyond a bound.
///
/// Mean, trimmed mean and median all keep m of n totals, after dropping k at each end. As a function of one total t, the others
/// being as they are, the score is (S + t′) / m, where S is the sum of the others that are kept in any case and t′ is t held
/// between the two others next to them. So the t that is needed follows without trying marks out.
struct MarkSearch {
    private struct Sheet {
        let juror: String
        let total: Rational
        /// The sum of the other totals that are kept whatever this one is.
        let others: Rational
        /// Between these the total itself is kept; nil for no bound.
        let low: Rational?
        let high: Rational?
        let steps: [CriterionParts.Steps]
    }

    private let criteria: [Criterion]
    /// m
    private let kept: Rational
    private let sheets: [Sheet]

    /// - Parameter aggregation: an exact one.
    init(_ entry: Int, _ table: ScoreTable, _ aggregation: Aggregation) {
        criteria = table.rubric.criteria
        let parts = CriterionParts(table.rubric)
        let totals = table.totals[entry]
        let dropped = totals.isEmpty ? 0 : droppedAtEachEnd(of: totals.count, aggregation)
        let end = totals.count - dropped
        kept = Rational(Int128(end - dropped))
        let sum = totals[dropped..<end].reduce(Rational.zero, +)
        sheets = table.countingRows(of: entry).map { row in
            let total = table.totalOfRow[row] ?? .zero
            var (leaving, low, high) = (total, Rational?.none, Rational?.none)
            if dropped > 0 {
                if total > totals[dropped] { leaving = totals[dropped] }
                if total < totals[end - 1] { leaving = totals[end - 1] }
                low = total < totals[end - 1] ? totals[end - 1] : totals[end]
                high = total > totals[dropped] ? totals[dropped] : totals[dropped - 1]
            }
            return Sheet(
                juror: table.jurors[table.jurorOfRow[row]], total: total, others: sum - leaving, low: low, high: high,
                steps: parts.steps(table.marks(row: row)))
        }
    }

    /// The change of one mark that puts the score beyond `bound` with the least change of a sheet's total.
    func change(beyond bound: Rational, isRise: Bool) -> MarkChange? {
        var best: (size: Rational, sheet: Sheet, steps: CriterionParts.Steps, count: Int64)?
        for sheet in sheets {
            let needed = bound * kept - sheet.others
            if isRise, let high = sheet.high, high <= needed { continue }
            if !isRise, let low = sheet.low, low >= needed { continue }
            let distance = isRise ? needed - sheet.total : sheet.total - needed
            for steps in sheet.steps {
                let reach = Rational(Int128(isRise ? steps.up : steps.down)) * steps.value
                guard reach > distance else { continue }
                let count = (distance / steps.value).floor(times: 1) + 1
                let size = Rational(count) * steps.value
                if let best, Self.comesFirst(best.size, best.steps, best.sheet, size, steps, sheet) { continue }
                best = (size, sheet, steps, Int64(count))
            }
        }
        guard let (size, sheet, steps, count) = best else { return nil }
        var total = isRise ? sheet.total + size : sheet.total - size
        if let low = sheet.low { total = max(low, total) }
        if let high = sheet.high { total = min(high, total) }
        return MarkChange(
            juror: sheet.juror, criterion: criteria[steps.criterion].id, from: FixedPoint(micros: steps.mark),
            to: FixedPoint(micros: steps.mark + (isRise ? count : -count) * steps.step), score: (sheet.others + total) / kept)
    }

    private static func comesFirst(
        _ size: Rational, _ steps: CriterionParts.Steps, _ sheet: Sheet,
        _ otherSize: Rational, _ otherSteps: CriterionParts.Steps, _ otherSheet: Sheet
    ) -> Bool {
        if size != otherSize { return size < otherSize }
        if steps.criterion != otherSteps.criterion { return steps.criterion < otherSteps.criterion }
        return precedesByBytes(sheet.juror, otherSheet.juror)
    }
}
