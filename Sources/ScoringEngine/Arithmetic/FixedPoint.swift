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
        self.init(ascii: text.utf8)
    }

    init?(ascii text: some Sequence<UInt8>) {
        // Built up as a negative number, because Int64 reaches one further down than up.
        var value: Int64 = 0
        var count = 0
        var decimals: Int?
        var negative = false
        var startsWithZero = false
        for byte in text {
            switch byte {
            case UInt8(ascii: "-") where count == 0 && !negative:
                negative = true
            case UInt8(ascii: ".") where count > 0 && decimals == nil:
                decimals = 0
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard !startsWithZero || decimals != nil else { return nil }
                if count == 0 { startsWithZero = byte == UInt8(ascii: "0") }
                count += 1
                decimals = decimals.map { $0 + 1 }
                guard (decimals ?? 0) <= 6, Self.append(Int64(byte - UInt8(ascii: "0")), to: &value) else { return nil }
            default:
                return nil
            }
        }
        guard count > 0, decimals != 0 else { return nil }
        for _ in (decimals ?? 0)..<6 {
            guard Self.append(0, to: &value) else { return nil }
        }
        guard negative || value != Int64.min else { return nil }
        micros = negative ? value : -value
    }

    /// False where there is no room for the digit.
    private static func append(_ digit: Int64, to value: inout Int64) -> Bool {
        let (tenfold, over) = value.multipliedReportingOverflow(by: 10)
        let (next, under) = tenfold.subtractingReportingOverflow(digit)
        value = next
        return !over && !under
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
}
