import ScoringEngine
import Testing

@Suite("Properties of every ranking")
struct RankPropertyTests {
    static let seeds: [UInt64] = Array(1...150)

    /// A small jury with coarse scales, so that ties are frequent.
    private func randomInput(_ random: inout SeededGenerator) -> RankInput {
        let criteria = (0..<Int.random(in: 1...3, using: &random)).map { index in
            let min = Int64.random(in: -2...2, using: &random)
            let steps = Int64.random(in: 1...4, using: &random)
            let step = Int64.random(in: 1...3, using: &random)
            let weight = Int64.random(in: 1...3, using: &random)
            return criterion("c\(index)", weight: weight, min: min, max: min + steps * step, step: step)
        }
        var sheets: [Sheet] = []
        for entry in 0..<Int.random(in: 1...7, using: &random) {
            for juror in 0..<4 where Bool.random(using: &random) {
                let state = SheetState.allCases.randomElement(using: &random) ?? .final
                var points: [String: Mark] = [:]
                for criterion in criteria {
                    let scale = criterion.scale
                    let count = (scale.max.micros - scale.min.micros) / scale.step.micros
                    let micros = scale.min.micros + Int64.random(in: 0...count, using: &random) * scale.step.micros
                    let isLeftOut = Int.random(in: 0..<6, using: &random) == 0
                    points[criterion.id] = isLeftOut ? .notApplicable : .points(FixedPoint(micros: micros))
                }
                sheets.append(Sheet(juror: "j\(juror)", entry: "e\(entry)", state: state, points: points))
            }
        }
        let rules: [TieRule] = [.median, .highest, .lowest, .countback, .criterion("c0"), .lot]
        let ties = Array(rules.shuffled(using: &random).prefix(Int.random(in: 0...3, using: &random)))
        return RankInput(
            rubric: Rubric(criteria: criteria, notApplicable: .renormalise), aggregation: Bool.random(using: &random) ? .mean : .median,
            ties: ties, lotSeed: "seed", ranking: Bool.random(using: &random) ? .standard : .dense, sheets: sheets)
    }

    private func with(_ input: RankInput, rubric: Rubric? = nil, sheets: [Sheet]) -> RankInput {
        RankInput(
            rubric: rubric ?? input.rubric, aggregation: input.aggregation, ties: input.ties, lotSeed: input.lotSeed,
            ranking: input.ranking, sheets: sheets)
    }

    @Test("the order of the sheets changes nothing", arguments: seeds)
    func orderIndependence(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let input = randomInput(&random)
        let shuffled = with(input, sheets: input.sheets.shuffled(using: &random))
        #expect(try rank(shuffled) == rank(input))
    }

    @Test("other names for the jurors change nothing", arguments: seeds)
    func anonymity(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let input = randomInput(&random)
        let names = ["j0": "zoe", "j1": "ada", "j2": "mia", "j3": "eva"]
        let renamed = input.sheets.map {
            Sheet(juror: names[$0.juror] ?? $0.juror, entry: $0.entry, state: $0.state, points: $0.points)
        }
        #expect(try rank(with(input, sheets: renamed)) == rank(input))
    }

    @Test("scales and points in another unit, and all weights multiplied, change nothing", arguments: seeds)
    func scaling(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let input = randomInput(&random)
        let factor = Int64.random(in: 2...9, using: &random)
        let shift = Int64.random(in: -5...5, using: &random) * FixedPoint.microsPerUnit
        func move(_ value: FixedPoint) -> FixedPoint { FixedPoint(micros: value.micros * factor + shift) }
        let criteria = input.rubric.criteria.map { old in
            let scale = Scale(
                min: move(old.scale.min), max: move(old.scale.max), step: FixedPoint(micros: old.scale.step.micros * factor))
            return Criterion(id: old.id, weight: FixedPoint(micros: old.weight.micros * 7), scale: scale)
        }
        let sheets = input.sheets.map { sheet in
            let points = sheet.points.mapValues { mark -> Mark in
                guard case .points(let value) = mark else { return mark }
                return .points(move(value))
            }
            return Sheet(juror: sheet.juror, entry: sheet.entry, state: sheet.state, points: points)
        }
        let moved = with(input, rubric: Rubric(criteria: criteria, notApplicable: .renormalise), sheets: sheets)
        #expect(try rank(moved) == rank(input))
    }

    @Test("a juror without counting sheets changes nothing", arguments: seeds)
    func idleJuror(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let input = randomInput(&random)
        let states: [SheetState] = [.open, .abstained, .recused]
        let idle = Set(input.sheets.map(\.entry)).sorted().map { entry in
            Sheet(juror: "idle", entry: entry, state: states.randomElement(using: &random) ?? .open)
        }
        #expect(try rank(with(input, sheets: input.sheets + idle)) == rank(input))
    }

    @Test("ranks follow the scores, shared ranks are fully tied, and lots leave nothing shared", arguments: seeds)
    func consistency(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let input = randomInput(&random)
        let result = try rank(input)
        let ranked = result.entries.filter { $0.rank != nil }
        for (above, below) in zip(ranked, ranked.dropFirst()) {
            let (scoreAbove, scoreBelow) = (try #require(above.score), try #require(below.score))
            #expect(scoreAbove >= scoreBelow)
            if above.rank == below.rank { #expect(scoreAbove == scoreBelow) }
            if scoreAbove == scoreBelow, above.rank != below.rank {
                #expect(above.decidedBy != .score)
                #expect(below.decidedBy != .score)
            }
        }
        if input.ties.contains(.lot) { #expect(Set(ranked.map(\.rank)).count == ranked.count) }
        #expect(result.entries.suffix(from: ranked.count).allSatisfy { $0.rank == nil && $0.sheets == 0 })
    }
}
