import Testing

@testable import ScoringEngine

@Suite("Logarithms and exponentials of the engine's own")
struct LogarithmTests {
    // Expected values to 30 digits from Python's decimal module, rounded by the compiler.
    @Test(
        "naturalLog is within two units of the last place",
        arguments: [
            (2, 0.693147180559945309417232121458), (10, 2.30258509299404568401799145468), (1e-300, -690.775527898213705180338344570),
            (1.7e308, 709.726836893228241037791026376), (0.999999999999, -9.99977878280378473838089940507e-13),
            (1.4142135623730951, 0.346573590279972723066702637348), (3.5, 1.25276296849536799568812062199), (1, 0),
            (Double.leastNonzeroMagnitude, -744.440071921381262314107298446),
        ])
    func logarithm(x: Double, expected: Double) {
        #expect(abs(naturalLog(x) - expected) <= 2 * expected.ulp)
    }

    @Test(
        "exponential is within two units of the last place",
        arguments: [
            (1, 2.71828182845904523536028747135), (-1, 0.367879441171442321595523770161), (0.5, 1.64872127070012814684865078781),
            (-20.25, 1.60522805518561160865393430911e-9), (300, 1.94242639524125593658420883602e130),
            (-700, 9.85967654375977085670537294785e-305), (0, 1),
        ])
    func power(x: Double, expected: Double) {
        #expect(abs(exponential(x) - expected) <= 2 * expected.ulp)
    }

    @Test("the ends of the range")
    func ends() {
        #expect(naturalLog(0) == -.infinity)
        #expect(naturalLog(-1).isNaN && naturalLog(.nan).isNaN && exponential(.nan).isNaN)
        #expect(naturalLog(.infinity) == .infinity && exponential(710) == .infinity && exponential(.infinity) == .infinity)
        #expect(exponential(-746) == 0 && exponential(-.infinity) == 0)
        #expect(exponential(-745) == .leastNonzeroMagnitude)
    }

    @Test("each undoes the other")
    func inverse() {
        for step in -600...600 {
            let x = Double(step) * 1.1
            #expect(abs(naturalLog(exponential(x)) - x) <= 4e-16 * max(1, abs(x)))
        }
    }
}
