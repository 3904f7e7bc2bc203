/// Standard errors of what a fit gives.
public struct SeverityErrors: Sendable, Hashable {
    /// Of each entry's corrected score.
    public let entries: [Double]
    /// Of each juror's offset.
    public let jurors: [Double]
}

extension SeverityCells {
    /// The standard errors that belong to a fit of these sheets.
    ///
    /// With M the inverse of S + λ·I and a the vector that holds 1/n for each of an entry's n jurors, a corrected score has the
    /// variance s²·(1/n + aᵀMa), and an offset s²·M_jj. For `additive`, M is the generalised inverse under which offsets sum to zero:
    /// the errors are about these very jurors. For `interblock` they are about jurors drawn at random, and hold the severity that
    /// the jury may have in common, s²_b/J. For `mixed` they are standard errors of prediction.
    ///
    /// - Returns: nil without residual degrees of freedom, and for more than ``Limits/directJurors`` jurors.
    public func standardErrors(of fit: SeverityFit) -> SeverityErrors? {
        if let mixed = fit.mixed { return SeverityErrors(entries: mixed.entryErrors, jurors: mixed.jurorErrors) }
        guard let residual = fit.variance.residual else { return nil }
        guard let ridge = fit.ridge else {
            let entries = (0..<graph.entryCount).map { (residual / Double(graph.sheetsOfEntry($0))).squareRoot() }
            return SeverityErrors(entries: entries, jurors: [Double](repeating: 0, count: graph.jurorCount))
        }
        // Below 10⁻⁸ the ridge changes nothing but the jury's common level, which is added exactly.
        let equations = JurorEquations(graph: graph, ridge: ridge < 1e-8 ? 0 : ridge)
        guard graph.jurorCount <= Limits.directJurors, let factor = Cholesky(equations.matrix()) else { return nil }
        let inverse = factor.inverseFactor()
        let common = commonVariance(equations, residual, shrunk: fit.model == .interblock ? fit.variance.juror : nil)
        let jurors = inverse.diagonal().enumerated().map { juror, form in
            root(residual * form, common[Int(graph.componentOfJuror[juror])])
        }
        let forms = inverse.lists(first: graph.firstSheet, members: graph.jurorOfSheet)
        let entries = forms.enumerated().map { entry, form in
            let sheets = Double(graph.sheetsOfEntry(entry))
            return root(residual * (1 / sheets + form / (sheets * sheets)), common[Int(graph.componentOfEntry[entry])])
        }
        return SeverityErrors(entries: entries, jurors: jurors)
    }

    /// By component, what replaces the lifting term's part of the inverse: nothing for fixed jurors, the jury's common severity for
    /// random ones.
    private func commonVariance(_ equations: JurorEquations, _ residual: Double, shrunk jurorVariance: Double?) -> [Double] {
        var jurors = [Double](repeating: 0, count: graph.componentCount)
        for component in graph.componentOfJuror { jurors[Int(component)] += 1 }
        return jurors.map { count in
            let lifted = residual / (equations.ridge + equations.lift * count)
            return ((jurorVariance ?? 0) - lifted) / count
        }
    }

    /// The root of the sum, 0 where the two cancel but for rounding, as for a juror alone in a component.
    private func root(_ own: Double, _ common: Double) -> Double {
        let variance = own + common
        return variance <= 1e-13 * own ? 0 : variance.squareRoot()
    }
}
