/// The REML criterion of score = mean + entry + juror + noise, with the residual variance profiled out, and its minimum.
///
/// For γ = (γ_E, γ_J), the variances of entries and jurors over the residual variance,
///
/// d(γ) = (n − 1)·(1 + ln(2π·q/(n − 1))) + ln|H| + ln(1ᵀH⁻¹1),  q = yᵀPy.
///
/// It is minimised over γ ≥ 0 by projected Newton steps with the average information matrix (Gilmour, Thompson, Cullis 1995),
/// which is never indefinite, and halved steps until the criterion falls, so that every step is downhill. The gradient is exact:
/// ∂d/∂γ = tr(PV) − (n − 1)·yᵀPVPy/q, with V = FFᵀ or BBᵀ.
struct RestrictedLikelihood {
    let graph: JuryGraph
    /// The scores less a common level, which P takes out anyway.
    let scores: [Double]

    struct Value {
        let point: MixedPoint
        let criterion: Double
        /// P·y and q.
        let projected: [Double]
        let squares: Double
    }

    func value(_ ratios: VarianceRatios) -> Value? {
        guard let point = MixedPoint(graph, ratios) else { return nil }
        let projected = point.project(scores)
        let squares = sumOfProducts(scores, projected)
        guard squares > 0 else { return nil }
        let degrees = Double(graph.sheetCount - 1)
        let twoPi = 6.283_185_307_179_586
        let criterion = degrees * (1 + naturalLog(twoPi * squares / degrees)) + point.logDeterminants
        return criterion.isFinite ? Value(point: point, criterion: criterion, projected: projected, squares: squares) : nil
    }

    /// The lowest point found from the starts. Small juries are started from several places, since their criterion may have more
    /// than one valley.
    func minimum(from start: VarianceRatios) -> Value? {
        var starts = [VarianceRatios(entry: max(start.entry, 0.01), juror: max(start.juror, 0.01))]
        if min(graph.entryCount, graph.jurorCount) <= Self.smallJury {
            starts += [VarianceRatios(entry: 1, juror: 1), VarianceRatios(entry: 4, juror: 0.05), VarianceRatios(entry: 0.05, juror: 4)]
        }
        var best: Value?
        for start in starts {
            guard let found = descend(from: start) else { continue }
            // Two descents into one valley end apart by rounding; the first one stands.
            if let known = best, found.criterion >= known.criterion - 1e-9 * abs(known.criterion) { continue }
            best = found
        }
        return best
    }

    private static let smallJury = 96
    private static let steps = 200

    private func descend(from start: VarianceRatios) -> Value? {
        guard var here = value(start) else { return nil }
        for _ in 0..<Self.steps {
            let slope = slope(here)
            let step = Self.step(here.point.ratios, slope)
            guard let next = lower(here, step, slope.gradient) else { return here }
            here = next
        }
        return here
    }

    /// The first of the halved steps whose criterion falls by a fair part of what the slope promises; nil where it promises no
    /// more than rounding.
    private func lower(_ here: Value, _ step: VarianceRatios, _ gradient: VarianceRatios) -> Value? {
        let from = here.point.ratios
        var length = 1.0
        for _ in 0..<60 {
            let ratios = VarianceRatios(
                entry: max(0, from.entry + length * step.entry), juror: max(0, from.juror + length * step.juror))
            let promise = gradient.entry * (from.entry - ratios.entry) + gradient.juror * (from.juror - ratios.juror)
            guard promise > 1e-13 * max(1, abs(here.criterion)) else { return nil }
            if let next = value(ratios), next.criterion <= here.criterion - 1e-4 * promise { return next }
            length /= 2
        }
        return nil
    }

    struct Slope {
        let gradient: VarianceRatios
        /// The average information: entry × entry, entry × juror, juror × juror.
        let curvature: (Double, Double, Double)
    }

    private func slope(_ value: Value) -> Slope {
        let point = value.point
        let degrees = Double(graph.sheetCount - 1)
        let traces = point.remainders()
        let entryUnit = graph.entrySums(point.unit)
        let jurorUnit = graph.jurorSums(point.unit)
        let entrySums = graph.entrySums(value.projected)
        let jurorSums = graph.jurorSums(value.projected)
        let entrySquares = sumOfProducts(entrySums, entrySums)
        let jurorSquares = sumOfProducts(jurorSums, jurorSums)
        let gradient = VarianceRatios(
            entry: traces.entryTrace - sumOfProducts(entryUnit, entryUnit) / point.information
                - degrees * entrySquares / value.squares,
            juror: traces.jurorTrace - sumOfProducts(jurorUnit, jurorUnit) / point.information
                - degrees * jurorSquares / value.squares)
        let entryImage = graph.entryOfSheet.map { entrySums[Int($0)] }
        let jurorImage = graph.jurorOfSheet.map { jurorSums[Int($0)] }
        let entryProjected = point.project(entryImage)
        let jurorProjected = point.project(jurorImage)
        func information(_ left: [Double], _ right: [Double], _ first: Double, _ second: Double) -> Double {
            degrees * (sumOfProducts(left, right) - first * second / value.squares) / value.squares
        }
        return Slope(
            gradient: gradient,
            curvature: (
                information(entryImage, entryProjected, entrySquares, entrySquares),
                information(entryImage, jurorProjected, entrySquares, jurorSquares),
                information(jurorImage, jurorProjected, jurorSquares, jurorSquares)
            ))
    }

    /// The Newton step among the ratios that may move: one that is 0 and would fall stays.
    private static func step(_ ratios: VarianceRatios, _ slope: Slope) -> VarianceRatios {
        let (g, h) = (slope.gradient, slope.curvature)
        let entryStays = ratios.entry == 0 && g.entry >= 0
        let jurorStays = ratios.juror == 0 && g.juror >= 0
        func alone(_ gradient: Double, _ curvature: Double, _ ratio: Double) -> Double {
            // Where the criterion is flat the information is no guide; the ratio then at most doubles or vanishes.
            curvature > 0 && (gradient / curvature).isFinite ? -gradient / curvature : -(ratio + 0.1) * (gradient > 0 ? 1 : -1)
        }
        let single = VarianceRatios(
            entry: entryStays ? 0 : alone(g.entry, h.0, ratios.entry), juror: jurorStays ? 0 : alone(g.juror, h.2, ratios.juror))
        let determinant = h.0 * h.2 - h.1 * h.1
        guard !entryStays, !jurorStays, determinant > 1e-10 * h.0 * h.2 else { return single }
        let both = VarianceRatios(
            entry: -(h.2 * g.entry - h.1 * g.juror) / determinant, juror: -(h.0 * g.juror - h.1 * g.entry) / determinant)
        // A step across a bound would be bent there and might no longer lead downhill; one ratio at a time always does.
        let staysInside = ratios.entry + both.entry >= 0 && ratios.juror + both.juror >= 0
        return staysInside ? both : single
    }
}
