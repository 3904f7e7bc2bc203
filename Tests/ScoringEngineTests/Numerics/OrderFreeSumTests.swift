import Testing

@testable import ScoringEngine

@Suite("Sums that are free of order")
struct OrderFreeSumTests {
    @Test("the same addends in another order give the same bits, and the exact sum to the last place", arguments: UInt64(1)...50)
    func order(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let size = Double.random(in: 1e-3...1e15, using: &random)
        // Multiples of one power of two have an exact sum in 128 bits.
        let unit = 0x1p-40 * size.binade
        let whole = (0..<300).map { _ in Int64.random(in: -1 << 40...1 << 40, using: &random) }
        let addends = whole.map { Double($0) * unit }
        func sum(_ addends: [Double]) -> Double {
            var sum = OrderFreeSum(bound: 300 * 2 * size)
            for addend in addends { sum.add(addend) }
            return sum.value
        }
        #expect(sum(addends) == Double(whole.reduce(0, +)) * unit)
        #expect(sum(addends) == sum(addends.shuffled(using: &random)))
    }

    @Test("addends that fill the bound don't overflow")
    func largest() {
        var sum = OrderFreeSum(bound: 0x1p25)
        for _ in 0..<1 << 20 { sum.add(0x1.fffffffffffffp+4) }
        #expect(abs(sum.value / 0x1p25 - 1) < 1e-15)
    }

    @Test("bounds of 0, of the smallest and of the largest number")
    func bounds() {
        for bound in [0, Double.leastNonzeroMagnitude, 1e-300, 1e300, Double.greatestFiniteMagnitude] {
            var sum = OrderFreeSum(bound: bound)
            sum.add(bound / 2)
            sum.add(-bound / 4)
            #expect(sum.value == bound / 4 || bound < 1e-290)
            #expect(sum.value.isFinite)
        }
    }

    @Test("squares count in the unit of the largest")
    func squares() {
        #expect(OrderFreeSum.ofSquares(count: 2) { add in for value in [0x3p-400, -0x4p-400] { add(value) } } == 25 * 0x1p-800)
        #expect(OrderFreeSum.ofSquares(count: 2) { add in for value in [0.0, 0] { add(value) } } == 0)
    }
}
