/// The edge of the square tiles that dense matrices are cut into; a multiple of the three rows and columns of one step.
let tileEdge = 48

/// `c −= a·bᵀ` for a 48 × 48 tile, where `a` and `b` are 48 rows of `depth` numbers. All three are cut out of row-major matrices.
///
/// Rows are multiplied with rows, so that both are read from front to back two numbers at a time, and nine sums of a step stay in
/// registers. The order of additions is fixed by `depth` alone.
///
/// - Precondition: `depth` is even, and each pointer reaches over its 48 rows.
func subtractProduct(
    _ a: UnsafePointer<Double>, _ aStride: Int, _ b: UnsafePointer<Double>, _ bStride: Int,
    from c: UnsafeMutablePointer<Double>, _ cStride: Int, depth: Int
) {
    // The pieces of `b` that one round reads stay in the second-level cache.
    let piece = 240
    var start = 0
    while start < depth {
        let length = min(piece, depth - start)
        for row in stride(from: 0, to: tileEdge, by: 3) {
            for column in stride(from: 0, to: tileEdge, by: 3) {
                subtractNine(
                    a + (row * aStride + start), aStride, b + (column * bStride + start), bStride,
                    from: c + (row * cStride + column), cStride, depth: length)
            }
        }
        start += piece
    }
}

@inline(__always)
private func subtractNine(
    _ a: UnsafePointer<Double>, _ aStride: Int, _ b: UnsafePointer<Double>, _ bStride: Int,
    from c: UnsafeMutablePointer<Double>, _ cStride: Int, depth: Int
) {
    typealias Pair = SIMD2<Double>
    var (s00, s01, s02) = (Pair.zero, Pair.zero, Pair.zero)
    var (s10, s11, s12) = (Pair.zero, Pair.zero, Pair.zero)
    var (s20, s21, s22) = (Pair.zero, Pair.zero, Pair.zero)
    let (a0, a1, a2) = (UnsafeRawPointer(a), UnsafeRawPointer(a + aStride), UnsafeRawPointer(a + 2 * aStride))
    let (b0, b1, b2) = (UnsafeRawPointer(b), UnsafeRawPointer(b + bStride), UnsafeRawPointer(b + 2 * bStride))
    var offset = 0
    while offset < depth &* 8 {
        let (y0, y1, y2) = (pair(b0, offset), pair(b1, offset), pair(b2, offset))
        var x = pair(a0, offset)
        s00 += x * y0
        s01 += x * y1
        s02 += x * y2
        x = pair(a1, offset)
        s10 += x * y0
        s11 += x * y1
        s12 += x * y2
        x = pair(a2, offset)
        s20 += x * y0
        s21 += x * y1
        s22 += x * y2
        offset &+= 16
    }
    c[0] -= s00[0] + s00[1]
    c[1] -= s01[0] + s01[1]
    c[2] -= s02[0] + s02[1]
    c[cStride] -= s10[0] + s10[1]
    c[cStride + 1] -= s11[0] + s11[1]
    c[cStride + 2] -= s12[0] + s12[1]
    c[2 * cStride] -= s20[0] + s20[1]
    c[2 * cStride + 1] -= s21[0] + s21[1]
    c[2 * cStride + 2] -= s22[0] + s22[1]
}

@inline(__always)
private func pair(_ base: UnsafeRawPointer, _ offset: Int) -> SIMD2<Double> {
    base.loadUnaligned(fromByteOffset: offset, as: SIMD2<Double>.self)
}

/// Solves `x·lᵀ = t` in place for `rowCount` rows of `columnCount` numbers, `l` a lower triangular tile.
func solveTile(
    _ l: UnsafePointer<Double>, _ lStride: Int, rows t: UnsafeMutablePointer<Double>, _ tStride: Int, rowCount: Int, columnCount: Int
) {
    for row in 0..<rowCount {
        let x = t + row * tStride
        for column in 0..<columnCount {
            x[column] = (x[column] - dot(x, l + column * lStride, count: column)) / l[column * lStride + column]
        }
    }
}

/// The sum of products of two rows, in two interleaved partial sums.
@inline(__always)
func dot(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, count: Int) -> Double {
    var sum = SIMD4<Double>.zero
    var index = 0
    while index &+ 4 <= count {
        let left = UnsafeRawPointer(a + index).loadUnaligned(as: SIMD4<Double>.self)
        sum += left * UnsafeRawPointer(b + index).loadUnaligned(as: SIMD4<Double>.self)
        index &+= 4
    }
    var total = (sum[0] + sum[2]) + (sum[1] + sum[3])
    while index < count {
        total += a[index] * b[index]
        index &+= 1
    }
    return total
}
