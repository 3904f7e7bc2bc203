import ScoringEngine

/// Small juries with coarse scales, so that ties are frequent.
struct RandomJury {
    var random: SeededGenerator
    let input: RankInput

    /// - Parameter aggregations: one of them is drawn.
    init(seed: UInt64, aggregations: [Aggregation] = [.mean, .median, .trimmedMean(trim: 1), .zScore(minimumSheets: 2)]) {
        var random = SeededGenerator(seed: seed)
        let criteria = (0..<Int.random(in: 1...3, using: &random)).map { index in
            let min = Int64.random(in: -2...2, using: &random)
            let steps = Int64.random(in: 1...4, using: &random)
            let step = Int64.random(in: 1...3, using: &random)
            let weight = Int64.random(in: 1...3, using: &random)
            return criterion("c\(index)", weight: weight, min: min, max: min + steps * step, step: step)
        }
        let aggregation = aggregations.randomElement(using: &random) ?? .mean
        let states: [SheetState] = [.open, .final, .final, .final, .final, .abstained, .recused]
        var sheets: [Sheet] = []
        for entry in 0..<Int.random(in: 1...7, using: &random) {
            for juror in 0..<5 where Int.random(in: 0..<3, using: &random) > 0 {
                let state = states.randomElement(using: &random) ?? .final
                sheets.append(
                    Sheet(juror: "j\(juror)", entry: "e\(entry)", state: state, points: Self.points(on: criteria, &random)))
            }
        }
        let rules: [TieRule] = [.median, .highest, .lowest, .countback, .criterion("c0"), .lot]
        let ties = Array(rules.shuffled(using: &random).prefix(Int.random(in: 0...3, using: &random)))
        let isDense = Bool.random(using: &random)
        input = RankInput(
            rubric: Rubric(criteria: criteria, notApplicable: .renormalise),
            aggregation: Self.fitting(aggregation, sheets), ties: ties, lotSeed: "seed", ranking: isDense ? .dense : .standard,
            sheets: sheets)
        self.random = random
    }

    static func points(on criteria: [Criterion], _ random: inout SeededGenerator) -> [String: Mark] {
        var points: [String: Mark] = [:]
        for criterion in criteria {
            let scale = criterion.scale
            let count = (scale.max.micros - scale.min.micros) / scale.step.micros
            let micros = scale.min.micros + Int64.random(in: 0...count, using: &random) * scale.step.micros
            let isLeftOut = Int.random(in: 0..<8, using: &random) == 0
            points[criterion.id] = isLeftOut ? .notApplicable : .points(FixedPoint(micros: micros))
        }
        return points
    }

    /// A trim that would leave an entry without sheets becomes a mean.
    private static func fitting(_ aggregation: Aggregation, _ sheets: [Sheet]) -> Aggregation {
        guard case .trimmedMean(let trim) = aggregation else { return aggregation }
        let counts = Dictionary(grouping: sheets.filter { $0.state == .final && $0.points.values.contains { $0 != .notApplicable } }, by: \.entry)
        return counts.values.allSatisfy { $0.count > 2 * trim } ? aggregation : .mean
    }
}

extension RankInput {
    func with(
        rubric: Rubric? = nil, aggregation: Aggregation? = nil, ties: [TieRule]? = nil, sheets: [Sheet]? = nil
    ) -> RankInput {
        RankInput(
            rubric: rubric ?? self.rubric, aggregation: aggregation ?? self.aggregation, ties: ties ?? self.ties, lotSeed: lotSeed,
            ranking: ranking, sheets: sheets ?? self.sheets)
    }
}

extension Sheet {
    func with(juror: String? = nil, entry: String? = nil, state: SheetState? = nil, points: [String: Mark]? = nil) -> Sheet {
        Sheet(juror: juror ?? self.juror, entry: entry ?? self.entry, state: state ?? self.state, points: points ?? self.points)
    }
}
