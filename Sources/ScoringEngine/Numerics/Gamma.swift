/// The natural logarithm of the gamma function, for `x` > 0. The error is at most 10⁻¹⁴ times the larger of 1 and the result.
///
/// Stirling's series, after the recurrence Γ(x) = Γ(x + 1) / x has brought small arguments to where the series is exact.
func logGamma(_ x: Double) -> Double {
    var shifted = x
    var product = 1.0
    while shifted < stirlingStart {
        product *= shifted
        shifted += 1
    }
    let stirling = (shifted - 0.5) * naturalLog(shifted) - shifted + halfLogOfTwoPi + stirlingRest(shifted)
    return stirling - naturalLog(product)
}

/// The regularised upper incomplete gamma function Q(a, x) = Γ(a, x) / Γ(a), for `a` > 0 and `x` ≥ 0, from 1 down to 0.
///
/// Below a + 1 the power series of its complement, above it the continued fraction (Abramowitz and Stegun 1964, 6.5.29 and
/// 6.5.31). The relative error is about 10⁻¹⁴; where Q is tiny, about 2·10⁻¹⁶ times the size of its logarithm.
func upperIncompleteGamma(_ a: Double, _ x: Double) -> Double {
    if x <= 0 { return 1 }
    let factor = gammaDensity(a, x)
    if factor == 0 { return x < a ? 1 : 0 }
    let rest = x < a + 1 ? 1 - factor * lowerSeries(a, x) : factor * upperFraction(a, x)
    return min(max(rest, 0), 1)
}

/// The probability that a chi-square variable with `degreesOfFreedom` ≥ 1 is at least `value` ≥ 0.
func chiSquareSurvival(_ value: Double, degreesOfFreedom: Int) -> Double {
    upperIncompleteGamma(Double(degreesOfFreedom) / 2, value / 2)
}

/// x^a e^−x / Γ(a). For large `a` the three factors are huge and nearly cancel, so their logarithms are combined by hand:
/// a·ln x − x − a·ln a + a = −a·(λ − 1 − ln λ) with λ = x / a.
private func gammaDensity(_ a: Double, _ x: Double) -> Double {
    guard a >= stirlingStart else { return exponential(a * naturalLog(x) - x - logGamma(a)) }
    let exponent = -a * excessOverLog((x - a) / a) - stirlingRest(a)
    return (a * oneOverTwoPi).squareRoot() * exponential(exponent)
}

/// m − ln(1 + m), which loses no digits where `m` is small.
private func excessOverLog(_ m: Double) -> Double {
    guard m.magnitude < 0.25 else { return m - naturalLog(1 + m) }
    // ln(1 + m) = 2 artanh s with s = m / (2 + m), and m − 2s = m·s.
    let s = m / (2 + m)
    let square = s * s
    var series = 0.0
    for odd in stride(from: 25.0, through: 3, by: -2) { series = series * square + 1 / odd }
    return m * s - 2 * s * square * series
}

/// 1/a + x/(a(a+1)) + x²/(a(a+1)(a+2)) + …
private func lowerSeries(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    var denominator = a
    while term > sum * 0x1p-56 {
        denominator += 1
        term *= x / denominator
        sum += term
    }
    return sum
}

/// 1/(x+1−a − 1(1−a)/(x+3−a − 2(2−a)/(x+5−a − …))), from the front (Lentz 1976).
private func upperFraction(_ a: Double, _ x: Double) -> Double {
    var denominator = x + 1 - a
    var ahead = Double.infinity
    var behind = 1 / denominator
    var fraction = behind
    var change = 0.0
    var step = 0.0
    repeat {
        step += 1
        let numerator = -step * (step - a)
        denominator += 2
        behind = 1 / (denominator + numerator * behind)
        ahead = denominator + numerator / ahead
        change = ahead * behind
        fraction *= change
    } while (change - 1).magnitude > 0x1p-52 && step < fractionSteps
    return fraction
}

/// ln Γ(x) less Stirling's (x − ½) ln x − x + ½ ln 2π, for `x` from `stirlingStart`.
private func stirlingRest(_ x: Double) -> Double {
    let square = 1 / (x * x)
    var sum = 0.0
    for coefficient in stirlingCoefficients { sum = sum * square + coefficient }
    return sum / x
}

/// B₂ₖ / (2k (2k − 1)) for k = 8 … 1.
private let stirlingCoefficients: [Double] = [
    -3617.0 / 122400, 1.0 / 156, -691.0 / 360360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12,
]
/// From here eight terms of Stirling's series are exact to binary64.
private let stirlingStart = 10.0
private let halfLogOfTwoPi = 0x1.d67f1c864beb5p-1
private let oneOverTwoPi = 0x1.45f306dc9c883p-3
/// Far more than the fraction ever needs (about six times the root of `a`), so that it ends whatever the rounding does.
private let fractionSteps = 1e6
