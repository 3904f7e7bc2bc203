import BigInt

/// An exact fraction, always in lowest terms with a positive denominator.
///
/// Works on 128-bit integers and goes over to integers of any length where those would overflow, so no operation
/// ever overflows or rounds. Equal values have equal storage, which makes `==` and hashing exact.
public struct Rational: Sendable, Hashable, Comparable, CustomStringConvertible {
    private enum Storage: Sendable, Hashable {
        case small(numerator: Int128, denominator: Int128)
        indirect case big(numerator: BigInt, denominator: BigInt)
    }

    private let storage: Storage

    public static let zero = Rational(0)

    /// - Precondition: `denominator` is not zero.
    public init(_ numerator: Int128, _ denominator: Int128 = 1) {
        precondition(denominator != 0, "a fraction's denominator is never zero")
        let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        let top = numerator.magnitude / divisor
        let bottom = denominator.magnitude / divisor
        let negative = (numerator < 0) != (denominator < 0)
        let limit = Int128.max.magnitude
        if top <= limit, bottom <= limit {
            storage = .small(numerator: negative ? -Int128(top) : Int128(top), denominator: Int128(bottom))
        } else {
            storage = .big(numerator: negative ? -BigInt(top) : BigInt(top), denominator: BigInt(bottom))
        }
    }

    public init(_ value: FixedPoint) {
        self.init(Int128(value.micros), Int128(FixedPoint.microsPerUnit))
    }

    private init(reducing numerator: BigInt, _ denominator: BigInt) {
        precondition(!denominator.isZero, "a fraction's denominator is never zero")
        let divisor = numerator.greatestCommonDivisor(with: denominator)
        let signed = denominator.sign == .minus ? -divisor : divisor
        let top = numerator / signed
        let bottom = denominator / signed
        if let smallTop = Int128(exactly: top), let smallBottom = Int128(exactly: bottom), smallTop != Int128.min {
            storage = .small(numerator: smallTop, denominator: smallBottom)
        } else {
            storage = .big(numerator: top, denominator: bottom)
        }
    }

    private var parts: (numerator: BigInt, denominator: BigInt) {
        switch storage {
        case .small(let numerator, let denominator): (BigInt(numerator), BigInt(denominator))
        case .big(let numerator, let denominator): (numerator, denominator)
        }
    }

    /// `"625/8"`, or `"78"` for a whole number.
    public var description: String {
        let (numerator, denominator) = parts
        return denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
    }

    /// The value with exactly `decimals` decimals, halves away from zero: 625/8 with 4 is `"78.1250"`.
    ///
    /// - Precondition: `decimals` is 0 or more.
    public func rounded(decimals: Int) -> String {
        precondition(decimals >= 0, "a number of decimals is not negative")
        let (numerator, denominator) = parts
        let scaled = numerator.magnitude * BigUInt(10).power(decimals)
        var (quotient, remainder) = scaled.quotientAndRemainder(dividingBy: denominator.magnitude)
        if remainder * 2 >= denominator.magnitude { quotient += 1 }
        let sign = numerator.sign == .minus && !quotient.isZero ? "-" : ""
        let digits = String(quotient)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
        let whole = padded.dropLast(decimals)
        return decimals == 0 ? sign + whole : sign + whole + "." + padded.suffix(decimals)
    }

    /// The largest whole number that is at most this one times `factor`.
    ///
    /// - Precondition: that number fits 128 bits.
    func floor(times factor: Int128) -> Int128 {
        if case .small(let numerator, let denominator) = storage, let product = Self.product(numerator, factor) {
            let (quotient, remainder) = product.quotientAndRemainder(dividingBy: denominator)
            return remainder < 0 ? quotient - 1 : quotient
        }
        let (numerator, denominator) = parts
        let (quotient, remainder) = (numerator * BigInt(factor)).quotientAndRemainder(dividingBy: denominator)
        return Int128(remainder.sign == .minus ? quotient - 1 : quotient)
    }

    public static func + (left: Rational, right: Rational) -> Rational {
        if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage {
            if b == d {
                let (sum, over) = a.addingReportingOverflow(c)
                if !over { return Rational(sum, b) }
            } else if let ad = product(a, d), let cb = product(c, b), let bd = product(b, d) {
                let (sum, over) = ad.addingReportingOverflow(cb)
                if !over { return Rational(sum, bd) }
            }
        }
        let (a, b) = left.parts
        let (c, d) = right.parts
        return Rational(reducing: a * d + c * b, b * d)
    }

    public static prefix func - (value: Rational) -> Rational {
        switch value.storage {
        case .small(let numerator, let denominator): Rational(-numerator, denominator)
        case .big(let numerator, let denominator): Rational(reducing: -numerator, denominator)
        }
    }

    public static func - (left: Rational, right: Rational) -> Rational {
        left + -right
    }

    public static func * (left: Rational, right: Rational) -> Rational {
        if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage,
            let ac = product(a, c), let bd = product(b, d) {
            return Rational(ac, bd)
        }
        let (a, b) = left.parts
        let (c, d) = right.parts
        return Rational(reducing: a * c, b * d)
    }

    /// - Precondition: `right` is not zero.
    public static func / (left: Rational, right: Rational) -> Rational {
        if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage,
            let ad = product(a, d), let bc = product(b, c) {
            return Rational(ad, bc)
        }
        let (a, b) = left.parts
        let (c, d) = right.parts
        return Rational(reducing: a * d, b * c)
    }

    public static func < (left: Rational, right: Rational) -> Bool {
        if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage {
            if b == d { return a < c }
            if let ad = product(a, d), let cb = product(c, b) { return ad < cb }
        }
        let (a, b) = left.parts
        let (c, d) = right.parts
        return a * d < c * b
    }

    private static func product(_ left: Int128, _ right: Int128) -> Int128? {
        let (value, over) = left.multipliedReportingOverflow(by: right)
        return over ? nil : value
    }
}
