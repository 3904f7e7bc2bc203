/// Intervals, probabilities and confidence sets of the ranked entries.
struct UncertainJury {
    let entries: [UncertainEntry]
    let tauBest: [BestSet]
    let flags: [UncertaintyFlag]

    init(_ ranking: LiveRanking, _ input: UncertaintyInput, _ boundaries: [Int]) throws(EngineProblems) {
        let lines = ranking.result.entries
        guard let counting = CountingJury(ranking.table) else {
            entries = lines.map { UncertainEntry(entry: $0.entry, rank: nil, interval: nil, within: []) }
            tauBest = boundaries.map { BestSet(boundary: $0, entries: []) }
            flags = [.noEntryRanked]
            return
        }
        let cells = counting.cells
        guard min(cells.graph.entryCount, cells.graph.jurorCount) <= Limits.directJurors else { throw Self.tooLarge(cells.graph) }
        let found = JuryUncertainty(cells, input, boundaries)
        var numbers: [String: Int] = [:]
        for (number, entry) in counting.entries.enumerated() { numbers[ranking.table.entries[entry]] = number }
        entries = lines.map { line in
            guard let rank = line.rank, let number = numbers[line.entry] else {
                return UncertainEntry(entry: line.entry, rank: nil, interval: nil, within: [])
            }
            let summary = found.summaries[number]
            return UncertainEntry(entry: line.entry, rank: rank, interval: summary.interval, within: summary.within)
        }
        tauBest = zip(boundaries, found.best).map { boundary, isBest in
            BestSet(
                boundary: boundary, entries: lines.compactMap { line in numbers[line.entry].flatMap { isBest[$0] ? line.entry : nil } })
        }
        flags = found.flags
    }

    private static func tooLarge(_ graph: JuryGraph) -> EngineProblems {
        let message =
            "at most \(Limits.directJurors) entries or at most \(Limits.directJurors) jurors may have counting sheets, "
            + "but there are \(graph.entryCount) entries and \(graph.jurorCount) jurors"
        return EngineProblems([EngineProblem(path: "$.rank.sheets", code: .tooMany, message: message)])
    }
}

/// The same on the numbers of ``SeverityCells``.
struct JuryUncertainty {
    let summaries: [RankSummary]
    /// For each boundary, by entry: whether it may be among the best.
    let best: [[Bool]]
    let flags: [UncertaintyFlag]

    init(_ cells: SeverityCells, _ input: UncertaintyInput, _ boundaries: [Int]) {
        let count = cells.graph.entryCount
        var flags: [UncertaintyFlag] = []
        if !cells.graph.isConnected { flags.append(.disconnected) }
        if cells.graph.residualDegrees < 3 { flags.append(.fewSheets) }
        guard count > 1, let design = CrossedDesign(cells) else {
            let within = boundaries.map { min(1, Double($0) / Double(count)) }
            summaries = [RankSummary](repeating: RankSummary(interval: 1...count, within: within), count: count)
            best = boundaries.map { _ in [Bool](repeating: true, count: count) }
            self.flags = flags + (count > 1 ? [.allEqual] : [])
            return
        }
        let jury = JuryDraws(design, cells, draws: input.draws, seed: UInt64(input.seed))
        summaries = RankSummary.all(jury, level: input.level, boundaries: boundaries)
        let most = boundaries.last ?? 1
        best = jury.withEntriesFixed().map { fixed in
            let better = fixed.numbersBetter(upTo: most, level: input.level)
            return boundaries.map { boundary in better.map { $0 < boundary } }
        } ?? boundaries.map { _ in [Bool](repeating: true, count: count) }
        self.flags = flags
    }
}
