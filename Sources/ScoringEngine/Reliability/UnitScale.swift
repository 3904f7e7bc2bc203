/// Moves values to begin at 0 and divides them by the power of two that brings the largest to 1 or more and below 2.
///
/// Neither squares of tiny differences nor of huge values leave the range of binary64 then, and an offset common to all values
/// costs no digits.
struct UnitScale {
    private let lowest: Double
    private let exponent: Int

    /// - Precondition: finite values, of which the difference is finite.
    init(lowest: Double, highest: Double) {
        self.lowest = lowest
        exponent = highest > lowest ? Int((highest - lowest).exponent) : 0
    }

    init(_ rows: [[Double]]) {
        var (lowest, highest) = (Double.infinity, -Double.infinity)
        for row in rows {
            for value in row { (lowest, highest) = (min(lowest, value), max(highest, value)) }
        }
        self.init(lowest: lowest, highest: highest)
    }

    func position(of value: Double) -> Double {
        position(of: value, from: lowest)
    }

    /// From a value other than the lowest, of which fewer digits may get lost.
    func position(of value: Double, from origin: Double) -> Double {
        Double(sign: .plus, exponent: -exponent, significand: value - origin)
    }

    /// Back from a distance of two positions to one of two values.
    func distance(_ positions: Double) -> Double {
        Double(sign: .plus, exponent: exponent, significand: positions)
    }
}
