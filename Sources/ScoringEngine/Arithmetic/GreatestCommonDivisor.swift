/// Euclid's algorithm; the binary one on 64 bits where both fit, because 128-bit division is several times slower.
/// `greatestCommonDivisor(0, 0)` is 0.
func greatestCommonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    var (larger, smaller) = (left, right)
    while smaller != 0 {
        if let a = UInt64(exactly: larger), let b = UInt64(exactly: smaller) {
            return UInt128(greatestCommonDivisor(a, b))
        }
        (larger, smaller) = (smaller, larger % smaller)
    }
    return larger
}

/// Stein's binary algorithm: shifts and differences instead of divisions.
private func greatestCommonDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
    guard left != 0, right != 0 else { return left | right }
    let commonTwos = (left | right).trailingZeroBitCount
    var a = left >> UInt64(left.trailingZeroBitCount)
    var b = right
    while b != 0 {
        b >>= UInt64(b.trailingZeroBitCount)
        (a, b) = a < b ? (a, b - a) : (b, a - b)
    }
    return a << UInt64(commonTwos)
}
