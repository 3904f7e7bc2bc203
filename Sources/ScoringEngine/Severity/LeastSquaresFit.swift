extension SeverityCells {
    /// Fits a model.
    ///
    /// - Returns: nil where the jury is larger than ``Limits/directJurors`` and so loosely knit that its offsets can't be found in
    ///   a bounded number of steps; for `mixed`, where jurors and entries both are more than that.
    public func fit(_ model: SeverityModel) -> SeverityFit? {
        let sums = SheetSums(self)
        // Without residual degrees of freedom nothing tells a milder juror from better entries, and raw means stand.
        if model != .additive, graph.residualDegrees <= 0 { return uncorrected(model, sums) }
        let equations = JurorEquations(graph: graph, ridge: 0)
        guard let leastSquares = equations.solve(sums.jurorRest) else { return nil }
        let variance = henderson(sums, leastSquares)
        return model == .mixed ? mixed(sums, variance, leastSquares) : fixed(model, sums, variance, leastSquares)
    }

    /// The models with fixed entries.
    private func fixed(
        _ model: SeverityModel, _ sums: SheetSums, _ variance: SeverityVariance, _ leastSquares: [Double]
    ) -> SeverityFit? {
        let ridge: Double
        if model == .additive {
            ridge = 0
        } else if let residual = variance.residual, let juror = variance.juror, juror > 0 {
            ridge = residual / juror
        } else {
            return uncorrected(model, sums, variance)
        }
        guard let offsets = ridge > 0 ? JurorEquations(graph: graph, ridge: ridge).solve(sums.jurorRest) : leastSquares else { return nil }
        let meanOffset = graph.entryMeans(ofJurors: offsets)
        return SeverityFit(
            model: model, offsets: offsets, raw: sums.raw, meanOffset: meanOffset,
            corrected: zip(sums.raw, meanOffset).map { $0 - $1 }, mean: sums.mean, variance: variance, ridge: ridge, mixed: nil)
    }

    private func uncorrected(_ model: SeverityModel, _ sums: SheetSums, _ variance: SeverityVariance = SeverityVariance()) -> SeverityFit {
        SeverityFit(
            model: model, offsets: [Double](repeating: 0, count: graph.jurorCount), raw: sums.raw,
            meanOffset: [Double](repeating: 0, count: graph.entryCount), corrected: sums.raw, mean: sums.mean, variance: variance,
            ridge: nil, mixed: nil)
    }

    /// Henderson's third method (1953): sums of squares of one side adjusted for the other, set equal to their expectations.
    ///
    /// - residual: SSE / df
    /// - juror: max(0, (SS(juror | entry) − (J − c)·residual) / (n − E)), where n − E is the trace of the jurors' Schur complement
    /// - entry: max(0, (SS(entry | juror) − (E − c)·residual) / (n − J)), the same with the sides exchanged
    private func henderson(_ sums: SheetSums, _ offsets: [Double]) -> SeverityVariance {
        let degrees = graph.residualDegrees
        guard degrees > 0 else { return SeverityVariance() }
        // What lies below the rounding of the scores themselves is no variance but an exact fit.
        let floor = sums.floor
        let error = residualSquares(offsets)
        let residual = error <= floor ? 0 : error / Double(degrees)
        var jurorSquares = 0.0
        for juror in offsets.indices { jurorSquares += offsets[juror] * sums.jurorRest[juror] }
        let entrySquares = sums.squaresWithinJurors - error
        func component(_ squares: Double, count: Int, trace: Int) -> Double? {
            guard trace > 0 else { return nil }
            let left = squares - Double(count - graph.componentCount) * residual
            return left <= floor ? 0 : left / Double(trace)
        }
        return SeverityVariance(
            residual: residual,
            juror: component(jurorSquares, count: graph.jurorCount, trace: graph.sheetCount - graph.entryCount),
            entry: component(entrySquares, count: graph.entryCount, trace: graph.sheetCount - graph.jurorCount))
    }

    /// The squares left once each score is freed of its juror's offset and then of its entry's mean.
    private func residualSquares(_ offsets: [Double]) -> Double {
        var total = 0.0
        for entry in 0..<graph.entryCount {
            let sheets = graph.sheets(ofEntry: entry)
            var sum = 0.0
            for sheet in sheets { sum += scores[sheet] - offsets[Int(graph.jurorOfSheet[sheet])] }
            let mean = sum / Double(sheets.count)
            for sheet in sheets {
                let rest = scores[sheet] - offsets[Int(graph.jurorOfSheet[sheet])] - mean
                total += rest * rest
            }
        }
        return total
    }
}

/// The sums over sheets that every fit begins with.
struct SheetSums {
    let mean: Double
    /// By entry: the mean of its scores.
    let raw: [Double]
    /// By juror: r = t − Bᵀ D_N⁻¹ y, the sum of its scores less those entries' means. It sums to zero in each component.
    let jurorRest: [Double]
    let squaresWithinJurors: Double
    /// Sums of squares up to here are rounding.
    let floor: Double

    init(_ cells: SeverityCells) {
        let graph = cells.graph
        let scores = cells.scores
        var raw = [Double](repeating: 0, count: graph.entryCount)
        var rest = [Double](repeating: 0, count: graph.jurorCount)
        var jurorSums = [Double](repeating: 0, count: graph.jurorCount)
        var sum = 0.0
        var largest = 0.0
        for entry in 0..<graph.entryCount {
            let sheets = graph.sheets(ofEntry: entry)
            // Differences from one sheet keep a large common level from swallowing the digits that matter.
            let level = scores[sheets.lowerBound]
            var above = 0.0
            for sheet in sheets { above += scores[sheet] - level }
            let mean = level + above / Double(sheets.count)
            raw[entry] = mean
            for sheet in sheets {
                let juror = Int(graph.jurorOfSheet[sheet])
                rest[juror] += scores[sheet] - mean
                jurorSums[juror] += scores[sheet]
                sum += scores[sheet]
                largest = max(largest, abs(scores[sheet]))
            }
        }
        var squares = 0.0
        for sheet in scores.indices {
            let juror = Int(graph.jurorOfSheet[sheet])
            let deviation = scores[sheet] - jurorSums[juror] / Double(graph.sheetsOfJuror[juror])
            squares += deviation * deviation
        }
        mean = sum / Double(scores.count)
        self.raw = raw
        jurorRest = rest
        squaresWithinJurors = squares
        let rounding = largest * 0x1p-46
        floor = rounding * rounding * Double(scores.count)
    }
}

extension JuryGraph {
    /// By entry: the mean of its jurors' values.
    func entryMeans(ofJurors values: [Double]) -> [Double] {
        (0..<entryCount).map { entry in
            let sheets = sheets(ofEntry: entry)
            var sum = 0.0
            for sheet in sheets { sum += values[Int(jurorOfSheet[sheet])] }
            return sum / Double(sheets.count)
        }
    }
}
