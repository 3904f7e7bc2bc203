extension JurorEquations {
    /// Conjugate gradients, preconditioned with the diagonal, to a residual of 10⁻¹³ in the preconditioner's norm.
    ///
    /// - Returns: nil where `limit` passes don't reach it.
    func conjugateGradients(_ r: [Double], limit: Int) -> [Double]? {
        let inverseDiagonal = inverseDiagonal()
        var rest = r
        var solution = [Double](repeating: 0, count: r.count)
        var direction = zip(rest, inverseDiagonal).map { $0 * $1 }
        var size = Self.product(rest, direction)
        let goal = size * 1e-26
        var image = direction
        for _ in 0..<limit {
            if size <= goal {
                centre(&solution)
                return solution
            }
            timesSchur(direction, into: &image)
            let (next, found) = step(
                &solution, &rest, direction, image, inverseDiagonal, size: size)
            guard found else { return nil }
            let ratio = next / size
            for juror in direction.indices {
                direction[juror] = rest[juror] * inverseDiagonal[juror] + ratio * direction[juror]
            }
            size = next
        }
        return nil
    }

    private func step(
        _ solution: inout [Double], _ rest: inout [Double], _ direction: [Double], _ image: [Double], _ inverseDiagonal: [Double],
        size: Double
    ) -> (size: Double, found: Bool) {
        var curvature = 0.0
        for juror in direction.indices { curvature += direction[juror] * (image[juror] + ridge * direction[juror]) }
        guard curvature > 0 else { return (size, false) }
        let length = size / curvature
        var next = 0.0
        for juror in direction.indices {
            solution[juror] += length * direction[juror]
            let left = rest[juror] - length * (image[juror] + ridge * direction[juror])
            rest[juror] = left
            next += left * left * inverseDiagonal[juror]
        }
        return (next, true)
    }

    /// 1 over the diagonal of S + λ·I, or 1 for a juror all of whose entries have no second reader.
    private func inverseDiagonal() -> [Double] {
        var diagonal = graph.sheetsOfJuror.map { Double($0) }
        for sheet in 0..<graph.sheetCount {
            let entry = Int(graph.entryOfSheet[sheet])
            diagonal[Int(graph.jurorOfSheet[sheet])] -= 1 / (Double(graph.sheetsOfEntry(entry)) + entryRidge)
        }
        return diagonal.map { $0 + ridge > 1e-9 ? 1 / ($0 + ridge) : 1 }
    }

    private static func product(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for index in left.indices { sum += left[index] * right[index] }
        return sum
    }
}
