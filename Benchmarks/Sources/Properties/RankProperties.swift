import ScoringEngine

let rankProperties = [
    Property("rank: the order of the sheets changes nothing") { random in
        let input = rankInput(&random)
        try requireEqual(outcome(input), outcome(with(input, sheets: random.shuffled(input.sheets))))
    },
    Property("rank: other names for the jurors change nothing") { random in
        let input = rankInput(&random)
        let names = random.shuffled(["j0", "j1", "j2", "j3", "zoe", "ada"])
        let renamed = input.sheets.map { sheet in
            let number = Int(sheet.juror.dropFirst()) ?? 0
            return Sheet(juror: names[number], entry: sheet.entry, state: sheet.state, points: sheet.points)
        }
        try requireEqual(ranked(outcome(input)), ranked(outcome(with(input, sheets: renamed))))
    },
    Property("rank: other names for the entries change no rank and no score") { random in
        let input = rankInput(&random, rules: [.median, .highest, .lowest, .countback, .criterion("c0")])
        let names = random.shuffled(["e0", "e1", "e2", "e3", "Ulm"])
        func name(_ entry: String) -> String { names[Int(entry.dropFirst()) ?? 0] }
        let renamed = input.sheets.map { Sheet(juror: $0.juror, entry: name($0.entry), state: $0.state, points: $0.points) }
        guard case .success(let before) = outcome(input), case .success(let after) = outcome(with(input, sheets: renamed)) else { return }
        for line in before.entries {
            let same = after.entries.contains {
                $0.entry == name(line.entry) && $0.rank == line.rank && $0.score == line.score && $0.decidedBy == line.decidedBy
            }
            try require(same, "\(line) is not the same as \(name(line.entry))")
        }
    },
    Property("rank: scales in another unit and weights multiplied change nothing") { random in
        let input = rankInput(&random)
        try requireEqual(outcome(input), outcome(inOtherUnits(input, &random)))
    },
    Property("rank: a juror without counting sheets changes nothing") { random in
        let input = rankInput(&random)
        let idle = Set(input.sheets.map(\.entry)).sorted().map { entry in
            Sheet(juror: "idle", entry: entry, state: random.pick([.open, .abstained, .recused]))
        }
        try requireEqual(outcome(input), outcome(with(input, sheets: input.sheets + idle)))
    },
    Property("rank: the rule that decided is recorded, and shared ranks are fully tied") { random in
        let input = rankInput(&random, methods: [.mean, .median], rules: [.median, .highest, .lowest, .countback, .lot])
        try requireRecordedRules(input, try rank(input))
    },
]

typealias RankOutcome = Result<RankResult, EngineProblems>

/// The ranking, or the refusal: z-scores and corrected scores need juries that hang together.
func outcome(_ input: RankInput) -> RankOutcome {
    RankOutcome { () throws(EngineProblems) in try rank(input) }
}

/// Without the flags, which name jurors.
func ranked(_ outcome: RankOutcome) -> Result<[RankedEntry], EngineProblems> {
    outcome.map(\.entries)
}

func requireEqual<Value: Equatable>(_ left: Value, _ right: Value) throws {
    try require(left == right, "\(left) became \(right)")
}

func with(_ input: RankInput, rubric: Rubric? = nil, sheets: [Sheet]) -> RankInput {
    RankInput(
        rubric: rubric ?? input.rubric, aggregation: input.aggregation, ties: input.ties, lotSeed: input.lotSeed, ranking: input.ranking,
        sheets: sheets)
}

