/// A checked rank input on small integers: entries by number, and for each its counting sheets.
struct ScoreTable {
    let names: [String]
    /// By entry: the totals of its counting sheets, highest first.
    let totals: [[Rational]]
    /// By entry: the rows in `marks` of its counting sheets.
    let rows: [[Int]]
    /// By entry: whether a final sheet gave no total.
    let hasEmptySheet: [Bool]
    private let marks: [Int64]
    private let width: Int

    /// Checks the whole input and computes the totals.
    ///
    /// - Throws: every problem found, in the order of the document.
    init(_ input: RankInput) throws(EngineProblems) {
        var problems = ProblemList()
        input.rubric.check(at: "$.rubric", &problems)
        if case .trimmedMean(let trim) = input.aggregation, trim < 0 {
            problems.add("$.aggregation.trim", .outOfRange, "must be 0 or more, but is \(trim)")
        }
        Self.check(ties: input.ties, of: input.rubric, &problems)
        problems.check(lotSeed: input.lotSeed, isNeeded: input.ties.contains(.lot))
        problems.check(count: input.sheets.count, limit: Limits.sheets, of: "sheets", at: "$.sheets")
        let reading = SheetReading(input, &problems)
        try problems.throwIfAny()

        let rule = TotalRule(input.rubric)
        let width = input.rubric.criteria.count
        var totals = [[Rational]](repeating: [], count: reading.entries.count)
        var rows = [[Int]](repeating: [], count: reading.entries.count)
        var hasEmptySheet = [Bool](repeating: false, count: reading.entries.count)
        for (row, entry) in reading.finalEntries.enumerated() {
            if let total = rule.total(reading.marks[(row * width)..<(row * width + width)]) {
                totals[entry].append(total)
                rows[entry].append(row)
            } else {
                hasEmptySheet[entry] = true
            }
        }
        for entry in totals.indices { totals[entry].sort(by: >) }
        names = reading.entries
        self.totals = totals
        self.rows = rows
        self.hasEmptySheet = hasEmptySheet
        marks = reading.marks
        self.width = width
        try checkTrim(input.aggregation)
    }

    /// The exact mean of an entry's points for one criterion, nil where every sheet says `n/a`.
    func mean(ofCriterion criterion: Int, entry: Int) -> Rational? {
        let points = rows[entry].map { marks[$0 * width + criterion] }.filter { $0 != TotalRule.leftOut }
        guard !points.isEmpty else { return nil }
        return Rational(points.reduce(Int128(0)) { $0 + Int128($1) }, Int128(points.count) * Int128(FixedPoint.microsPerUnit))
    }

    private func checkTrim(_ aggregation: Aggregation) throws(EngineProblems) {
        guard case .trimmedMean(let trim) = aggregation else { return }
        var problems = ProblemList()
        for entry in names.indices.sorted(by: { precedesByBytes(names[$0], names[$1]) }) {
            let count = totals[entry].count
            if count > 0, trim >= (count + 1) / 2 {
                let message = "dropping \(trim) at each end leaves none of the \(count) counting sheets of \(quoted(names[entry]))"
                problems.add("$.aggregation.trim", .trimTooLarge, message)
            }
        }
        try problems.throwIfAny()
    }

    private static func check(ties: [TieRule], of rubric: Rubric, _ problems: inout ProblemList) {
        problems.check(count: ties.count, limit: Limits.tieRules, of: "tie rules", at: "$.ties")
        var seen: Set<TieRule> = []
        for (index, rule) in ties.enumerated() {
            if !seen.insert(rule).inserted {
                problems.add("$.ties[\(index)]", .duplicate, "\(quoted(rule.description)) is listed twice")
            }
            if case .criterion(let id) = rule, !rubric.criteria.contains(where: { $0.id == id }) {
                problems.add("$.ties[\(index)]", .unknownCriterion, "the rubric has no criterion \(quoted(id))")
            }
        }
    }
}
