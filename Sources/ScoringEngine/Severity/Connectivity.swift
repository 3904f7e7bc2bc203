extension JuryGraph {
    /// λ₂: the second smallest eigenvalue of S = D_J − Bᵀ D_N⁻¹ B, with D_J and D_N the jurors' and entries' numbers of sheets and B
    /// who read what (Fiedler 1973, for the graph in which jurors are linked through common entries).
    ///
    /// It is 0 where the jury falls into parts that share no entry, and the larger the more firmly jurors can be compared: no
    /// contrast of offsets has a larger variance than s²/λ₂. Two jurors who both read the same n entries have λ₂ = n.
    ///
    /// - Returns: nil for a single juror; and for a jury that is both larger than ``Limits/directJurors`` and too loosely knit.
    public func lambda2() -> Double? {
        lambda2(steps: 240)
    }

    /// - Parameter steps: how many to spend on S itself before its inverse is taken.
    func lambda2(steps: Int) -> Double? {
        guard jurorCount > 1 else { return nil }
        guard isConnected else { return 0 }
        let equations = JurorEquations(graph: self, ridge: 0)
        var start = [Double](repeating: 0, count: jurorCount)
        start.withUnsafeMutableBufferPointer { Philox(seed: 0).fillNormals($0, stream: 0) }
        let quick = smallestEigenvalue(steps: steps, start: start) { equations.timesSchur($0) }
        if let quick { return max(0, quick) }
        // The far end of the inverse's spectrum stands apart where that of S itself is crowded.
        guard jurorCount <= Limits.directJurors, let factor = Cholesky(equations.matrix()) else { return nil }
        let inverse = smallestEigenvalue(steps: steps, start: start) { vector in
            var image = vector
            factor.solve(&image)
            return image.map { -$0 }
        }
        return inverse.flatMap { $0 < 0 ? -1 / $0 : nil }
    }
}