/// Two to four entries, two or three jurors, one or two criteria on coarse scales, so that ties are frequent.
func rankInput(
    _ random: inout SeededGenerator,
    methods: [Aggregation] = [.mean, .mean, .median, .zScore(minimumSheets: 2), .interblock, .additive],
    rules: [TieRule] = [.median, .highest, .lowest, .countback, .criterion("c0"), .lot]
) -> RankInput {
    let criteria = (0..<random.number(1...2)).map { number in
        let step = random.number(1...2)
        let minimum = random.number(-2...1)
        return Criterion(
            id: "c\(number)", weight: units(random.number(1...3)),
            scale: Scale(min: units(minimum), max: units(minimum + step * random.number(2...4)), step: units(step)))
    }
    var sheets: [Sheet] = []
    for entry in 0..<random.number(2...4) {
        for juror in 0..<random.number(2...3) where random.number(0...7) > 0 {
            let state = random.number(0...7) == 0 ? random.pick([SheetState.open, .abstained, .recused]) : .final
            var points: [String: Mark] = [:]
            for criterion in criteria {
                let scale = criterion.scale
                let steps = Int((scale.max.micros - scale.min.micros) / scale.step.micros)
                let micros = scale.min.micros + Int64(random.number(0...steps)) * scale.step.micros
                points[criterion.id] = random.number(0...9) == 0 ? .notApplicable : .points(FixedPoint(micros: micros))
            }
            sheets.append(Sheet(juror: "j\(juror)", entry: "e\(entry)", state: state, points: points))
        }
    }
    let ties = random.shuffled(rules).prefix(random.number(0...3))
    return RankInput(
        rubric: Rubric(criteria: criteria, notApplicable: .renormalise), aggregation: random.pick(methods), ties: Array(ties),
        lotSeed: "seed", ranking: random.coin() ? .standard : .dense, sheets: sheets)
}

private func inOtherUnits(_ input: RankInput, _ random: inout SeededGenerator) -> RankInput {
    let factor = Int64(random.number(2...9))
    let shift = Int64(random.number(-5...5)) * FixedPoint.microsPerUnit
    func moved(_ value: FixedPoint) -> FixedPoint { FixedPoint(micros: value.micros * factor + shift) }
    let criteria = input.rubric.criteria.map { old in
        let scale = Scale(
            min: moved(old.scale.min), max: moved(old.scale.max), step: FixedPoint(micros: old.scale.step.micros * factor))
        return Criterion(id: old.id, weight: FixedPoint(micros: old.weight.micros * 7), scale: scale)
    }
    let sheets = input.sheets.map { sheet in
        let points = sheet.points.mapValues { mark -> Mark in
            if case .points(let value) = mark { .points(moved(value)) } else { mark }
        }
        return Sheet(juror: sheet.juror, entry: sheet.entry, state: sheet.state, points: points)
    }
    return with(input, rubric: Rubric(criteria: criteria, notApplicable: .renormalise), sheets: sheets)
}

/// Finds the first rule on which neighbours differ again, from the sheets' totals.
private func requireRecordedRules(_ input: RankInput, _ result: RankResult) throws {
    var totals: [String: [Rational]] = [:]
    for sheet in input.sheets where sheet.state == .final {
        if let total = sheetTotal(points: sheet.points, rubric: input.rubric) { totals[sheet.entry, default: []].append(total) }
    }
    let sorted = totals.mapValues { $0.sorted(by: >) }
    let lines = result.entries.filter { $0.rank != nil }
    /// 0 for the score, n for the nth tie rule, nil where nothing sets the two apart.
    func level(_ above: RankedEntry, _ below: RankedEntry) -> Int? {
        if above.score != below.score { return 0 }
        let (first, second) = (sorted[above.entry] ?? [], sorted[below.entry] ?? [])
        return input.ties.firstIndex { differ($0, above.entry, first, below.entry, second) }.map { $0 + 1 }
    }
    var levels: [Int?] = []
    for (above, below) in zip(lines, lines.dropFirst()) {
        let level = level(above, below)
        try require((level == nil) == (above.rank == below.rank), "\(above) and \(below)")
        if let first = above.score, let second = below.score { try require(first >= second, "\(above) before \(below)") }
        levels.append(level)
    }
    for (place, line) in lines.enumerated() {
        // Neighbours in rank: those that share it are passed over.
        let above = levels[..<place].last { $0 != nil } ?? nil
        let below = levels[place...].first { $0 != nil } ?? nil
        let expected = [above, below].compactMap(\.self).max().map { $0 == 0 ? DecidedBy.score : .tie(input.ties[$0 - 1]) }
        try require(line.decidedBy == expected, "\(line) hangs on \(expected.map { "\($0)" } ?? "nothing")")
    }
}

private func differ(_ rule: TieRule, _ first: String, _ totals: [Rational], _ second: String, _ others: [Rational]) -> Bool {
    func middle(_ values: [Rational]) -> Rational {
        (values[(values.count - 1) / 2] + values[values.count / 2]) / Rational(2)
    }
    switch rule {
    case .median: return middle(totals) != middle(others)
    case .highest: return totals.first != others.first
    case .lowest: return totals.last != others.last
    case .countback: return totals != others
    case .lot, .criterion: return first != second
    }
}
