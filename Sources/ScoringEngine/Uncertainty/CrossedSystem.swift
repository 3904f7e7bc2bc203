/// How strongly each side is pulled towards zero: the noise variance divided by the side's variance. Zero means a fixed side.
struct Shrinkage: Sendable, Hashable {
    let eliminated: Double
    let kept: Double
}

/// The mixed model equations (Henderson 1953) of one design and shrinkage, reduced to the kept side and the mean:
///
///     A = D + λ·I − Σ wᵢ·pᵢ·pᵢᵀ,   wᵢ = 1 / (nᵢ + λ')
///
/// with D the kept side's sheets and λ its shrinkage, and for each eliminated level i its sheets nᵢ, its partners pᵢ and its
/// side's shrinkage λ'. The mean is the last row; where entries are fixed they carry the mean and it has no row.
struct CrossedSystem: Sendable {
    let shrinkage: Shrinkage
    let cholesky: Cholesky
    /// The kept side's effects, then the mean if it has a row: the best estimates given the shrinkage.
    let solution: [Double]
    /// What the noise variance is estimated from: the scores' quadratic form yᵀPy times the noise variance.
    let quadratic: Double

    /// - Returns: nil where the equations have no answer in binary64.
    init?(_ design: CrossedDesign, _ shrinkage: Shrinkage, hasMean: Bool) {
        let kept = design.keptCount
        var matrix = SymmetricMatrix(order: kept + (hasMean ? 1 : 0))
        var right = design.keptSums + (hasMean ? [0] : [])
        let stride = matrix.stride
        var explained = 0.0
        _ = matrix.withRows { rows in
            let meanRow = rows + kept * stride
            for level in 0..<kept {
                rows[level * stride + level] = design.keptSheets[level] + shrinkage.kept
                if hasMean { meanRow[level] = design.keptSheets[level] }
            }
            design.partners.withUnsafeBufferPointer { partners in
                for level in 0..<design.eliminatedCount {
                    let sheets = Double(design.count(level))
                    guard sheets > 0 else { continue }
                    let weight = 1 / (sheets + shrinkage.eliminated)
                    let pull = weight * design.sums[level]
                    explained += pull * design.sums[level]
                    let own = design.starts[level]..<design.starts[level + 1]
                    for position in own {
                        let row = Int(partners[position])
                        right[row] -= pull
                        if hasMean { meanRow[row] -= weight * sheets }
                        let cells = rows + row * stride
                        for other in own where partners[other] <= partners[position] { cells[Int(partners[other])] -= weight }
                    }
                    if hasMean {
                        meanRow[kept] += sheets * shrinkage.eliminated * weight
                        right[kept] += pull * shrinkage.eliminated
                    }
                }
            }
        }
        guard let cholesky = Cholesky(matrix) else { return nil }
        var solution = right
        cholesky.solve(&solution)
        for (effect, sum) in zip(solution, right) { explained += effect * sum }
        self.shrinkage = shrinkage
        self.cholesky = cholesky
        self.solution = solution
        // Below this the difference is rounding: the scores agree perfectly.
        quadratic = max(design.sumOfSquares - explained, 1e-13 * design.sumOfSquares)
    }
}
