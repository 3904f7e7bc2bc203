import ScoringEngine
import Testing

@Suite("Properties of every statement about a ranking's uncertainty")
struct UncertaintyPropertyTests {
    static let seeds: [UInt64] = Array(1...200)
    /// Intervals take longer than places.
    static let fewSeeds: [UInt64] = Array(201...260)

    private func randomRanking(_ random: inout SeededGenerator) -> RankInput {
        let criteria = (0..<Int.random(in: 1...3, using: &random)).map {
            criterion("c\($0)", weight: Int64.random(in: 1...4, using: &random), min: 0, max: 6, step: 1)
        }
        var sheets: [Sheet] = []
        for entry in 0..<Int.random(in: 1...8, using: &random) {
            for juror in 0..<4 where Int.random(in: 0..<3, using: &random) > 0 {
                var points: [String: Mark] = [:]
                for criterion in criteria {
                    let isLeftOut = Int.random(in: 0..<9, using: &random) == 0
                    points[criterion.id] = isLeftOut ? .notApplicable : .points(units(Int64.random(in: 0...6, using: &random)))
                }
                let state = SheetState.allCases.randomElement(using: &random) ?? .final
                sheets.append(Sheet(juror: "j\(juror)", entry: "e\(entry)", state: Bool.random(using: &random) ? .final : state, points: points))
            }
        }
        let aggregations: [Aggregation] = [.mean, .median, .mean, .zScore(minimumSheets: 2)]
        return RankInput(
            rubric: Rubric(criteria: criteria, notApplicable: .renormalise),
            aggregation: aggregations.randomElement(using: &random) ?? .mean, ties: Bool.random(using: &random) ? [.median, .lot] : [],
            lotSeed: "seed", ranking: Bool.random(using: &random) ? .standard : .dense, sheets: sheets)
    }

    private func with(_ input: RankInput, rubric: Rubric? = nil, sheets: [Sheet]? = nil) -> RankInput {
        RankInput(
            rubric: rubric ?? input.rubric, aggregation: input.aggregation, ties: input.ties, lotSeed: input.lotSeed,
            ranking: input.ranking, sheets: sheets ?? input.sheets)
    }

    @Test("the order of the sheets changes nothing", arguments: fewSeeds)
    func order(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let ranking = randomRanking(&random)
        let result = try uncertainty(UncertaintyInput(rank: ranking, draws: 20))
        let shuffled = with(ranking, sheets: ranking.sheets.shuffled(using: &random))
        #expect(try uncertainty(UncertaintyInput(rank: shuffled, draws: 20)) == result)
    }

    @Test("a higher level only widens intervals; the chances of the best place add up to one", arguments: fewSeeds)
    func levels(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let ranking = randomRanking(&random)
        let narrow = try uncertainty(UncertaintyInput(rank: ranking, draws: 30, level: 0.8))
        let wide = try uncertainty(UncertaintyInput(rank: ranking, draws: 30, level: 0.99))
        for (narrow, wide) in zip(narrow.entries, wide.entries) {
            guard let inner = narrow.interval, let outer = wide.interval else { continue }
            #expect(outer.lowerBound <= inner.lowerBound && outer.upperBound >= inner.upperBound)
            #expect(zip(narrow.within, narrow.within.dropFirst()).allSatisfy { $0 <= $1 })
        }
        let ranked = wide.entries.filter { $0.rank != nil }
        if !ranked.isEmpty { #expect(abs(ranked.reduce(0) { $0 + $1.within[0] } - 1) < 1e-9) }
    }

    @Test("jurors and weights that decide are those that a new ranking shows", arguments: seeds)
    func decisive(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let ranking = randomRanking(&random)
        let boundary = Int.random(in: 1...4, using: &random)
        let result = try uncertainty(UncertaintyInput(rank: ranking, boundaries: [boundary], draws: 1))
        let before = try rank(ranking)

        var jurors: [DecidingJuror] = []
        for juror in Set(ranking.sheets.map(\.juror)).sorted() {
            let left = ranking.sheets.map {
                $0.juror == juror ? Sheet(juror: juror, entry: $0.entry, state: .recused, points: $0.points) : $0
            }
            let changes = changes(before, try rank(with(ranking, sheets: left)), boundary)
            if !changes.isEmpty { jurors.append(DecidingJuror(juror: juror, changes: changes)) }
        }
        #expect(result.jurorsThatDecide == jurors)

        var weights: [DecidingWeight] = []
        for criterion in ranking.rubric.criteria {
            for tenths: Int64 in [9, 11] {
                let criteria = ranking.rubric.criteria.map { old in
                    let factor = old.id == criterion.id ? tenths : 10
                    return Criterion(id: old.id, weight: FixedPoint(micros: old.weight.micros / 10 * factor), scale: old.scale)
                }
                let rubric = Rubric(criteria: criteria, notApplicable: .renormalise)
                let changes = changes(before, try rank(with(ranking, rubric: rubric)), boundary)
                let factor = FixedPoint(micros: tenths * 100_000)
                if !changes.isEmpty { weights.append(DecidingWeight(criterion: criterion.id, factor: factor, changes: changes)) }
            }
        }
        #expect(result.weightsThatDecide == weights)
    }

    private func changes(_ before: RankResult, _ after: RankResult, _ boundary: Int) -> [PlaceChange] {
        var to: [String: Int] = [:]
        for entry in after.entries { to[entry.entry] = entry.rank }
        let changed = before.entries.filter { entry in
            let isTop = [entry.rank, to[entry.entry]].contains { $0.map { $0 <= boundary } ?? false }
            return isTop && entry.rank != to[entry.entry]
        }
        func key(_ entry: RankedEntry) -> (Int, Int, String) { (to[entry.entry] ?? .max, entry.rank ?? .max, entry.entry) }
        return changed.sorted { key($0) < key($1) }.map { PlaceChange(entry: $0.entry, from: $0.rank, to: to[$0.entry]) }
    }
}
