import ScoringEngine
import Testing

@Suite("Reliability far from zero, and of much")
struct ReliabilityStabilityTests {
    static let shroutFleiss: [[Double?]] = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]

    @Test("an offset of 1e9 costs no digit", arguments: [1e9, -1e9, 1e11])
    func offset(by offset: Double) throws {
        let (near, far) = (try reliability(Self.shroutFleiss), try reliability(Self.shroutFleiss.map { $0.map { $0.map { $0 + offset } } }))
        #expect(far.intraclass == near.intraclass)
        #expect(far.alpha.interval == near.alpha.interval)
        #expect(far.alpha.ordinal == near.alpha.ordinal)
        #expect(far.concordance == near.concordance)
    }

    @Test("a juror on a scale of their own changes what compares entries within jurors by no digit")
    func jurorFarAway() throws {
        let moved = Self.shroutFleiss.map { row in [row[0].map { $0 + 1e11 }] + row.dropFirst() }
        let (near, far) = (try reliability(Self.shroutFleiss), try reliability(moved))
        let (before, after) = (try #require(near.intraclass.value), try #require(far.intraclass.value))
        #expect(agree(before.twoWayMixedSingle, after.twoWayMixedSingle, within: 1e-15))
        #expect(agree(before.twoWayMixedMean, after.twoWayMixedMean, within: 1e-15))
        #expect(far.concordance == near.concordance)
    }

    @Test("tiny and huge scales alike", arguments: [0x1p-1000, 0x1p-60, 0x1p35])
    func scale(by factor: Double) throws {
        let scaled = Self.shroutFleiss.map { $0.map { $0.map { $0 * factor } } }
        #expect(try reliability(scaled) == reliability(Self.shroutFleiss))
    }

    @Test("values of one unit are told apart from the whole's size (ratio level, values far above zero)")
    func closeRatios() throws {
        // With d = 1e-9 the squared quotients are (d/2)², d² and (d/2)² up to 2e-9: alpha as on the interval level.
        let alpha = try krippendorffAlpha(units: [[1e9, 1e9 + 1], [1e9 + 1, 1e9 + 2], [1e9 + 2, 1e9 + 2]])
        #expect(agree(alpha.ratio, alpha.interval, within: 1e-8))
    }

    @Test("as many ratings in one entry as in a whole round: by hand")
    func oneLargeUnit() throws {
        // Two entries, half a million ratings each of 0 and 1: chance level but for one rating in n.
        let unit = (0..<100_000).map { Double($0 % 2) }
        let alpha = try krippendorffAlpha(units: [unit, unit])
        let half = 100_000.0
        let observed = 2 * 2 * (half / 2) * (half / 2) / (half - 1)
        let expected = 2 * half * half / (2 * half - 1)
        for level in AlphaLevel.allCases { #expect(agree(alpha[level], .value(1 - observed / expected), within: 1e-15)) }
    }
}
