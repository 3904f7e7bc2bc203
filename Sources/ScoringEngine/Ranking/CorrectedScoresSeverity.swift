extension EntryScores {
    /// Every total freed of its juror's offset from the severity model.
    ///
    /// An entry's score is its exact mean less the mean of its jurors' offsets, so that of two entries read by the same jurors
    /// the one with the higher mean stays ahead, and equal means stay equal.
    static func freedOfSeverity(_ table: ScoreTable, _ model: SeverityModel) throws(EngineProblems) -> EntryScores {
        let jury = CountingJury(table)
        var scores = [Rational?](repeating: nil, count: table.entries.count)
        var corrections = [Double](repeating: 0, count: table.totalOfRow.count)
        var flags: [RankFlag] = []
        if !jury.entries.isEmpty {
            let cells = jury.cells(table)
            try jury.requireConnected(cells.graph, table)
            guard let fit = cells.fit(model) else {
                throw refusal("the jury is too large and too loosely connected for its severity to be estimated")
            }
            if fit.ridge == nil { flags.append(.noSeverityFound) }
            for (number, entry) in jury.entries.enumerated() {
                scores[entry] = try exactScore(of: table.totals[entry], by: .mean).map { mean throws(EngineProblems) in
                    try rankedDecimal(binary(mean) - fit.meanOffset[number])
                }
            }
            for (row, juror) in zip(jury.rows, jury.jurorOfRow) { corrections[row] = -fit.offsets[Int(juror)] }
        }
        return EntryScores(
            scores: scores, flags: flags,
            corrections: SheetCorrections(
                ofRow: corrections, standardErrorOfRow: [Double?](repeating: nil, count: corrections.count)))
    }
}

private func refusal(_ message: String) -> EngineProblems {
    EngineProblems([EngineProblem(path: "$.sheets", code: .disconnected, message: message)])
}

/// The entries and jurors with counting sheets, numbered in the order of their ids, as the severity models take them.
struct CountingJury {
    /// The table's numbers, in the order of ids.
    let entries: [Int]
    /// The counting rows, and for each the new number of its entry and of its juror.
    let rows: [Int]
    let entryOfRow: [Int32]
    let jurorOfRow: [Int32]
    let jurorCount: Int

    init(_ table: ScoreTable) {
        rows = table.totalOfRow.indices.filter { table.totalOfRow[$0] != nil }
        let (entries, entryOfRow) = Self.number(rows.map { table.entryOfRow[$0] }, table.entries)
        let (jurors, jurorOfRow) = Self.number(rows.map { table.jurorOfRow[$0] }, table.jurors)
        self.entries = entries
        self.entryOfRow = entryOfRow
        self.jurorOfRow = jurorOfRow
        jurorCount = jurors.count
    }

    func cells(_ table: ScoreTable) -> SeverityCells {
        SeverityCells(
            entryCount: entries.count, jurorCount: jurorCount, entry: entryOfRow, juror: jurorOfRow,
            score: rows.map { table.binaryTotal(row: $0) })
    }

    /// Across parts of a jury that share no entry nothing tells a severe jury from weak entries.
    func requireConnected(_ graph: JuryGraph, _ table: ScoreTable) throws(EngineProblems) {
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
            return "\(quoted(table.entries[entries[part.first]]))\(rest) with \(jurors)"
        }
        let more = sizes.count > shown.count ? "; and \(sizes.count - shown.count) more parts" : ""
        throw refusal(
            "no joint ranking, because the jury falls into \(sizes.count) parts that share no entry: "
                + shown.joined(separator: "; ") + more)
    }

    /// Numbers what occurs in `old` by the order of its names.
    private static func number(_ old: [Int], _ names: [String]) -> (kept: [Int], new: [Int32]) {
        var occurs = [Bool](repeating: false, count: names.count)
        for number in old { occurs[number] = true }
        let kept = names.indices.filter { occurs[$0] }.sorted { precedesByBytes(names[$0], names[$1]) }
        var new = [Int32](repeating: 0, count: names.count)
        for (number, name) in kept.enumerated() { new[name] = Int32(number) }
        return (kept, old.map { new[$0] })
    }
}
