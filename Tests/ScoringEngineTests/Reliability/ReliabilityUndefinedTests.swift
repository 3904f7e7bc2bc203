import ScoringEngine
import Testing

@Suite("What ratings can't tell is undefined with its reason")
struct ReliabilityUndefinedTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let ratings: [[Double?]]
        var icc: UndefinedReason?
        var alpha: UndefinedReason?
        var ratio: UndefinedReason?
        var concordance: UndefinedReason?
        var kappa: UndefinedReason?

        /// The same reason for all.
        init(_ description: String, _ ratings: [[Double?]], all reason: UndefinedReason?) {
            (testDescription, self.ratings) = (description, ratings)
            (icc, alpha, ratio, concordance, kappa) = (reason, reason, reason, reason, reason)
        }

        init(_ description: String, _ ratings: [[Double?]], complete reason: UndefinedReason?, alpha: UndefinedReason?) {
            (testDescription, self.ratings) = (description, ratings)
            (icc, self.alpha, ratio, concordance, kappa) = (reason, alpha, alpha, reason, reason)
        }
    }

    @Test(
        "one entry, one juror, gaps, no variation",
        arguments: [
            Row("one entry", [[1, 2]], all: .oneEntry),
            Row("one entry and one juror", [[1]], all: .oneEntry),
            Row("one juror", [[1], [2]], all: .oneJuror),
            Row("all equal", [[4, 4], [4, 4], [4, 4]], all: .noVariation),
            Row("all equal, with a gap", [[4, 4], [4, nil]], complete: .missingValues, alpha: .oneEntry),
            Row("all pairable ones equal", [[4, 4], [4, 4], [5, nil]], complete: .missingValues, alpha: .noVariation),
            Row("no entry has two", [[1, nil], [nil, 2]], complete: .missingValues, alpha: .noPairableValues),
            Row("no rating at all", [[nil, nil], [nil, nil]], complete: .missingValues, alpha: .noPairableValues),
            Row("one entry has two", [[1, 3], [nil, 2]], complete: .missingValues, alpha: .oneEntry),
            Row("two entries have two", [[1, 3], [nil, 2], [1, 1]], complete: .missingValues, alpha: nil),
            Row("all there", [[1, 3], [2, 2]], all: nil),
        ])
    func reasons(row: Row) throws {
        let result = try reliability(row.ratings)
        #expect(result.intraclass.reason == row.icc)
        #expect(result.alpha.nominal.reason == row.alpha)
        #expect(result.alpha.ordinal.reason == row.alpha)
        #expect(result.alpha.interval.reason == row.alpha)
        #expect(result.alpha.ratio.reason == row.ratio)
        #expect(result.concordance.reason == row.concordance)
        #expect(result.fleissKappa.reason == row.kappa)
    }

    @Test("ratings below zero have no ratio; one that has no pair doesn't matter")
    func negative() throws {
        #expect(try reliability([[-1, 2], [3, 3]]).alpha.ratio.reason == .negativeValues)
        #expect(try reliability([[-1, nil], [3, 3], [1, 2]]).alpha.ratio.reason == nil)
        #expect(try reliability([[-0.0, 0], [0, 1], [1, 1]]).alpha.ratio.value != nil)
    }

    @Test("each juror rates all entries equally: no order, no differences between entries, yet disagreement")
    func flatJurors() throws {
        let result = try reliability([[1, 2], [1, 2], [1, 2]])
        #expect(result.concordance.reason == .noVariation)
        let icc = try #require(result.intraclass.value)
        // BMS = EMS = 0 and WMS = JMS = 0.5: −1/(k − 1) for one juror in the one-way model, the others by the two-way formulas.
        #expect(icc.oneWaySingle == .value(-1))
        #expect(icc.twoWayRandomSingle == .value(0))
        #expect(icc.twoWayRandomMean == .value(0))
        for undefined in [icc.twoWayMixedSingle, icc.oneWayMean, icc.twoWayMixedMean] {
            #expect(undefined == .undefined(.noVariationBetweenEntries))
        }
    }

    @Test("entries whose means are equal but for the rounding of binary64", arguments: [[[0.1, 0.5], [0.2, 0.4], [0.3, 0.3]], [[1, 2], [2, 1]]])
    func equalMeans(ratings: [[Double]]) throws {
        let icc = try #require(try reliability(ratings).intraclass.value)
        #expect(icc.oneWaySingle == .value(-1))
        #expect(icc.oneWayMean == .undefined(.noVariationBetweenEntries))
        #expect(icc.twoWayMixedMean == .undefined(.noVariationBetweenEntries))
    }

    @Test("counts know neither order nor size, and kappa wants equally many")
    func counts() throws {
        func of(_ counts: [[Int]]) throws -> ReliabilityResult { try reliability(ReliabilityInput(data: .counts(counts))) }
        let result = try of([[2, 0], [1, 1], [0, 3]])
        #expect(result.intraclass.reason == .countsOnly && result.concordance.reason == .countsOnly)
        #expect(result.alpha.ordinal.reason == .countsOnly && result.alpha.ratio.reason == .countsOnly)
        #expect(result.fleissKappa.reason == .unequalCounts)
        // The same as ratings: [[0, 0, nil], [0, 1, nil], [1, 1, 1]].
        #expect(result.alpha.nominal == (try reliability([[0, 0, nil], [0, 1, nil], [1, 1, 1]]).alpha.nominal))
        #expect(try of([[2, 0]]).fleissKappa.reason == .oneEntry)
        #expect(try of([[1, 0], [0, 1]]).fleissKappa.reason == .oneJuror)
        #expect(try of([[0, 0], [0, 0]]).fleissKappa.reason == .oneJuror)
        #expect(try of([[0, 0], [0, 0]]).alpha.nominal.reason == .noPairableValues)
        #expect(try of([[3, 0], [3, 0]]).fleissKappa.reason == .noVariation)
        #expect(try of([[3], [3]]).alpha.nominal.reason == .noVariation)
    }

    @Test("a level too many values for its pairs: the others stand")
    func tooManyValues() throws {
        let units = (0..<40_000).map { [Double($0), Double($0) + 0.5] }
        let alpha = try krippendorffAlpha(units: units)
        #expect(alpha.ratio == .undefined(.tooManyValues))
        // By hand: 79,999 · 40,000 · 2 · 0.25 / (n²·(n² − 1)/6 · 0.25) with n = 80,000 values half a unit apart.
        #expect(agree(alpha.interval, .value(1 - 79_999.0 * 40_000 * 2 / (6.4e9 * (6.4e9 - 1) / 6)), within: 1e-13))
    }
}
