import Testing

@testable import ScoringEngine

@Suite("Gamma functions")
struct GammaTests {
    /// mpmath 1.4, 60 digits.
    static let survivals: [(value: Double, degreesOfFreedom: Int, probability: Double)] = [
        (30.760441929399082, 19, 0.042883473126947923), (17.5, 5, 0.0036429540197298036), (0.001, 1, 0.97477287936996039),
        (3.841458820694124, 1, 0.050000000000000057), (1, 1, 0.3173105078629141), (2, 2, 0.36787944117144232),
        (7.779440339734858, 4, 0.099999999999999998), (10, 10, 0.44049328506521241), (25, 20, 0.20143110494553577),
        (19.5, 20, 0.48957123911498544), (60, 100, 0.99948110853745197), (200, 150, 0.0039731859708216113),
        (9999, 9999, 0.49811927192721918), (10000, 9999, 0.4952983945386835), (10500, 9999, 0.00024153011422255335),
        (1_999_999, 1_999_999, 0.49986701920588221), (2_001_000, 1_999_999, 0.30827355021319628), (0.5, 30, 1), (1e-9, 2, 0.9999999995),
    ]

    @Test("the chi-square distribution agrees with 60-digit arithmetic to 2e-14", arguments: survivals)
    func chiSquare(value: Double, degreesOfFreedom: Int, probability: Double) {
        let found = chiSquareSurvival(value, degreesOfFreedom: degreesOfFreedom)
        #expect(abs(found / probability - 1) < 2e-14)
    }

    @Test("far in the tail the digits of the logarithm decide", arguments: [(1000.0, 10, 1.8702907209159497e-208), (1400, 3, 2.9456193610163087e-303)])
    func tail(value: Double, degreesOfFreedom: Int, probability: Double) {
        #expect(abs(chiSquareSurvival(value, degreesOfFreedom: degreesOfFreedom) / probability - 1) < 3e-13)
    }

    @Test("nothing exceeds nothing for certain, and nothing reaches what is far too large")
    func ends() {
        #expect(chiSquareSurvival(0, degreesOfFreedom: 3) == 1)
        #expect(chiSquareSurvival(1e9, degreesOfFreedom: 3) == 0)
        #expect(chiSquareSurvival(1e-3, degreesOfFreedom: 1_999_999) == 1)
        #expect(chiSquareSurvival(1e15, degreesOfFreedom: 20_000_000) == 0)
    }

    /// mpmath 1.4, 60 digits.
    static let logarithms: [(Double, Double)] = [
        (1e-5, 11.512919692895826), (0.001, 6.9071788853838537), (0.5, 0.57236494292470009), (1, 0), (1.5, -0.12078223763524522), (2, 0),
        (2.5, 0.28468287047291916), (3.25, 0.93580193110872536), (5, 3.1780538303479456), (9.999, 12.799575780077414),
        (10, 12.80182748008147), (10.5, 13.940625219403764), (100.5, 361.43554046777762), (1e6, 12815504.569147612),
    ]

    @Test("the logarithm of the gamma function agrees with 60-digit arithmetic", arguments: logarithms)
    func logarithm(x: Double, value: Double) {
        #expect(abs(logGamma(x) - value) <= 1e-14 * max(1, abs(value)))
    }
}
