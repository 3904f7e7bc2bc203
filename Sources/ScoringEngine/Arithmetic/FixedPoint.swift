/// An exact decimal with at most six decimals: a point, a weight or a bound of a scale.
///
/// Stored as a whole number of millionths, so that 7.1 is exactly 7.1 and two values compare as people expect.
/// The range is that of `Int64` millionths, about ±9.2 × 10¹².
public struct FixedPoint: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Millionths in one unit.
    public static let microsPerUnit: Int64 = 1_000_000

    /// The value in millionths.
    public let micros: Int64

    public init(micros: Int64) {
        self.micros = micros
    }

    /// Reads the notation of a JSON number without exponent: `"7.5"`, `"-1"`, `"0.000001"`.
    ///
    /// Returns nil for anything else: blanks, a leading plus, leading zeros, a bare point, an exponent, a comma,
    /// more than six decimals, or a value beyond the range.
    public init?(_ text: String) {
        var digits = text.utf8[...]
        let negative = digits.first == UInt8(ascii: "-")
        if negative { digits = digits.dropFirst() }
        let whole = digits.prefix { Self.isDigit($0) }
        digits = digits.dropFirst(whole.count)
        guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return nil }
        var decimals = digits
        if !digits.isEmpty {
            guard digits.first == UInt8(ascii: ".") else { return nil }
            decimals = digits.dropFirst()
            guard !decimals.isEmpty, decimals.count <= 6, decimals.allSatisfy({ Self.isDigit($0) }) else { return nil }
        }
        // Built up as a negative number, because Int64 reaches one further down than up.
        var value: Int64 = 0
        let padding = repeatElement(UInt8(ascii: "0"), count: 6 - decimals.count)
        for digit in [Array(whole), Array(decimals), Array(padding)].joined() {
            let (tenfold, over) = value.multipliedReportingOverflow(by: 10)
            let (next, under) = tenfold.subtractingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
            guard !over, !under else { return nil }
            value = next
        }
        guard negative || value != Int64.min else { return nil }
        micros = negative ? value : -value
    }

    /// The shortest notation that reads back as the same value: `"7.5"`, `"4"`, `"-0.25"`.
    public var description: String {
        let (units, rest) = micros.magnitude.quotientAndRemainder(dividingBy: Self.microsPerUnit.magnitude)
        let sign = micros < 0 ? "-" : ""
        guard rest > 0 else { return "\(sign)\(units)" }
        var decimals = String(rest)
        decimals = String(repeating: "0", count: 6 - decimals.utf8.count) + decimals
        while decimals.hasSuffix("0") { decimals.removeLast() }
        return "\(sign)\(units).\(decimals)"
    }

    public static func < (left: FixedPoint, right: FixedPoint) -> Bool {
        left.micros < right.micros
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}
