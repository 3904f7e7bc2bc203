/// Ranks and explains: for every entry its sheets, criterion by criterion, what set it apart from its neighbours, and what it
/// would take to change places with them.
///
/// Two jurors, one criterion from 0 to 100, the mean: A has 80 and 70, B has 60 and 78. A's score is 75, half from each sheet; B is 6
/// points behind. For B to pass A one mark has to rise by more than 12: the first juror's from 60 to 73.
///
/// At the engine's door `"explain": true` in a rank document adds an `explanation` to every entry; exact numbers are strings, as in
/// `exact`, and corrections are JSON numbers:
///
/// ```json
/// {"sheets": [{"juror": "j1", "total": "60", "share": "1/2", "correction": {"points": 1.25, "standardError": 0.5},
///              "criteria": [{"criterion": "a", "points": "60", "contribution": "60", "maximum": "100"}]}],
///  "above": {"entry": "A", "rank": 1, "sharedBy": 1, "decidedBy": "score", "own": "69", "other": "75", "scoreChange": "6",
///            "markChange": {"juror": "j1", "criterion": "a", "from": "60", "to": "73", "score": "151/2"}},
///  "below": null}
/// ```
///
/// `correction` is there with `zScore`, `interblock` and `additive` only. A comparison by `countback` also has `place`, the first
/// place from 1 on which the two differ. `own` and `other` are null where an entry has nothing to compare, and digests for the lot.
///
/// - Throws: what ``rank(_:)`` throws.
public func explain(_ input: RankInput) throws(EngineProblems) -> RankExplanation {
    let ranking = try LiveRanking(input)
    return RankExplanation(result: ranking.result, entries: ranking.explanations)
}

extension LiveRanking {
    /// How the place of one entry came about; nil for an entry that no sheet names.
    public func explanation(of entry: String) -> EntryExplanation? {
        guard let number = table.entry(entry) else { return nil }
        let runs = order.sharedRuns()
        let run = runs.firstIndex { order.places[$0].contains(number) }
        return explanation(of: number, in: run, of: runs, scores.corrections?.explained())
    }

    /// Of all entries, in the order of ``result``.
    var explanations: [EntryExplanation] {
        let runs = order.sharedRuns()
        let corrections = scores.corrections?.explained()
        return runs.indices.flatMap { run in
            order.places[runs[run]].map { explanation(of: $0, in: run, of: runs, corrections) }
        } + order.unranked.map { explanation(of: $0, in: nil, of: runs, corrections) }
    }

    private func explanation(
        of entry: Int, in run: Int?, of runs: [Range<Int>], _ corrections: [SheetCorrection]?
    ) -> EntryExplanation {
        let search = rules.aggregation.isExact ? MarkSearch(entry, table, rules.aggregation) : nil
        return EntryExplanation(
            entry: table.entries[entry], sheets: sheets(of: entry, corrections),
            above: run.flatMap { comparison(of: entry, to: $0 - 1, in: runs, isAbove: true, search) },
            below: run.flatMap { comparison(of: entry, to: $0 + 1, in: runs, isAbove: false, search) })
    }

    private func comparison(
        of entry: Int, to number: Int, in runs: [Range<Int>], isAbove: Bool, _ search: MarkSearch?
    ) -> NeighbourComparison? {
        guard runs.indices.contains(number) else { return nil }
        let run = runs[number]
        let other = order.places[run.lowerBound]
        let level = order.gaps[isAbove ? run.upperBound - 1 : run.lowerBound - 1]
        guard let rule = order.rule(level: level), let score = scores.scores[entry], let target = scores.scores[other] else {
            return nil
        }
        let (own, others) = compared(entry, other, rule)
        return NeighbourComparison(
            entry: table.entries[other], rank: rules.ranking == .dense ? number + 1 : run.lowerBound + 1, sharedBy: run.count, decidedBy: rule, own: own, other: others,
            scoreChange: target - score, markChange: search?.change(beyond: target, isRise: isAbove))
    }

    private func compared(_ entry: Int, _ other: Int, _ rule: DecidedBy) -> (own: ComparedValue, other: ComparedValue) {
        guard case .tie(let rule) = rule else {
            return (.total(scores.scores[entry] ?? .zero), .total(scores.scores[other] ?? .zero))
        }
        let value = table.values(for: rule, lotSeed: rules.lotSeed)
        switch (value(entry), value(other)) {
        case (.total(let own), .total(let other)): return (.total(own), .total(other))
        case (.points(let own), .points(let other)): return (.points(own), .points(other))
        case (.lot(let own), .lot(let other)): return (.lot(own), .lot(other))
        case (.totals(let own), .totals(let other)):
            let same = zip(own, other).prefix { $0 == $1 }.count
            return (
                .place(same + 1, same < own.count ? own[same] : nil), .place(same + 1, same < other.count ? other[same] : nil)
            )
        default: preconditionFailure("a rule looks at the same kind of value in every entry")
        }
    }

    private func sheets(of entry: Int, _ corrections: [SheetCorrection]?) -> [ExplainedSheet] {
        let rows = table.countingRows(of: entry).sorted { precedesByBytes(juror($0), juror($1)) }
        let shares = self.shares(rows)
        let parts = CriterionParts(rules.rubric)
        return zip(rows, shares).map { row, share in
            ExplainedSheet(
                juror: juror(row), total: table.totalOfRow[row] ?? .zero, share: share, correction: corrections?[row],
                criteria: parts.parts(table.marks(row: row)))
        }
    }

    private func shares(_ rows: [Int]) -> [Rational] {
        let dropped = droppedAtEachEnd(of: rows.count, rules.aggregation)
        guard dropped > 0 else { return rows.map { _ in Rational(1, Int128(rows.count)) } }
        let totals = rows.map { table.totalOfRow[$0] ?? .zero }
        let byTotal = rows.indices.sorted { totals[$0] == totals[$1] ? $0 < $1 : totals[$0] > totals[$1] }
        var shares = [Rational](repeating: .zero, count: rows.count)
        for kept in byTotal.dropFirst(dropped).dropLast(dropped) { shares[kept] = Rational(1, Int128(rows.count - 2 * dropped)) }
        return shares
    }

    private func juror(_ row: Int) -> String {
        table.jurors[table.jurorOfRow[row]]
    }
}
