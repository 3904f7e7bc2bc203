extension SeverityCells {
    /// Both sides random, by restricted maximum likelihood; see ``RestrictedLikelihood``.
    ///
    /// - Returns: nil where entries and jurors both are more than ``Limits/directJurors``.
    func mixed(_ sums: SheetSums, _ henderson: SeverityVariance, _ leastSquares: [Double]) -> SeverityFit? {
        guard let residual = henderson.residual, residual > 0 else { return exact(sums, henderson, leastSquares) }
        guard min(graph.entryCount, graph.jurorCount) <= Limits.directJurors else { return nil }
        // The model is the same with the sides exchanged; the larger side is eliminated.
        let isExchanged = graph.entryCount < graph.jurorCount
        let level = sums.mean
        let cells = isExchanged ? exchanged : self
        let start = VarianceRatios(entry: (henderson.entry ?? 0) / residual, juror: (henderson.juror ?? 0) / residual)
        let likelihood = RestrictedLikelihood(graph: cells.graph, scores: cells.scores.map { $0 - level })
        guard let best = likelihood.minimum(from: isExchanged ? start.exchanged : start) else { return nil }
        return fit(sums, best, cells.graph, isExchanged: isExchanged)
    }

    private func fit(_ sums: SheetSums, _ best: RestrictedLikelihood.Value, _ graph: JuryGraph, isExchanged: Bool) -> SeverityFit {
        let point = best.point
        let residual = best.squares / Double(graph.sheetCount - 1)
        let above = sumOfProducts(point.unit, scoresAboveLevel(sums, isExchanged)) / point.information
        let left = point.remainders()
        let entries = graph.entrySums(best.projected).map { $0 * point.ratios.entry }
        let jurors = graph.jurorSums(best.projected).map { $0 * point.ratios.juror }
        let shown = isExchanged ? (entries: jurors, jurors: entries) : (entries: entries, jurors: jurors)

        let meanVariance = 1 / point.information
        let sides = [
            Side(ratio: point.ratios.entry, remainders: left.entries, unit: graph.entrySums(point.unit)),
            Side(ratio: point.ratios.juror, remainders: left.jurors, unit: graph.jurorSums(point.unit)),
        ]
        let (entrySide, jurorSide) = isExchanged ? (sides[1], sides[0]) : (sides[0], sides[1])
        let ratios = isExchanged ? point.ratios.exchanged : point.ratios
        let mean = sums.mean + above
        return SeverityFit(
            model: .mixed, offsets: shown.jurors, raw: sums.raw, meanOffset: self.graph.entryMeans(ofJurors: shown.jurors),
            corrected: shown.entries.map { mean + $0 }, mean: mean,
            variance: SeverityVariance(residual: residual, juror: residual * ratios.juror, entry: residual * ratios.entry),
            ridge: ratios.juror > 0 ? 1 / ratios.juror : nil,
            mixed: SeverityFit.MixedDetails(
                meanError: (residual * meanVariance).squareRoot(), criterion: best.criterion,
                entryErrors: entrySide.errorsWithMean(residual, meanVariance),
                jurorErrors: jurorSide.errors(residual, meanVariance)))
    }

    private func scoresAboveLevel(_ sums: SheetSums, _ isExchanged: Bool) -> [Double] {
        (isExchanged ? exchanged : self).scores.map { $0 - sums.mean }
    }

    /// Standard errors of prediction of one side, from the inverse of the mixed model equations.
    private struct Side {
        let ratio: Double
        let remainders: [Double]
        let unit: [Double]

        /// Of an effect.
        func errors(_ residual: Double, _ meanVariance: Double) -> [Double] {
            remainders.indices.map { index in
                let byMean = ratio * unit[index]
                return (residual * (ratio * remainders[index] + byMean * byMean * meanVariance)).squareRoot()
            }
        }

        /// Of the mean and an effect together.
        func errorsWithMean(_ residual: Double, _ meanVariance: Double) -> [Double] {
            remainders.indices.map { index in
                let byMean = 1 - ratio * unit[index]
                return (residual * (ratio * remainders[index] + byMean * byMean * meanVariance)).squareRoot()
            }
        }
    }

    /// Scores that are entry + juror without noise have no largest likelihood: Henderson's variances and least squares stand.
    private func exact(_ sums: SheetSums, _ henderson: SeverityVariance, _ leastSquares: [Double]) -> SeverityFit {
        let meanOffset = graph.entryMeans(ofJurors: leastSquares)
        return SeverityFit(
            model: .mixed, offsets: leastSquares, raw: sums.raw, meanOffset: meanOffset,
            corrected: zip(sums.raw, meanOffset).map { $0 - $1 }, mean: sums.mean, variance: henderson, ridge: 0, mixed: nil)
    }

    /// Entries and jurors with their parts exchanged.
    private var exchanged: SeverityCells {
        SeverityCells(
            entryCount: graph.jurorCount, jurorCount: graph.entryCount, entry: graph.jurorOfSheet, juror: graph.entryOfSheet,
            score: scores)
    }
}

extension VarianceRatios {
    var exchanged: VarianceRatios {
        VarianceRatios(entry: juror, juror: entry)
    }
}
