import ScoringEngine

/// What holds for every ranking, each on one random jury: a sentence where it does not hold, nil where it does. Nothing here
/// depends on the test library, so that a program can try millions of seeds.
enum RankProperties {
    struct Property: Sendable {
        let name: String
        let failure: @Sendable (UInt64) throws -> String?
    }

    static let all = [
        Property(name: "the order of the sheets changes nothing", failure: orderIndependence),
        Property(name: "other names for the jurors change nothing", failure: jurorAnonymity),
        Property(name: "other names for the entries only rename them", failure: entryAnonymity),
        Property(name: "scales and points in another unit, and all weights multiplied, change nothing", failure: scaling),
        Property(name: "a juror without counting sheets changes nothing", failure: idleJuror),
        Property(name: "places, shared ranks and the rule that decided are those of the rules read one by one", failure: plainReading),
        Property(name: "a higher mark never worsens the entry's rank", failure: monotonicity),
        Property(name: "after any replaced sheets a live ranking is the ranking of the sheets", failure: liveRanking),
        Property(name: "a live ranking keeps its state where a sheet is refused", failure: refusedReplacement),
    ]

    static func orderIndependence(seed: UInt64) throws -> String? {
        var jury = RandomJury(seed: seed, aggregations: RandomJury.every)
        let shuffled = jury.input.with(sheets: jury.input.sheets.shuffled(using: &jury.random))
        return same(answer(jury.input), answer(shuffled))
    }

    static func jurorAnonymity(seed: UInt64) throws -> String? {
        let input = RandomJury(seed: seed, aggregations: RandomJury.every).input
        let names = ["j0": "zoe", "j1": "ada", "j2": "mia", "j3": "eva", "j4": "Bo"]
        let renamed = input.with(sheets: input.sheets.map { $0.with(juror: names[$0.juror]) })
        return same(answer(input, without: names), answer(renamed, without: names))
    }

    static func entryAnonymity(seed: UInt64) throws -> String? {
        let drawn = RandomJury(seed: seed, aggregations: RandomJury.every).input
        let input = drawn.with(ties: drawn.ties.filter { $0 != .lot })
        let names = ["e0": "q", "e1": "z", "e2": "b", "e3": "ä", "e4": "A", "e5": "e", "e6": "e0"]
        let renamed = input.with(sheets: input.sheets.map { $0.with(entry: names[$0.entry]) })
        guard case .success(let before) = answer(input), case .success(let after) = answer(renamed) else {
            return same(answer(input).isRefusal, answer(renamed).isRefusal)
        }
        let expected = before.entries.map { entry in
            RankedEntry(
                entry: names[entry.entry] ?? entry.entry, rank: entry.rank, score: entry.score, sheets: entry.sheets,
                decidedBy: entry.decidedBy, flags: entry.flags)
        }
        let byRank = { (entry: RankedEntry) in (entry.rank ?? Int.max, entry.entry) }
        return same(expected.sorted { byRank($0) < byRank($1) }, after.entries.sorted { byRank($0) < byRank($1) })
    }

    static func scaling(seed: UInt64) throws -> String? {
        var jury = RandomJury(seed: seed, aggregations: RandomJury.every)
        let input = jury.input
        let factor = Int64.random(in: 2...9, using: &jury.random)
        let shift = Int64.random(in: -5...5, using: &jury.random) * FixedPoint.microsPerUnit
        func move(_ value: FixedPoint) -> FixedPoint { FixedPoint(micros: value.micros * factor + shift) }
        let criteria = input.rubric.criteria.map { old in
            let scale = Scale(
                min: move(old.scale.min), max: move(old.scale.max), step: FixedPoint(micros: old.scale.step.micros * factor))
            return Criterion(id: old.id, weight: FixedPoint(micros: old.weight.micros * 7), scale: scale)
        }
        let sheets = input.sheets.map { sheet in
            sheet.with(
                points: sheet.points.mapValues { mark in
                    guard case .points(let value) = mark else { return mark }
                    return .points(move(value))
                })
        }
        let moved = input.with(rubric: Rubric(criteria: criteria, notApplicable: .renormalise), sheets: sheets)
        return same(answer(input), answer(moved))
    }

