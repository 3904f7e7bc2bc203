/// The smallest eigenvalue of a symmetric operator among the vectors whose elements sum to zero, which the operator maps to such
/// vectors; by Lanczos' method with every new direction made orthogonal to all before.
///
/// - Parameters:
///   - steps: how many products to spend at most.
///   - start: any vector with a part in the wanted direction; the search stays in what products reach from there.
///   - product: the operator.
/// - Returns: nil where the residual is not below 10⁻⁹ of the eigenvalue after `steps`. The eigenvalue's own error is of the order
///   of that residual's square.
func smallestEigenvalue(steps: Int, start: [Double], product: ([Double]) -> [Double]) -> Double? {
    // The constant vector comes first: rounding must not let it back in.
    let order = start.count - 1
    var basis = [[Double](repeating: 1 / Double(start.count).squareRoot(), count: start.count)]
    var (diagonal, beside): ([Double], [Double]) = ([], [])
    var direction = start
    subtract(basis[0], from: &direction)
    var length = sumOfProducts(direction, direction).squareRoot()
    guard length > 0 else { return nil }
    var scale = 0.0
    for step in 1...max(1, min(steps, order)) {
        for index in direction.indices { direction[index] /= length }
        basis.append(direction)
        var image = product(direction)
        diagonal.append(sumOfProducts(image, direction))
        // Twice, since one pass leaves rounding of the size of what it took away.
        for _ in 0..<2 {
            for vector in basis { subtract(vector, from: &image) }
        }
        length = sumOfProducts(image, image).squareRoot()
        scale = max(scale, abs(diagonal[step - 1]) + length)
        let isComplete = length <= 1e-13 * scale || step == order
        if isComplete || step % 8 == 0 || step == steps {
            let (value, last) = smallestOfTridiagonal(diagonal, beside)
            if isComplete || length * abs(last) <= 1e-9 * abs(value) { return value }
        }
        beside.append(length)
        direction = image
    }
    return nil
}

private func subtract(_ vector: [Double], from image: inout [Double]) {
    vector.withUnsafeBufferPointer { vector in
        image.withUnsafeMutableBufferPointer { image in
            guard let vector = vector.baseAddress, let target = image.baseAddress else { return }
            let part = dot(vector, target, count: image.count)
            for index in 0..<image.count { target[index] -= part * vector[index] }
        }
    }
}

/// The smallest eigenvalue of a symmetric tridiagonal matrix and the last element of its eigenvector of length 1.
func smallestOfTridiagonal(_ diagonal: [Double], _ beside: [Double]) -> (value: Double, last: Double) {
    let size = diagonal.count
    var (low, high) = (Double.infinity, Double.infinity)
    for index in 0..<size {
        let reach = (index > 0 ? abs(beside[index - 1]) : 0) + (index + 1 < size ? abs(beside[index]) : 0)
        low = min(low, diagonal[index] - reach)
        high = min(high, diagonal[index])
    }
    // Bisection: a shift is at or below the smallest eigenvalue as long as all pivots stay positive.
    for _ in 0..<120 {
        let middle = low + (high - low) / 2
        guard middle > low, middle < high else { break }
        if pivots(diagonal, beside, shift: middle) != nil { low = middle } else { high = middle }
    }
    var vector = [Double](repeating: 1, count: size)
    // Inverse iteration from just below the eigenvalue, where the pivots are positive and need no exchange of rows.
    let shift = low - 1e-14 * (abs(low) + abs(diagonal[0]))
    guard let pivots = pivots(diagonal, beside, shift: shift) ?? pivots(diagonal, beside, shift: low - abs(low) * 1e-10 - 1e-300)
    else { return (low, 1) }
    for _ in 0..<4 {
        for index in 1..<max(1, size) { vector[index] -= beside[index - 1] / pivots[index - 1] * vector[index - 1] }
        for index in (0..<size).reversed() {
            let after = index + 1 < size ? beside[index] * vector[index + 1] : 0
            vector[index] = (vector[index] - after) / pivots[index]
        }
        let length = sumOfProducts(vector, vector).squareRoot()
        for index in 0..<size { vector[index] /= length }
    }
    return (low, vector[size - 1])
}

/// The pivots of T − shift·I, or nil where one is not positive.
private func pivots(_ diagonal: [Double], _ beside: [Double], shift: Double) -> [Double]? {
    var pivots: [Double] = []
    pivots.reserveCapacity(diagonal.count)
    for index in diagonal.indices {
        let carried = index > 0 ? beside[index - 1] * beside[index - 1] / pivots[index - 1] : 0
        let pivot = diagonal[index] - shift - carried
        guard pivot > 0 else { return nil }
        pivots.append(pivot)
    }
    return pivots
}
