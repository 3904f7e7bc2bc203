/// The natural logarithm, made of IEEE 754 operations only, so that it is the same bits on every machine.
///
/// `x` is split into 2ᵏ·m with m in √½ … √2; ln m is the series 2·(s + s³/3 + s⁵/5 + …) of s = (m − 1)/(m + 1), |s| < 0.172,
/// whose first left out term is below half a unit of the last place. Within 2 units of the last place everywhere.
///
/// - Returns: −∞ for 0, NaN below 0 and for NaN, +∞ for +∞.
func naturalLog(_ x: Double) -> Double {
    guard x > 0 else { return x == 0 ? -.infinity : .nan }
    guard x < .infinity else { return x }
    var power = Double(x.exponent)
    var significand = x.significand
    if significand > 1.414_213_562_373_095_1 {
        significand /= 2
        power += 1
    }
    let f = significand - 1
    let s = f / (2 + f)
    let square = s * s
    var tail = 0.0
    for divisor in stride(from: 23.0, through: 3, by: -2) {
        tail = (tail + 1 / divisor) * square
    }
    return power * ln2High + (f - (s * (f - 2 * tail) - power * ln2Low))
}

/// e to the power of `x`, made of IEEE 754 operations only. Within 2 units of the last place where the result is a normal number.
///
/// `x` is split into k·ln 2 + r with |r| ≤ ln 2 / 2, and eʳ is its Taylor series up to r¹⁴/14!.
func exponential(_ x: Double) -> Double {
    guard x < 709.8 else { return x.isNaN ? x : .infinity }
    guard x > -745.2 else { return x.isNaN ? x : 0 }
    let power = (x / (ln2High + ln2Low)).rounded()
    let r = (x - power * ln2High) - power * ln2Low
    var sum = 0.0
    for divisor in stride(from: 14.0, through: 2, by: -1) {
        sum = (sum + 1) * r / divisor
    }
    let series = 1 + (r + r * sum)
    // In two factors, as 2 to the power of 1024 alone would be infinite and below −1022 not normal.
    let half = (power / 2).rounded(.down)
    return series * powerOfTwo(half) * powerOfTwo(power - half)
}

private func powerOfTwo(_ exponent: Double) -> Double {
    Double(sign: .plus, exponent: Int(exponent), significand: 1)
}

/// ln 2 in two parts; the first has 21 trailing zero bits, so that its product with a binary exponent is exact.
private let ln2High = 0x1.62e42feep-1
private let ln2Low = 0x1.a39ef35793c76p-33