    static func idleJuror(seed: UInt64) throws -> String? {
        var jury = RandomJury(seed: seed, aggregations: RandomJury.every)
        let states: [SheetState] = [.open, .abstained, .recused]
        let idle = Set(jury.input.sheets.map(\.entry)).sorted().map { entry in
            Sheet(juror: "idle", entry: entry, state: states.randomElement(using: &jury.random) ?? .open)
        }
        return same(answer(jury.input), answer(jury.input.with(sheets: jury.input.sheets + idle)))
    }

    static func plainReading(seed: UInt64) throws -> String? {
        let input = RandomJury(seed: seed, aggregations: RandomJury.exact).input
        return same(PlainRanking(input).lines, lines(try rank(input)))
    }

    static func monotonicity(seed: UInt64) throws -> String? {
        var jury = RandomJury(seed: seed, aggregations: RandomJury.exact)
        let input = jury.input
        guard let index = input.sheets.indices.randomElement(using: &jury.random),
            let criterion = input.rubric.criteria.randomElement(using: &jury.random),
            case .points(let old) = input.sheets[index].points[criterion.id], old < criterion.scale.max
        else { return nil }
        let count = (criterion.scale.max.micros - old.micros) / criterion.scale.step.micros
        let higher = old.micros + Int64.random(in: 1...count, using: &jury.random) * criterion.scale.step.micros
        var sheets = input.sheets
        let points = sheets[index].points.merging([criterion.id: .points(FixedPoint(micros: higher))]) { $1 }
        sheets[index] = sheets[index].with(points: points)
        func place(_ input: RankInput) throws -> Int {
            try rank(input).entries.first { $0.entry == sheets[index].entry }?.rank ?? Int.max
        }
        let (before, after) = (try place(input), try place(input.with(sheets: sheets)))
        return after <= before ? nil : "\(sheets[index].entry) fell from \(before) to \(after)"
    }

    static func liveRanking(seed: UInt64) throws -> String? {
        var jury = RandomJury(seed: seed)
        var sheets = jury.input.sheets
        guard !sheets.isEmpty else { return nil }
        var ranking = try LiveRanking(jury.input)
        for _ in 0..<8 {
            let index = Int.random(in: sheets.indices, using: &jury.random)
            let state = SheetState.allCases.randomElement(using: &jury.random) ?? .final
            let points = RandomJury.points(on: jury.input.rubric.criteria, &jury.random)
            let new = sheets[index].with(state: state, points: points)
            do throws(EngineProblems) {
                try ranking.replace(new)
                sheets[index] = new
            } catch {
                // Only a trim that leaves nothing is refused; then the state before stands.
            }
            if let failure = same(answer(jury.input.with(sheets: sheets)), .success(ranking.result)) { return failure }
        }
        return nil
    }

    static func refusedReplacement(seed: UInt64) throws -> String? {
        let input = RandomJury(seed: seed).input
        guard let sheet = input.sheets.first else { return nil }
        var ranking = try LiveRanking(input)
        let before = ranking.result
        for wrong in [sheet.with(juror: "nobody"), sheet.with(points: ["zz": .notApplicable]), sheet.with(state: .final, points: [:])] {
            do throws(EngineProblems) {
                try ranking.replace(wrong)
                return "accepted \(wrong)"
            } catch {}
        }
        return same(before, ranking.result)
    }

    static func same<Value: Equatable>(_ left: Value, _ right: Value) -> String? {
        left == right ? nil : "\(left) is not \(right)"
    }

    /// A ranking or its refusal.
    static func answer(_ input: RankInput) -> Result<RankResult, EngineProblems> {
        do throws(EngineProblems) {
            return .success(try rank(input))
        } catch {
            return .failure(error)
        }
    }

    /// The same without the flags of jurors, which bear their names.
    private static func answer(_ input: RankInput, without names: [String: String]) -> Result<RankResult, EngineProblems> {
        answer(input).map { result in
            let flags = result.flags.filter { if case .leftAsIs = $0 { false } else { true } }
            return RankResult(entries: result.entries, flags: flags, isExact: result.isExact)
        }
    }
}

extension RandomJury {
    static let exact: [Aggregation] = [.mean, .median, .trimmedMean(trim: 1)]
    static let every: [Aggregation] = exact + [.zScore(minimumSheets: 2), .interblock, .additive]
}

extension Result {
    fileprivate var isRefusal: Bool {
        if case .failure = self { true } else { false }
    }
}
