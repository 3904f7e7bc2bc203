/// What a tenth more or less of one criterion's weight does to the places.
struct WeightShift {
    private let input: RankInput
    /// By criterion: ten times the weight in millionths, without the weights' common factor. Only their ratios matter.
    private let tenfold: [Int64]

    init(_ input: RankInput) {
        self.input = input
        let micros = input.rubric.criteria.map(\.weight.micros)
        let common = micros.reduce(UInt128(0)) { greatestCommonDivisor($0, UInt128($1.magnitude)) }
        tenfold = micros.map { common == 0 ? $0 : $0 / Int64(common) * 10 }
    }

    /// - Precondition: a rubric that ranks.
    func check(_ problems: inout ProblemList) {
        for (index, weight) in tenfold.enumerated() where weight > Limits.magnitude.micros / 11 * 10 {
            problems.add(
                "$.rank.rubric.criteria[\(index)].weight", .outOfRange,
                "is too large beside the smallest common step of the weights to be moved by a tenth exactly")
        }
    }

    /// In the rubric's order, the smaller weight first.
    func decidingWeights(_ places: TopPlaces) throws(EngineProblems) -> [DecidingWeight] {
        let criteria = input.rubric.criteria
        // The only weight is always all of it.
        guard criteria.count > 1 else { return [] }
        let found = Parts.map(2 * criteria.count) { number in
            Result { () throws(EngineProblems) -> DecidingWeight? in
                let tenths: Int64 = number % 2 == 0 ? 9 : 11
                let order = try LiveRanking(shifted(criterion: number / 2, tenths: tenths)).order
                let changes = places.changes(in: order)
                guard !changes.isEmpty else { return nil }
                return DecidingWeight(
                    criterion: criteria[number / 2].id, factor: FixedPoint(micros: tenths * 100_000), changes: changes)
            }
        }
        var weights: [DecidingWeight] = []
        for result in found {
            if let weight = try result.get() { weights.append(weight) }
        }
        return weights
    }

    private func shifted(criterion: Int, tenths: Int64) -> RankInput {
        let criteria = input.rubric.criteria.enumerated().map { number, old in
            let micros = number == criterion ? tenfold[number] / 10 * tenths : tenfold[number]
            return Criterion(id: old.id, weight: FixedPoint(micros: micros), scale: old.scale)
        }
        return RankInput(
            rubric: Rubric(criteria: criteria, notApplicable: input.rubric.notApplicable), aggregation: input.aggregation,
            ties: input.ties, lotSeed: input.lotSeed, ranking: input.ranking, sheets: input.sheets)
    }
}
