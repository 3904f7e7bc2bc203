/// A checked rank input on small integers: entries and jurors by number, sheets by row, and the totals of those that count.
struct ScoreTable: Sendable {
    private let entryNames: NameTable
    private let jurorNames: NameTable
    private(set) var rubric: Rubric
    /// By row.
    let entryOfRow: [Int]
    let jurorOfRow: [Int]
    /// By entry.
    let rows: RowGroups
    /// By row, nil for a sheet that doesn't count.
    private(set) var totalOfRow: [Rational?]
    /// By entry: the totals of its counting sheets, highest first.
    private(set) var totals: [[Rational]]
    private var isFinal: [Bool]
    private var marks: [Int64]
    private var rule: TotalRule

    /// Checks the whole input and computes the totals.
    ///
    /// - Throws: every problem found, in the order of the document's members.
    init(_ input: RankInput) throws(EngineProblems) {
        var problems = ProblemList()
        input.rubric.check(at: "$.rubric", &problems)
        input.aggregation.check(at: "$.aggregation", &problems)
        Self.check(ties: input.ties, of: input.rubric, &problems)
        problems.check(lotSeed: input.lotSeed, isNeeded: input.ties.contains(.lot))
        problems.check(count: input.sheets.count, limit: Limits.sheets, of: "sheets", at: "$.sheets")
        let reading = SheetReading(input.sheets, input.rubric, &problems)
        try problems.throwIfAny()

        entryNames = reading.entries
        jurorNames = reading.jurors
        rubric = input.rubric
        entryOfRow = reading.entryOfRow
        jurorOfRow = reading.jurorOfRow
        rows = RowGroups(reading.entryOfRow, count: reading.entries.names.count)
        isFinal = reading.isFinal
        marks = reading.marks
        rule = TotalRule(input.rubric)
        totalOfRow = []
        totals = []
        let width = input.rubric.criteria.count
        totalOfRow = isFinal.indices.map { isFinal[$0] ? rule.total(marks[($0 * width)..<($0 * width + width)]) : nil }
        totals = entries.indices.map { sortedTotals(of: $0) }
        try checkTrim(input.aggregation, entries.indices.map { ($0, totals[$0].count) })
    }

    var entries: [String] { entryNames.names }
    var jurors: [String] { jurorNames.names }

    func entry(_ id: String) -> Int? {
        entryNames.known(id)
    }

    /// The row of a juror's sheet for an entry, whatever its state.
    func row(juror: String, entry: String) -> Int? {
        guard let juror = jurorNames.known(juror), let entry = entryNames.known(entry) else { return nil }
        return rows[entry].first { jurorOfRow[$0] == juror }
    }

    /// The marks of a row by criterion, in millionths or ``TotalRule/leftOut``.
    func marks(row: Int) -> ArraySlice<Int64> {
        let width = rubric.criteria.count
        return marks[(row * width)..<(row * width + width)]
    }

    /// The rows of an entry's counting sheets.
    func countingRows(of entry: Int) -> [Int] {
        rows[entry].filter { totalOfRow[$0] != nil }
    }

    /// Whether a final sheet of the entry gave no total.
    func hasEmptySheet(_ entry: Int) -> Bool {
        rows[entry].contains { isFinal[$0] && totalOfRow[$0] == nil }
    }

    /// The exact mean of an entry's points for one criterion, nil where every sheet says `n/a`.
    func mean(ofCriterion criterion: Int, entry: Int) -> Rational? {
        var sum = Int128(0)
        var count = Int128(0)
        for row in rows[entry] where totalOfRow[row] != nil {
            let points = marks[row * rubric.criteria.count + criterion]
            guard points != TotalRule.leftOut else { continue }
            sum += Int128(points)
            count += 1
        }
        return count == 0 ? nil : Rational(sum, count * Int128(FixedPoint.microsPerUnit))
    }

    /// Puts other marks into a row and counts the entry's totals anew.
    ///
    /// - Throws: where the trim would leave the entry without a sheet; then nothing has changed.
    mutating func replace(
        row: Int, isFinal isNowFinal: Bool, marks newMarks: [Int64], _ aggregation: Aggregation
    ) throws(EngineProblems) {
        let entry = entryOfRow[row]
        let total = isNowFinal ? rule.total(newMarks[...]) : nil
        let others = totals[entry].count - (totalOfRow[row] == nil ? 0 : 1)
        try checkTrim(aggregation, [(entry, others + (total == nil ? 0 : 1))])
        isFinal[row] = isNowFinal
        for (number, mark) in newMarks.enumerated() { marks[row * newMarks.count + number] = mark }
        totalOfRow[row] = total
        totals[entry] = sortedTotals(of: entry)
    }

    /// The same sheets under a rubric that differs in its weights alone.
    func reweighted(_ newRubric: Rubric) -> ScoreTable {
        var table = self
        table.rubric = newRubric
        table.rule = TotalRule(newRubric)
        for row in totalOfRow.indices where isFinal[row] { table.totalOfRow[row] = table.rule.total(marks(row: row)) }
        table.totals = entries.indices.map { table.sortedTotals(of: $0) }
        return table
    }

    private func sortedTotals(of entry: Int) -> [Rational] {
        var totals = rows[entry].compactMap { totalOfRow[$0] }
        totals.sort(by: >)
        return totals
    }

    private func checkTrim(_ aggregation: Aggregation, _ counts: [(entry: Int, sheets: Int)]) throws(EngineProblems) {
        guard case .trimmedMean(let trim) = aggregation else { return }
        var problems = ProblemList()
        let tooFew = counts.filter { $0.sheets > 0 && trim >= ($0.sheets + 1) / 2 }
        for (entry, sheets) in tooFew.sorted(by: { precedesByBytes(entries[$0.entry], entries[$1.entry]) }) {
            let none = "none of the \(sheets) counting sheets of \(quoted(entries[entry]))"
            problems.add("$.aggregation.trim", .trimTooLarge, "dropping \(trim) at each end leaves \(none)")
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
