/// What a tenth more or less of one criterion's weight does to the places.
struct WeightShift {
    private let input: RankInput
    private let table: ScoreTable
    private let places: TopPlaces

    init(_ input: RankInput, _ ranking: LiveRanking, _ places: TopPlaces) {
        self.input = input
        table = ranking.table
        self.places = places
    }

    /// In the rubric's order, the smaller weight first.
    ///
    /// - Throws: what ``rank(_:)`` throws of scores that can't be corrected.
    func decidingWeights() throws(EngineProblems) -> [DecidingWeight] {
        let criteria = input.rubric.criteria
        // The only weight is always all of it.
        guard criteria.count > 1 else { return [] }
        let found = Parts.map(2 * criteria.count) { number in
            Result { () throws(EngineProblems) -> DecidingWeight? in
                let (criterion, tenths) = (number / 2, number % 2 == 0 ? Int64(9) : 11)
                let changes = try changes(criterion, tenths)
                guard !changes.isEmpty else { return nil }
                return DecidingWeight(
                    criterion: criteria[criterion].id, factor: FixedPoint(micros: tenths * FixedPoint.microsPerUnit / 10),
                    changes: changes)
            }
        }
        var weights: [DecidingWeight] = []
        for result in found {
            if let weight = try result.get() { weights.append(weight) }
        }
        return weights
    }

    /// All weights are made tenfold but the one, so that every weight stays exact; only their ratios matter.
    private func changes(_ criterion: Int, _ tenths: Int64) throws(EngineProblems) -> [PlaceChange] {
        let criteria = input.rubric.criteria.enumerated().map { number, old in
            Criterion(
                id: old.id, weight: FixedPoint(micros: old.weight.micros * (number == criterion ? tenths : 10)), scale: old.scale)
        }
        let shifted = table.reweighted(Rubric(criteria: criteria, notApplicable: input.rubric.notApplicable))
        return places.changes(in: RankOrder(input, shifted, try EntryScores(shifted, input.aggregation).scores))
    }
}
