import ScoringEngine
import Testing

@Suite("The best of estimated values")
struct TauBestTests {
    private func estimates(_ values: KeyValuePairs<String, (Double, Double)>) -> [RankEstimate] {
        values.map { RankEstimate(entry: $0, estimate: $1.0, standardError: $1.1) }
    }

    /// PISA 2018, mathematics (OECD): mean and standard error. The answers are those of the R package csranks 1.2.3, its authors'
    /// own, with 10,000 draws; bounds may differ by one where a pair lies on the edge.
    @Test("agrees with csranks on PISA 2018")
    func pisa() throws {
        let input = TauBestInput(
            estimates: pisaMathematics.map { RankEstimate(entry: $0.0, estimate: $0.1, standardError: $0.2) }, boundaries: [5], draws: 4000)
        let result = try tauBest(input)
        #expect(
            Set(result.tauBest[0].entries) == [
                "Japan", "Korea", "Estonia", "Netherlands", "Poland", "Switzerland", "Canada", "Denmark", "Slovenia", "Belgium",
                "Finland", "Sweden",
            ])
        let expected = [
            1...6, 1...7, 1...6, 1...11, 1...12, 1...13, 3...16, 4...18, 4...18, 4...18, 4...18, 5...24, 6...24, 7...24, 7...25, 8...25,
            8...25, 7...26, 12...26, 12...26, 12...26, 12...26, 12...31, 12...29, 15...31, 18...31, 23...31, 24...31, 23...31, 23...31,
            23...32, 31...34, 32...34, 32...34, 35...36, 35...36, 37...37,
        ]
        for (entry, bounds) in zip(result.entries, expected) {
            #expect(abs(entry.interval.lowerBound - bounds.lowerBound) <= 1, "\(entry)")
            #expect(abs(entry.interval.upperBound - bounds.upperBound) <= 1, "\(entry)")
        }
    }

    @Test("two entries are told apart from 1.96 standard errors of their difference on", arguments: [(1.87, 1), (2.05, 2)])
    func two(distance: Double, lowerBound: Int) throws {
        // The larger of z and −z exceeds 1.96 with probability 5 %; 3 and 4 make a standard error of 5.
        let input = TauBestInput(estimates: estimates(["a": (distance * 5, 3), "b": (0, 4)]), boundaries: [1], draws: 20_000)
        #expect(try tauBest(input).entries[1].interval == lowerBound...2)
    }

    @Test("with errors next to nothing the sets are the ranking itself, equal estimates sharing a rank")
    func clear() throws {
        let values = estimates(["c": (1, 0.001), "a": (3, 0.001), "b": (2, 0.001), "d": (1, 0.001)])
        let result = try tauBest(TauBestInput(estimates: values, boundaries: [1, 2, 3, 9], draws: 500))
        #expect(result.entries.map(\.entry) == ["a", "b", "c", "d"])
        #expect(result.entries.map(\.rank) == [1, 2, 3, 3])
        #expect(result.entries.map(\.interval) == [1...1, 2...2, 3...4, 3...4])
        #expect(result.tauBest.map(\.entries) == [["a"], ["a", "b"], ["a", "b", "c", "d"], ["a", "b", "c", "d"]])
    }

    @Test("conclusions already drawn make room for more", arguments: [(3.1, 3), (2.3, 2)])
    func stepwise(distance: Double, rankOfLast: Int) throws {
        // Six pairs of four far-off pairs need no care any more: what remains is close to the case of two.
        let far = estimates(["x": (4000, 1), "y": (3000, 1), "z": (2000, 1), "a": (distance * 2.squareRoot(), 1), "b": (0, 1)])
        let result = try tauBest(TauBestInput(estimates: far, boundaries: [5], draws: 5000))
        #expect(result.entries[4].entry == "b")
        #expect(result.entries[4].interval.lowerBound == (rankOfLast == 3 ? 5 : 4))
    }

    @Test("one entry is the best")
    func one() throws {
        let result = try tauBest(TauBestInput(estimates: estimates(["a": (1, 1)]), boundaries: [1]))
        #expect(result.entries.map(\.interval) == [1...1])
        #expect(result.tauBest == [BestSet(boundary: 1, entries: ["a"])])
    }

    @Test("the order of the estimates changes nothing, and a higher level only widens", arguments: 1...200 as ClosedRange<UInt64>)
    func properties(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let values = (0..<Int.random(in: 2...12, using: &random)).map {
            RankEstimate(
                entry: "e\($0)", estimate: Double.random(in: 0...20, using: &random),
                standardError: Double.random(in: 0.1...3, using: &random))
        }
        func result(_ values: [RankEstimate], level: Double) throws -> TauBestResult {
            try tauBest(TauBestInput(estimates: values, boundaries: [1, 3], level: level, draws: 30))
        }
        let first = try result(values, level: 0.9)
        #expect(try result(values.shuffled(using: &random), level: 0.9) == first)
        let wider = try result(values, level: 0.97)
        for (narrow, wide) in zip(first.entries, wider.entries) {
            #expect(wide.interval.lowerBound <= narrow.interval.lowerBound && wide.interval.upperBound >= narrow.interval.upperBound)
            #expect(narrow.interval.contains(narrow.rank))
        }
        #expect(Set(first.tauBest[0].entries).isSubset(of: first.tauBest[1].entries))
        #expect(Set(first.tauBest[1].entries).isSubset(of: wider.tauBest[1].entries))
    }

    private let pisaMathematics: [(String, Double, Double)] = [
        ("Australia", 491.3600, 1.9398),
        ("Austria", 498.9423, 2.9710),
        ("Belgium", 508.0703, 2.2627),
        ("Canada", 512.0169, 2.3575),
        ("Chile", 417.4066, 2.4159),
        ("Colombia", 390.9323, 2.9896),
        ("Czech Republic", 499.4677, 2.4607),
        ("Denmark", 509.3984, 1.7350),
        ("Estonia", 523.4146, 1.7436),
        ("Finland", 507.3014, 1.9679),
        ("France", 495.4076, 2.3202),
        ("Germany", 500.0438, 2.6471),
        ("Greece", 451.3703, 3.0912),
        ("Hungary", 481.0826, 2.3196),
        ("Iceland", 495.1874, 1.9531),
        ("Ireland", 499.6329, 2.1986),
        ("Israel", 463.0345, 3.4986),
        ("Italy", 486.5899, 2.7800),
        ("Japan", 526.9733, 2.4715),
        ("Korea", 525.9330, 3.1214),
        ("Latvia", 496.1263, 1.9628),
        ("Lithuania", 481.1912, 1.9533),
        ("Luxembourg", 483.4215, 1.0976),
        ("Mexico", 408.8015, 2.4932),
        ("Netherlands", 519.2310, 2.6323),
        ("New Zealand", 494.4897, 1.7059),
        ("Norway", 500.9638, 2.2190),
        ("Poland", 515.6479, 2.6021),
        ("Portugal", 492.4874, 2.6846),
        ("Slovak Republic", 486.1649, 2.5556),
        ("Slovenia", 508.8975, 1.3639),
        ("Spain", 481.3926, 1.4624),
        ("Sweden", 502.3877, 2.6543),
        ("Switzerland", 515.3147, 2.9080),
        ("Turkey", 453.5078, 2.2604),
        ("United Kingdom", 501.7699, 2.5644),
        ("United States", 478.2447, 3.2354),
    ]
}
