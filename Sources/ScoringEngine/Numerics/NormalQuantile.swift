/// The z below which a standard normal number lies with probability `p`, 0 < p < 1, to about 1 part in 10¹⁶
/// (Wichura 1988, algorithm AS 241, PPND16: rational approximations in three ranges).
func normalQuantile(_ p: Double) -> Double {
    let q = p - 0.5
    if abs(q) <= 0.425 {
        let r = 0.180625 - q * q
        return q * centre.value(r)
    }
    let r = (-naturalLog(q < 0 ? p : 1 - p)).squareRoot()
    let size = r <= 5 ? flank.value(r - 1.6) : tail.value(r - 5)
    return q < 0 ? -size : size
}

/// ``normalQuantile(_:)`` of every number, four at a time in the middle range, where six of seven uniform numbers lie.
func replaceWithNormalQuantiles(_ numbers: UnsafeMutableBufferPointer<Double>) {
    typealias Four = SIMD4<Double>
    let rest = numbers.count % 4
    if let base = numbers.baseAddress {
        for index in stride(from: 0, to: numbers.count - rest, by: 4) {
            let four = UnsafeMutableRawPointer(base + index)
            let p = four.loadUnaligned(as: Four.self)
            let q = p - 0.5
            let middle = q * centre.value(0.180625 - q * q)
            four.storeBytes(of: middle, as: Four.self)
            for lane in 0..<4 where abs(q[lane]) > 0.425 { base[index + lane] = normalQuantile(p[lane]) }
        }
    }
    for index in (numbers.count - rest)..<numbers.count { numbers[index] = normalQuantile(numbers[index]) }
}

/// A quotient of two polynomials of degree 7, coefficients from the constant up; the denominator's constant is 1.
private struct Quotient: Sendable {
    let numerator: (Double, Double, Double, Double, Double, Double, Double, Double)
    let denominator: (Double, Double, Double, Double, Double, Double, Double)

    func value(_ x: Double) -> Double {
        let n = numerator
        let d = denominator
        let above = ((((((n.7 * x + n.6) * x + n.5) * x + n.4) * x + n.3) * x + n.2) * x + n.1) * x + n.0
        let below = ((((((d.6 * x + d.5) * x + d.4) * x + d.3) * x + d.2) * x + d.1) * x + d.0) * x + 1
        return above / below
    }

    /// The same operations in every lane.
    @inline(__always)
    func value(_ x: SIMD4<Double>) -> SIMD4<Double> {
        let n = numerator
        let d = denominator
        func next(_ sum: SIMD4<Double>, _ coefficient: Double) -> SIMD4<Double> {
            sum * x + SIMD4(repeating: coefficient)
        }
        let above = next(next(next(next(next(next(next(SIMD4(repeating: n.7), n.6), n.5), n.4), n.3), n.2), n.1), n.0)
        let below = next(next(next(next(next(next(next(SIMD4(repeating: d.6), d.5), d.4), d.3), d.2), d.1), d.0), 1)
        return above / below
    }
}

private let centre = Quotient(
    numerator: (
        3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
        4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3
    ),
    denominator: (
        4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
        3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3
    ))

private let flank = Quotient(
    numerator: (
        1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
        1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4
    ),
    denominator: (
        2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
        1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9
    ))

private let tail = Quotient(
    numerator: (
        6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7
    ),
    denominator: (
        5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
        1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15
    ))
