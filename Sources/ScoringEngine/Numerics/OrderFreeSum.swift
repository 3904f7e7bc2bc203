/// A sum that is the same bits in whatever order its addends come.
///
/// Each addend is cut once into two whole numbers of a unit that follows from `bound`; whole numbers add without rounding,
/// so that no order is better than another. An addend loses at most 2⁻⁹⁷ of the bound.
struct OrderFreeSum {
    private let scale: Double
    private let unit: Double
    private var high: Int64 = 0
    private var low: Int64 = 0

    /// The low parts of 2²⁵ addends, more than any input has, stay below 2⁶².
    private static let lowUnits = 0x1p37

    /// - Parameter bound: not below the sum of the addends' absolute values; finite, 0 or more.
    init(bound: Double) {
        // Scaled by it the bound lies between 2⁶⁰ and 2⁶¹; a bound below 2⁻⁹⁰⁰ is only met by sums that are nothing.
        let exponent = 60 - max(Int(bound.exponent), -900)
        scale = Double(sign: .plus, exponent: exponent, significand: 1)
        unit = Double(sign: .plus, exponent: -exponent, significand: 1)
    }

    mutating func add(_ addend: Double) {
        let scaled = addend * scale
        let whole = Int64(scaled)
        high += whole
        low += Int64((scaled - Double(whole)) * Self.lowUnits)
    }

    var value: Double {
        (Double(high) + Double(low) / Self.lowUnits) * unit
    }

    /// The sum of the squares of what `generate` hands to its argument; it is called twice, the first time for the largest.
    static func ofSquares(count: Int, _ generate: ((Double) -> Void) -> Void) -> Double {
        var largest = 0.0
        generate { largest = max(largest, $0.magnitude) }
        var sum = OrderFreeSum(bound: largest * largest * Double(count))
        generate { sum.add($0 * $0) }
        return sum.value
    }
}
