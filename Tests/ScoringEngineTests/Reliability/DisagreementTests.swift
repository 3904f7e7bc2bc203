import ScoringEngine
import Testing

@Suite("Entries the jurors disagree on")
struct DisagreementTests {
    @Test("the worked example, by hand")
    func example() throws {
        let found = try disagreement(units: [[1, 3], [2, 2, 2], [5], [4, 7], []])
        #expect(found.map(\.ratings) == [2, 3, 1, 2, 0])
        #expect(found.map(\.range) == [2, 0, nil, 3, nil])
        #expect(found[0].standardDeviation == 2.0.squareRoot())
        #expect(found[1].standardDeviation == 0)
        #expect(found[2].standardDeviation == nil)
        #expect(abs((found[3].standardDeviation ?? 0) - 3 / 2.0.squareRoot()) < 1e-15)
        #expect(abs((found[0].share ?? 0) - 4.0 / 13) < 1e-16)
        #expect(found[1].share == 0)
        #expect(found[2].share == nil && found[4].share == nil)
        #expect(abs((found[3].share ?? 0) - 9.0 / 13) < 2e-16)
    }

    @Test("where all agree there is nothing to share, and nothing of nothing")
    func agreement() throws {
        #expect(try disagreement(units: []) == [])
        #expect(try disagreement(units: [[], [1]]).allSatisfy { $0.share == nil })
        #expect(try disagreement(units: [[2, 2], [3, 3]]) == Array(repeating: Disagreement(ratings: 2, standardDeviation: 0, range: 0, share: nil), count: 2))
    }

    @Test("the shares add up to 1, and no order of jurors or entries changes a bit", arguments: UInt64(1)...100)
    func shares(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let units = randomRatings(&random).map { $0.compactMap(\.self) }
        let found = try disagreement(units: units)
        let sum = found.reduce(0) { $0 + ($1.share ?? 0) }
        #expect(abs(sum - 1) < 1e-13 || found.allSatisfy { $0.share == nil })
        let order = units.indices.shuffled(using: &random)
        #expect(try disagreement(units: order.map { units[$0].shuffled(using: &random) }) == order.map { found[$0] })
    }

    @Test("a unit far above the others keeps its digits")
    func farAbove() throws {
        let found = try disagreement(units: [[0.1, 0.1], [1e9, 1e9 + 0.0625]])
        #expect(found[1].range == 0.0625)
        #expect(abs((found[1].standardDeviation ?? 0) / (0.0625 / 2.0.squareRoot()) - 1) < 1e-15)
    }
}
