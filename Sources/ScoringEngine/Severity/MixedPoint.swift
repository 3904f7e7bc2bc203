/// The variances of entries and of jurors over the residual variance: where the REML criterion is looked at.
struct VarianceRatios: Sendable, Hashable {
    var entry: Double
    var juror: Double
}

/// The covariance H = I + γ_E·FFᵀ + γ_J·BBᵀ of the scores, over the residual variance, at one pair of ratios (F and B the incidence
/// of sheets with entries and jurors).
///
/// The entries are eliminated: H_E = I + γ_E·FFᵀ has the inverse I − F·W·Fᵀ with W = γ_E / (1 + γ_E·n), and what is left is
/// K = I + γ_J·BᵀH_E⁻¹B, as many rows as jurors. With ratios instead of their reciprocals a variance of zero is a point like others.
struct MixedPoint: Sendable {
    let graph: JuryGraph
    let ratios: VarianceRatios
    let factor: Cholesky
    /// H⁻¹·1 and its sum.
    let unit: [Double]
    let information: Double

    /// - Returns: nil where the ratios are so large that K can't be factored.
    init?(_ graph: JuryGraph, _ ratios: VarianceRatios) {
        self.graph = graph
        self.ratios = ratios
        guard let factor = Cholesky(Self.matrix(graph, ratios)) else { return nil }
        self.factor = factor
        unit = Self.solve(graph, ratios, factor, [Double](repeating: 1, count: graph.sheetCount))
        information = sum(unit)
        guard information > 0 else { return nil }
    }

    private static func matrix(_ graph: JuryGraph, _ ratios: VarianceRatios) -> SymmetricMatrix {
        var matrix = SymmetricMatrix(order: graph.jurorCount)
        let stride = matrix.stride
        matrix.withRows { rows in
            for juror in 0..<graph.jurorCount {
                rows[juror * stride + juror] = 1 + ratios.juror * Double(graph.sheetsOfJuror[juror])
            }
            for entry in 0..<graph.entryCount {
                let sheets = graph.sheets(ofEntry: entry)
                let share = ratios.juror * weight(sheets.count, ratios.entry)
                for sheet in sheets {
                    let row = Int(graph.jurorOfSheet[sheet]) * stride
                    for other in sheets.lowerBound...sheet { rows[row + Int(graph.jurorOfSheet[other])] -= share }
                }
            }
        }
        return matrix
    }

    private static func weight(_ sheets: Int, _ ratio: Double) -> Double {
        ratio / (1 + ratio * Double(sheets))
    }

    /// H⁻¹·v for one number a sheet.
    func solve(_ v: [Double]) -> [Double] {
        Self.solve(graph, ratios, factor, v)
    }

    private static func solve(_ graph: JuryGraph, _ ratios: VarianceRatios, _ factor: Cholesky, _ v: [Double]) -> [Double] {
        var result = withoutEntries(graph, ratios, v)
        var offsets = graph.jurorSums(result)
        for juror in offsets.indices { offsets[juror] *= ratios.juror }
        factor.solve(&offsets)
        let spread = withoutEntries(graph, ratios, graph.jurorOfSheet.map { offsets[Int($0)] })
        for sheet in result.indices { result[sheet] -= spread[sheet] }
        return result
    }

    /// H_E⁻¹·v.
    private static func withoutEntries(_ graph: JuryGraph, _ ratios: VarianceRatios, _ v: [Double]) -> [Double] {
        var result = v
        for entry in 0..<graph.entryCount {
            let sheets = graph.sheets(ofEntry: entry)
            var sum = 0.0
            for sheet in sheets { sum += v[sheet] }
            let share = sum * weight(sheets.count, ratios.entry)
            for sheet in sheets { result[sheet] -= share }
        }
        return result
    }

    /// P·v, where P = H⁻¹ − H⁻¹1(1ᵀH⁻¹1)⁻¹1ᵀH⁻¹ also takes the common mean out.
    func project(_ v: [Double]) -> [Double] {
        var result = solve(v)
        let mean = sum(result) / information
        for sheet in result.indices { result[sheet] -= mean * unit[sheet] }
        return result
    }

    /// The logarithms of the determinants of H and of 1ᵀH⁻¹1.
    var logDeterminants: Double {
        var total = factor.logDeterminant + naturalLog(information)
        for entry in 0..<graph.entryCount {
            total += naturalLog(1 + ratios.entry * Double(graph.sheetsOfEntry(entry)))
        }
        return total
    }

    /// By entry and by juror: the diagonal of their block of the inverse of the mixed model equations, times the inverse ratio, that
    /// is what the scores leave of each one's variance; and the traces of FᵀH⁻¹F and BᵀH⁻¹B.
    func remainders() -> (entries: [Double], jurors: [Double], entryTrace: Double, jurorTrace: Double) {
        let inverse = factor.inverseFactor()
        let jurors = inverse.diagonal()
        var entries = inverse.lists(first: graph.firstSheet, members: graph.jurorOfSheet)
        var (entryTrace, jurorTrace) = (0.0, 0.0)
        for juror in jurors.indices { jurorTrace += Double(graph.sheetsOfJuror[juror]) * jurors[juror] }
        for entry in entries.indices {
            let sheets = Double(graph.sheetsOfEntry(entry))
            let share = 1 / (1 + ratios.entry * sheets)
            jurorTrace -= ratios.entry * share * entries[entry]
            entryTrace += sheets * share - ratios.juror * share * share * entries[entry]
            entries[entry] = share + ratios.entry * ratios.juror * share * share * entries[entry]
        }
        return (entries, jurors, entryTrace, jurorTrace)
    }
}

extension JuryGraph {
    func sheets(ofEntry entry: Int) -> Range<Int> {
        Int(firstSheet[entry])..<Int(firstSheet[entry + 1])
    }

    func jurorSums(_ values: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: jurorCount)
        for sheet in values.indices { sums[Int(jurorOfSheet[sheet])] += values[sheet] }
        return sums
    }

    func entrySums(_ values: [Double]) -> [Double] {
        (0..<entryCount).map { entry in
            var sum = 0.0
            for sheet in sheets(ofEntry: entry) { sum += values[sheet] }
            return sum
        }
    }
}

/// The sum, in order.
func sum(_ values: [Double]) -> Double {
    var total = 0.0
    for value in values { total += value }
    return total
}

/// The sum of products, in order.
func sumOfProducts(_ left: [Double], _ right: [Double]) -> Double {
    var total = 0.0
    for index in left.indices { total += left[index] * right[index] }
    return total
}
