/// The second smallest eigenvalue of the jurors' Schur complement S = D_J − Bᵀ D_N⁻¹ B of a connected graph (Fiedler 1973).
///
/// Lanczos' method with full orthogonalisation, on the space without the constant vector. Sums run in the order of the identifiers,
/// so the same plan gives the same bytes.
struct AlgebraicConnectivity {
    /// nil where fewer than two jurors read, or where the method didn't come to an end.
    let value: Double?

    /// - Parameter pairs: juror and entry, sorted by entry.
    init(_ pairs: [(juror: Int, entry: Int)], jurors: Int, entries: Int) {
        var number = Array(repeating: -1, count: jurors)
        for pair in pairs { number[pair.juror] = 0 }
        var count = 0
        for juror in 0..<jurors where number[juror] == 0 {
            number[juror] = count
            count += 1
        }
        guard count > 1 else {
            value = nil
            return
        }
        let operation = SchurComplement(pairs.map { (number[$0.juror], $0.entry) }, jurors: count, entries: entries)
        value = Self.smallest(operation, steps: min(count - 1, 400))
    }

    private static func smallest(_ operation: SchurComplement, steps: Int) -> Double? {
        let count = operation.jurors
        // No eigenvector is likely to be orthogonal to this start; it is the same on every machine.
        var vector = seededOrder(count, seed: 1, stream: 3).map { Double($0) - Double(count - 1) / 2 }
        scale(&vector, by: 1 / norm(vector))
        var basis = [vector]
        var diagonal: [Double] = []
        var off: [Double] = []
        var last: Double?
        while true {
            var next = operation.times(basis[basis.count - 1])
            diagonal.append(dot(next, basis[basis.count - 1]))
            for _ in 0..<2 {
                centre(&next)
                for other in basis { subtract(dot(next, other), other, from: &next) }
            }
            let length = norm(next)
            let isExhausted = length < 1e-10 * operation.largest
            if isExhausted || diagonal.count == steps || diagonal.count % 10 == 0 {
                let estimate = smallestEigenvalue(diagonal, off)
                if isExhausted || diagonal.count == count - 1 { return max(0, estimate) }
                if let last, abs(last - estimate) <= 1e-12 * operation.largest { return max(0, estimate) }
                if diagonal.count == steps { return nil }
                last = estimate
            }
            off.append(length)
            scale(&next, by: 1 / length)
            basis.append(next)
        }
    }

    /// Of a symmetric tridiagonal matrix, by bisection with Sturm's sequence.
    private static func smallestEigenvalue(_ diagonal: [Double], _ off: [Double]) -> Double {
        var low = Double.infinity
        var high = Double.infinity
        for index in diagonal.indices {
            let before = index > 0 ? abs(off[index - 1]) : 0
            let after = index < off.count && index + 1 < diagonal.count ? abs(off[index]) : 0
            low = min(low, diagonal[index] - before - after)
            high = min(high, diagonal[index])
        }
        for _ in 0..<200 {
            let middle = low + (high - low) / 2
            if middle <= low || middle >= high { break }
            var pivot = diagonal[0] - middle
            var isBelow = pivot < 0
            for index in diagonal.indices.dropFirst() where !isBelow {
                pivot = diagonal[index] - middle - off[index - 1] * off[index - 1] / (pivot == 0 ? 1e-300 : pivot)
                isBelow = pivot < 0
            }
            if isBelow { high = middle } else { low = middle }
        }
        return high
    }
}

/// S = D_J − Bᵀ D_N⁻¹ B, as an operation on vectors.
private struct SchurComplement {
    let jurors: Int
    private let pairs: [(juror: Int, entry: Int)]
    private let sheets: [Double]
    private let reviews: [Double]

    init(_ pairs: [(juror: Int, entry: Int)], jurors: Int, entries: Int) {
        self.jurors = jurors
        self.pairs = pairs
        var sheets = Array(repeating: 0.0, count: jurors)
        var reviews = Array(repeating: 0.0, count: entries)
        for pair in pairs {
            sheets[pair.juror] += 1
            reviews[pair.entry] += 1
        }
        self.sheets = sheets
        self.reviews = reviews
    }

    /// No eigenvalue is larger.
    var largest: Double { sheets.reduce(0, max) }

    func times(_ vector: [Double]) -> [Double] {
        var means = Array(repeating: 0.0, count: reviews.count)
        for pair in pairs { means[pair.entry] += vector[pair.juror] }
        for entry in means.indices { means[entry] /= reviews[entry] }
        var result = vector.indices.map { sheets[$0] * vector[$0] }
        for pair in pairs { result[pair.juror] -= means[pair.entry] }
        return result
    }
}

private func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
}

private func norm(_ vector: [Double]) -> Double { dot(vector, vector).squareRoot() }

private func scale(_ vector: inout [Double], by factor: Double) {
    for index in vector.indices { vector[index] *= factor }
}

private func subtract(_ factor: Double, _ other: [Double], from vector: inout [Double]) {
    for index in vector.indices { vector[index] -= factor * other[index] }
}

private func centre(_ vector: inout [Double]) {
    let mean = vector.reduce(0, +) / Double(vector.count)
    for index in vector.indices { vector[index] -= mean }
}
