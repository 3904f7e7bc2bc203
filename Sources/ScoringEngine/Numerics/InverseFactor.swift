/// The rows of L⁻¹, transposed; see ``Cholesky/inverseFactor()``.
struct InverseFactor: Sendable {
    let order: Int
    let stride: Int
    let rows: [Double]

    /// The diagonal of A⁻¹.
    func diagonal() -> [Double] {
        lists(first: Array(0...Int32(order)), members: Array(0..<Int32(order)))
    }

    /// For each list of indices the quadratic form 1ᵀ·A⁻¹·1 over them: the sum of A⁻¹ over all their pairs.
    ///
    /// - Parameters:
    ///   - first: list i has the members `first[i] ..< first[i + 1]`.
    ///   - members: numbers below `order`.
    func lists(first: [Int32], members: [Int32]) -> [Double] {
        let count = first.count - 1
        let (stride, partSize) = (stride, 64)
        var forms = [Double](repeating: 0, count: count)
        rows.withUnsafeBufferPointer { rows in
            forms.withUnsafeMutableBufferPointer { forms in
                first.withUnsafeBufferPointer { first in
                    members.withUnsafeBufferPointer { members in
                        guard let rowBase = rows.baseAddress, let formBase = forms.baseAddress, let memberBase = members.baseAddress
                        else { return }
                        nonisolated(unsafe) let (base, forms, first, members) = (rowBase, formBase, first, memberBase)
                        inParallel((count + partSize - 1) / partSize) { part in
                            for list in part * partSize..<min(count, (part + 1) * partSize) {
                                let range = Int(first[list])..<Int(first[list + 1])
                                forms[list] = Self.squaredLength(base, stride, members + range.lowerBound, range.count)
                            }
                        }
                    }
                }
            }
        }
        return forms
    }

    /// The squared length of a sum of rows, four columns at a time.
    private static func squaredLength(
        _ base: UnsafePointer<Double>, _ stride: Int, _ members: UnsafePointer<Int32>, _ count: Int
    ) -> Double {
        guard count > 0 else { return 0 }
        var lowest = Int(members[0])
        for index in 1..<max(1, count) { lowest = min(lowest, Int(members[index])) }
        var total = SIMD4<Double>.zero
        for column in Swift.stride(from: lowest & ~3, to: stride, by: 4) {
            var sum = SIMD4<Double>.zero
            for index in 0..<count {
                sum += UnsafeRawPointer(base + (Int(members[index]) &* stride &+ column)).loadUnaligned(as: SIMD4<Double>.self)
            }
            total += sum * sum
        }
        return (total[0] + total[2]) + (total[1] + total[3])
    }
}
