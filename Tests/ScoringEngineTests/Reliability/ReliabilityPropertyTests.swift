import ScoringEngine
import Testing

@Suite("Properties of every reliability")
struct ReliabilityPropertyTests {
    static let seeds: [UInt64] = Array(1...200)

    @Test("permuted jurors and entries change no bit", arguments: seeds)
    func permutation(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let ratings = randomRatings(&random)
        let jurors = Array(ratings[0].indices).shuffled(using: &random)
        let permuted = ratings.map { row in jurors.map { row[$0] } }.shuffled(using: &random)
        #expect(try reliability(permuted) == reliability(ratings))
    }

    @Test("jurors who agree have 1 in everything", arguments: seeds)
    func agreement(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let jurors = Int.random(in: 2...9, using: &random)
        let merit = (0..<Int.random(in: 1...20, using: &random)).map { _ in Double.random(in: 1...2, using: &random) } + [3.1]
        let result = try reliability(merit.map { Array(repeating: $0, count: jurors) })
        for level in AlphaLevel.allCases { #expect(result.alpha[level] == .value(1)) }
        #expect(result.fleissKappa == .value(1))
        #expect(result.concordance.value?.concordance == 1)
        for correlation in result.intraclass.value?.all ?? [] { #expect(agree(correlation, .value(1))) }
    }

    @Test("another unit and zero change neither interval alpha nor the intraclass correlations", arguments: seeds)
    func linear(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let ratings = randomRatings(&random)
        let factor = Double.random(in: 0.01...100, using: &random) * (Bool.random(using: &random) ? 1 : -1)
        let offset = Double.random(in: -1000...1000, using: &random)
        let moved = ratings.map { $0.map { $0.map { $0 * factor + offset } } }
        let (before, after) = (try reliability(ratings), try reliability(moved))
        #expect(agree(before.alpha.interval, after.alpha.interval, within: 1e-10))
        #expect(before.intraclass.reason == after.intraclass.reason)
        guard let left = before.intraclass.value, let right = after.intraclass.value else { return }
        for (left, right) in zip(left.all, right.all) { #expect(agree(left, right, within: 1e-7)) }
    }

    @Test("another scale of the same order changes neither ordinal alpha nor W, and other names neither nominal alpha nor kappa", arguments: seeds)
    func monotone(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let ratings = randomRatings(&random)
        let (before, after) = (try reliability(ratings), try reliability(ratings.map { $0.map { $0.map { $0 * $0 * $0 - 40 } } }))
        #expect(before.alpha.ordinal == after.alpha.ordinal)
        #expect(before.concordance == after.concordance)
        let renamed = try reliability(ratings.map { $0.map { $0.map { -$0 } } })
        #expect(agree(before.alpha.nominal, renamed.alpha.nominal))
        #expect(before.fleissKappa == renamed.fleissKappa)
        #expect(agree(before.alpha.ordinal, renamed.alpha.ordinal))
    }

    @Test("another unit changes no ratio", arguments: seeds)
    func ratio(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let ratings = randomRatings(&random)
        let scaled = ratings.map { $0.map { $0.map { $0 * 7.3 } } }
        #expect(agree(try reliability(ratings).alpha.ratio, try reliability(scaled).alpha.ratio))
    }

    @Test("alpha by pairs, as the formula stands", arguments: seeds)
    func formula(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let units = randomRatings(&random).map { $0.compactMap(\.self) }
        let alpha = try krippendorffAlpha(units: units)
        for level in AlphaLevel.allCases {
            guard let value = alpha[level].value else { continue }
            #expect(abs(value - alphaByPairs(units.filter { $0.count > 1 }, level)) < 1e-12)
        }
    }

    private func alphaByPairs(_ units: [[Double]], _ level: AlphaLevel) -> Double {
        let all = units.flatMap(\.self)
        func distance(_ left: Double, _ right: Double) -> Double {
            if left == right { return 0 }
            switch level {
            case .nominal: return 1
            case .interval: return (left - right) * (left - right)
            case .ratio: return (left - right) * (left - right) / ((left + right) * (left + right))
            case .ordinal:
                let (low, high) = (min(left, right), max(left, right))
                let between = Double(all.count { $0 >= low && $0 <= high }) - Double(all.count { $0 == low || $0 == high }) / 2
                return between * between
            }
        }
        func sum(_ values: [Double]) -> Double {
            values.reduce(0) { sum, left in sum + values.reduce(0) { $0 + distance(left, $1) } }
        }
        let observed = units.reduce(0) { $0 + sum($1) / Double($1.count - 1) }
        return 1 - observed * Double(all.count - 1) / sum(all)
    }

    @Test("counts of categories give the kappa of the ratings", arguments: seeds.prefix(50))
    func countsOfRatings(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let ratings = randomRatings(&random, gaps: false)
        let values = Set(ratings.joined().compactMap(\.self)).sorted()
        let counts = ratings.map { row in values.map { value in row.count { $0 == value } } }
        let (left, right) = (try reliability(ratings), try reliability(ReliabilityInput(data: .counts(counts))))
        #expect(left.fleissKappa == right.fleissKappa)
        #expect(agree(left.alpha.nominal, right.alpha.nominal))
    }
}
