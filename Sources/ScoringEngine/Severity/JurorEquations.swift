/// The equations for the jurors' offsets once the entries are eliminated: (S + λ·I) b = r, with S = D_J − Bᵀ (D_N + α·I)⁻¹ B the
/// Schur complement of the entries (D_J and D_N the numbers of sheets, B the incidence matrix) and r = t − Bᵀ (D_N + α·I)⁻¹ y.
///
/// α and λ are the residual variance over the entries' and over the jurors'; 0 stands for a side that is not shrunk. S is never
/// formed for the iterative path: S·x is one pass over the sheets.
struct JurorEquations: Sendable {
    let graph: JuryGraph
    /// α ≥ 0. For α = 0, S is zero in the direction of each component, and offsets sum to zero there.
    var entryRidge = 0.0
    /// λ ≥ 0.
    let ridge: Double

    /// S·x, without the ridge.
    func timesSchur(_ x: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: x.count)
        timesSchur(x, into: &result)
        return result
    }

    func timesSchur(_ x: [Double], into result: inout [Double]) {
        let graph = graph
        x.withUnsafeBufferPointer { x in
            result.withUnsafeMutableBufferPointer { result in
                graph.firstSheet.withUnsafeBufferPointer { first in
                    graph.jurorOfSheet.withUnsafeBufferPointer { jurors in
                        graph.sheetsOfJuror.withUnsafeBufferPointer { counts in
                            for juror in 0..<x.count { result[juror] = Double(counts[juror]) * x[juror] }
                        }
                        for entry in 0..<graph.entryCount {
                            let sheets = Int(first[entry])..<Int(first[entry + 1])
                            var sum = 0.0
                            for sheet in sheets { sum += x[Int(jurors[sheet])] }
                            let mean = sum / (Double(sheets.count) + entryRidge)
                            for sheet in sheets { result[Int(jurors[sheet])] -= mean }
                        }
                    }
                }
            }
        }
    }

    /// The offsets b for the right-hand side r.
    ///
    /// Small juries are solved directly. Large ones by conjugate gradients, which on a well-mixed jury take about a dozen passes
    /// over the sheets; where sixty don't reach 10⁻¹³ the jury is so loosely knit that rounding would show, and the direct way is
    /// taken after all. The choice follows from the input alone.
    ///
    /// - Precondition: for α = 0, r sums to zero in each component, as t − Bᵀ D_N⁻¹ y does.
    /// - Returns: nil where the jury is both larger than ``Limits/directJurors`` and too loosely knit.
    func solve(_ r: [Double]) -> [Double]? {
        if graph.jurorCount > Self.smallJury, let b = conjugateGradients(r, limit: Self.quickPasses) { return b }
        if graph.jurorCount <= Limits.directJurors { return direct(r) }
        return conjugateGradients(r, limit: Self.patientPasses)
    }

    /// A jury of one tile.
    private static let smallJury = tileEdge
    private static let quickPasses = 60
    private static let patientPasses = 5000

    /// One refinement makes up for what the factor of an ill-conditioned matrix loses.
    func direct(_ r: [Double]) -> [Double]? {
        guard let factor = Cholesky(matrix()) else { return nil }
        var b = r
        factor.solve(&b)
        let product = timesSchur(b)
        var rest = b.indices.map { r[$0] - product[$0] - ridge * b[$0] }
        centre(&rest)
        factor.solve(&rest)
        for juror in b.indices { b[juror] += rest[juror] }
        centre(&b)
        return b
    }

    /// S + λ·I + w·(1 where two jurors share a component). The last term lifts the directions in which S is zero and changes no
    /// solution, since offsets sum to zero there.
    func matrix() -> SymmetricMatrix {
        var matrix = SymmetricMatrix(order: graph.jurorCount)
        let lift = entryRidge == 0 ? lift : 0
        matrix.withRows { rows in
            let stride = max(1, (graph.jurorCount + tileEdge - 1) / tileEdge) * tileEdge
            for row in 0..<graph.jurorCount {
                for column in 0...row where graph.componentOfJuror[column] == graph.componentOfJuror[row] {
                    rows[row * stride + column] = lift
                }
                rows[row * stride + row] += Double(graph.sheetsOfJuror[row]) + ridge
            }
            for entry in 0..<graph.entryCount {
                let sheets = Int(graph.firstSheet[entry])..<Int(graph.firstSheet[entry + 1])
                let share = 1 / (Double(sheets.count) + entryRidge)
                for sheet in sheets {
                    let row = Int(graph.jurorOfSheet[sheet]) * stride
                    for other in sheets.lowerBound...sheet { rows[row + Int(graph.jurorOfSheet[other])] -= share }
                }
            }
        }
        return matrix
    }

    /// The weight w of the lifting term: about S's own size in each lifted direction.
    var lift: Double {
        max(1, Double(graph.sheetCount) / Double(graph.jurorCount * graph.jurorCount))
    }

    /// Subtracts each component's mean, where that is what the equations leave open.
    func centre(_ b: inout [Double]) {
        guard entryRidge == 0 else { return }
        var sums = [Double](repeating: 0, count: graph.componentCount)
        var counts = [Double](repeating: 0, count: graph.componentCount)
        for juror in b.indices {
            let component = Int(graph.componentOfJuror[juror])
            sums[component] += b[juror]
            counts[component] += 1
        }
        for juror in b.indices {
            let component = Int(graph.componentOfJuror[juror])
            b[juror] -= sums[component] / counts[component]
        }
    }
}
