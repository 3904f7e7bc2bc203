/// The factor L of a symmetric positive definite matrix, A = L·Lᵀ.
///
/// Rows are padded with an identity to whole tiles, so that no loop has a ragged edge. Tiles of one column are worked on in
/// parallel; each is written by one thread and its sums have a fixed order, so the bytes are the same on any number of threads.
struct Cholesky: Sendable {
    let order: Int
    /// The length of a padded row.
    let stride: Int
    /// Row-major; above the diagonal the numbers mean nothing.
    private(set) var factor: [Double]

    /// - Parameter matrix: see ``SymmetricMatrix``.
    /// - Returns: nil where the matrix is not positive definite in binary64.
    init?(_ matrix: consuming SymmetricMatrix) {
        order = matrix.order
        stride = matrix.stride
        factor = matrix.takeElements()
        guard Self.factorise(&factor, order, stride) else { return nil }
    }

    private static func factorise(_ elements: inout [Double], _ order: Int, _ stride: Int) -> Bool {
        let tiles = stride / tileEdge
        return elements.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return true }
            nonisolated(unsafe) let rows = base
            for tile in 0..<tiles {
                let column = tile * tileEdge
                let pivotRows = rows + column * stride
                subtractProduct(pivotRows, stride, pivotRows, stride, from: pivotRows + column, stride, depth: column)
                let size = min(tileEdge, order - column)
                guard factoriseTile(pivotRows + column, stride, size) else { return false }
                inParallel(tiles - tile - 1) { part in
                    let row = (tile + 1 + part) * tileEdge
                    let below = rows + row * stride
                    subtractProduct(below, stride, rows + column * stride, stride, from: below + column, stride, depth: column)
                    solveTile(
                        rows + column * stride + column, stride, rows: below + column, stride, rowCount: min(tileEdge, order - row),
                        columnCount: size)
                }
            }
            return true
        }
    }

    /// - Parameter size: how many rows and columns of the tile are not padding.
    private static func factoriseTile(_ tile: UnsafeMutablePointer<Double>, _ stride: Int, _ size: Int) -> Bool {
        for row in 0..<size {
            let x = tile + row * stride
            for column in 0..<row {
                let y = tile + column * stride
                x[column] = (x[column] - dot(x, y, count: column)) / y[column]
            }
            let square = x[row] - dot(x, x, count: row)
            guard square > 0, square < .infinity else { return false }
            x[row] = square.squareRoot()
        }
        return true
    }

    /// The logarithm of the matrix' determinant.
    var logDeterminant: Double {
        var sum = 0.0
        for index in 0..<order { sum += naturalLog(factor[index * stride + index]) }
        return 2 * sum
    }

    /// Replaces b with x, where A·x = b.
    ///
    /// - Precondition: b has `order` elements.
    func solve(_ b: inout [Double]) {
        precondition(b.count == order, "a right-hand side has one element for each row")
        factor.withUnsafeBufferPointer { l in
            b.withUnsafeMutableBufferPointer { x in
                guard let l = l.baseAddress, let x = x.baseAddress else { return }
                for row in 0..<order {
                    x[row] = (x[row] - dot(l + row * stride, x, count: row)) / l[row * stride + row]
                }
                for row in (0..<order).reversed() {
                    x[row] /= l[row * stride + row]
                    let value = x[row]
                    for column in 0..<row { x[column] -= l[row * stride + column] * value }
                }
            }
        }
    }

    /// The inverse of L, transposed: row j holds column j of L⁻¹, zeros before its element j.
    ///
    /// With it, a quadratic form aᵀ·A⁻¹·a is the squared length of Σ aⱼ·(row j), and A⁻¹·b takes two passes without division.
    func inverseFactor() -> InverseFactor {
        let (order, stride) = (order, stride)
        let tiles = stride / tileEdge
        var inverse = [Double](repeating: 0, count: stride * stride)
        factor.withUnsafeBufferPointer { factor in
            inverse.withUnsafeMutableBufferPointer { buffer in
                guard let factorBase = factor.baseAddress, let base = buffer.baseAddress else { return }
                nonisolated(unsafe) let (l, rows) = (factorBase, base)
                inParallel(tiles) { part in
                    let first = part * tileEdge
                    let x = rows + first * stride
                    let size = min(tileEdge, order - first)
                    for row in 0..<size { x[row * stride + first + row] = 1 }
                    for tile in part..<tiles {
                        let column = tile * tileEdge
                        let pivotRows = l + column * stride
                        subtractProduct(
                            x + first, stride, pivotRows + first, stride, from: x + column, stride, depth: column - first)
                        solveTile(
                            pivotRows + column, stride, rows: x + column, stride, rowCount: size, columnCount: min(tileEdge, order - column))
                    }
                }
            }
        }
        return InverseFactor(order: order, stride: stride, rows: inverse)
    }
}

/// The lower half of a symmetric matrix with its diagonal, row-major and padded with an identity to whole tiles.
struct SymmetricMatrix: Sendable {
    let order: Int
    let stride: Int
    private(set) var elements: [Double]

    /// Zero but for the padding.
    init(order: Int) {
        self.order = order
        stride = max(1, (order + tileEdge - 1) / tileEdge) * tileEdge
        elements = [Double](repeating: 0, count: stride * stride)
        for index in order..<stride { elements[index * stride + index] = 1 }
    }

    /// - Precondition: row ≥ column.
    subscript(row: Int, column: Int) -> Double {
        get { elements[row * stride + column] }
        set { elements[row * stride + column] = newValue }
    }

    mutating func withRows<Result>(_ body: (UnsafeMutablePointer<Double>) -> Result) -> Result? {
        elements.withUnsafeMutableBufferPointer { buffer in buffer.baseAddress.map(body) }
    }

    /// Hands the memory over instead of copying it.
    fileprivate consuming func takeElements() -> [Double] {
        elements
    }
}
