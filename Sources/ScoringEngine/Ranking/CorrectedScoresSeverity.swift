extension EntryScores {
    /// Every total freed of its juror's offset from the severity model.
    ///
    /// An entry's score is its exact mean less the mean of its jurors' offsets, so that of two entries read by the same jurors
    /// the one with the higher mean stays ahead, and equal means stay equal.
    static func freedOfSeverity(_ table: ScoreTable, _ model: SeverityModel) throws(EngineProblems) -> EntryScores {
        var scores = [Rational?](repeating: nil, count: table.entries.count)
        var corrections = [Double](repeating: 0, count: table.totalOfRow.count)
        guard let jury = try FittedJury(table, model) else {
            return EntryScores(scores: scores, flags: [], corrections: SheetCorrections(ofRow: corrections, severity: nil))
        }
        for (number, entry) in jury.entries.enumerated() {
            guard let mean = exactScore(of: table.totals[entry], by: .mean) else { continue }
            scores[entry] = try rankedDecimal(binary(mean) - jury.fit.meanOffset[number])
        }
        for (row, juror) in zip(jury.rows, jury.jurorOfRow) { corrections[row] = -jury.fit.offsets[Int(juror)] }
        // Rounding may leave a trace of severity where there is none; what no ranked decimal can show is none.
        let isFound = jury.fit.offsets.contains { abs($0) >= 0.000_000_5 }
        return EntryScores(
            scores: scores, flags: model == .interblock && !isFound ? [.noSeverityFound] : [],
            corrections: SheetCorrections(ofRow: corrections, severity: jury))
    }
}

/// A jury's counting sheets and the severity model fitted to them.
struct FittedJury: Sendable {
    /// The table's numbers, in the order of ids.
    let entries: [Int]
    /// The counting rows, and for each the new number of its juror.
    let rows: [Int]
    let jurorOfRow: [Int32]
    let fit: SeverityFit
    private let cells: SeverityCells

    /// - Returns: nil where no sheet counts.
    init?(_ table: ScoreTable, _ model: SeverityModel) throws(EngineProblems) {
        guard let counting = CountingJury(table) else { return nil }
        entries = counting.entries
        rows = counting.rows
        jurorOfRow = counting.jurorOfRow
        cells = counting.cells
        try Self.requireConnected(cells.graph, entries.map { table.entries[$0] })
        guard let fit = cells.fit(model) else {
            let most = "at most \(Limits.directJurors) jurors or as many entries are accepted of a jury that has so few entries in common"
            throw EngineProblems([
                EngineProblem(path: "$.sheets", code: .tooMany, message: "\(most), but there are \(cells.graph.jurorCount) jurors")
            ])
        }
        self.fit = fit
    }

    /// By counting row, of its juror's offset; empty where the data give none.
    func standardErrorOfRow() -> [Int: Double] {
        guard let errors = cells.standardErrors(of: fit) else { return [:] }
        return Dictionary(zip(rows, jurorOfRow.map { errors.jurors[Int($0)] }), uniquingKeysWith: { first, _ in first })
    }

    /// Across parts of a jury that share no entry nothing tells a severe jury from weak entries.
    private static func requireConnected(_ graph: JuryGraph, _ entries: [String]) throws(EngineProblems) {
        guard !graph.isConnected else { return }
        var sizes = [(entries: Int, jurors: Int, first: Int)](repeating: (0, 0, -1), count: graph.componentCount)
        for (number, component) in graph.componentOfEntry.enumerated() {
            if sizes[Int(component)].entries == 0 { sizes[Int(component)].first = number }
            sizes[Int(component)].entries += 1
        }
        for component in graph.componentOfJuror { sizes[Int(component)].jurors += 1 }
        let largestFirst = sizes.sorted { $0.entries == $1.entries ? $0.first < $1.first : $0.entries > $1.entries }
        let shown = largestFirst.prefix(10).map { part in
            let jurors = part.jurors == 1 ? "1 juror" : "\(part.jurors) jurors"
            let rest = part.entries == 1 ? "" : part.entries == 2 ? " and 1 more entry" : " and \(part.entries - 1) more entries"
            return "\(quoted(entries[part.first]))\(rest) with \(jurors)"
        }
        let more = sizes.count > shown.count ? "; and \(sizes.count - shown.count) more parts" : ""
        let parts = "the jury falls into \(sizes.count) parts that share no entry"
        throw EngineProblems([
            EngineProblem(
                path: "$.sheets", code: .disconnected,
                message: "no joint ranking, because \(parts): \(shown.joined(separator: "; "))\(more)")
        ])
    }
}
