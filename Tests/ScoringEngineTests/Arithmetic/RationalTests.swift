import ScoringEngine
import Testing

@Suite("Exact fractions")
struct RationalTests {
    @Test("a fraction is written in lowest terms")
    func lowestTerms() {
        #expect(Rational(1250, 16).description == "625/8")
        #expect(Rational(156, 2).description == "78")
        #expect(Rational(-6, 4).description == "-3/2")
        #expect(Rational(6, -4).description == "-3/2")
        #expect(Rational(0, -5).description == "0")
        #expect(Rational(1250, 16) == Rational(625, 8))
    }

    @Test("arithmetic agrees with school rules")
    func arithmetic() {
        #expect(Rational(1, 6) + Rational(1, 10) == Rational(4, 15))
        #expect(Rational(1, 6) - Rational(1, 10) == Rational(1, 15))
        #expect(Rational(2, 3) * Rational(9, 4) == Rational(3, 2))
        #expect(Rational(2, 3) / Rational(-4, 9) == Rational(-3, 2))
        #expect(Rational(1, 3) < Rational(34, 100))
        #expect(Rational(-1, 3) > Rational(-34, 100))
    }

    @Test(
        "rounding takes halves away from zero",
        arguments: [
            (Rational(625, 8), 4, "78.1250"), (Rational(1, 3), 4, "0.3333"), (Rational(2, 3), 4, "0.6667"),
            (Rational(1, 20000), 4, "0.0001"), (Rational(-1, 20000), 4, "-0.0001"), (Rational(-1, 30000), 4, "0.0000"),
            (Rational(5, 2), 0, "3"), (Rational(-5, 2), 0, "-3"), (Rational(100), 4, "100.0000"), (Rational(1999999, 20000), 4, "100.0000"),
        ])
    func rounds(value: Rational, decimals: Int, text: String) {
        #expect(value.rounded(decimals: decimals) == text)
    }

    @Test("the sum 1 + 1/2 + … + 1/120 is exact far beyond 128 bits")
    func harmonicNumber() {
        let forward = (1...120).reduce(Rational.zero) { $0 + Rational(1, Int128($1)) }
        let backward = (1...120).reversed().reduce(Rational.zero) { $0 + Rational(1, Int128($1)) }
        #expect(forward == backward)
        // H(120) = 5.36886828735339…
        #expect(forward.rounded(decimals: 12) == "5.368868287353")
        let back = (1...120).reduce(forward) { $0 - Rational(1, Int128($1)) }
        #expect(back == .zero)
        #expect(back.description == "0")
    }

    @Test("products and comparisons beyond 128 bits don't overflow")
    func large() {
        let large = Rational(Int128.max, 7)
        let square = large * large
        #expect(square > large)
        #expect(square / large == large)
        #expect(-square < large)
        #expect((square - square) == .zero)
        #expect(Rational(Int128.max, Int128.max - 1) > Rational(1))
        #expect(Rational(Int128.max - 1, Int128.max) < Rational(Int128.max, Int128.max - 1))
        #expect(Rational(Int128.min, 2).description == "-85070591730234615865843651857942052864")
        #expect(Rational(Int128.min, -1).description == "170141183460469231731687303715884105728")
        #expect(Rational(1, Int128.min).description == "-1/170141183460469231731687303715884105728")
    }

    @Test("a value that shrinks back to 128 bits equals the one that never left them")
    func canonicalStorage() {
        let large = Rational(Int128.max, 3)
        let there = large * large
        let back = there / (large * large) * Rational(22, 7)
        #expect(back == Rational(22, 7))
        #expect(back.hashValue == Rational(22, 7).hashValue)
    }
}
