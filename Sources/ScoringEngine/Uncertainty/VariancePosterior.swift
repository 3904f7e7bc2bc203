/// What the scores say about the three variances: a grid over the two ratios entry : noise and juror : noise.
///
/// With σ² the noise variance, γ the ratios and C the mixed model equations, the restricted likelihood (Patterson, Thompson 1971;
/// Harville 1977), σ² integrated out with density 1/σ², is
///
///     log p(γ | y) = −½·(log |C| + Σ qₛ·log γₛ + (N − 1)·log yᵀPy) + log prior(γ)
///
/// and the prior says that each √γ, a standard deviation in units of the noise's, is half-Cauchy with scale 1 (Gelman 2006):
/// nearly flat where juries are, and proper, so that a jury of one sheet an entry has an answer too.
struct VariancePosterior {
    /// One point of the grid and the number of draws that it gets.
    struct Cell: Sendable {
        let shrinkage: Shrinkage
        let draws: Int
    }

    /// Above this many levels on both sides the variances are known so well that the most probable ones stand for all.
    static let largestGrid = 128
    private static let bound = 16.0
    /// Over about eight standard deviations; with nine, probabilities in small juries are off by 0.01, with 25 no nearer than with twelve.
    private static let steps = 12
    /// The grid ends where the density has fallen by e⁻⁸.
    private static let depth = 8.0

    private let design: CrossedDesign
    private let scores: SeverityCells

    init(_ design: CrossedDesign, _ scores: SeverityCells) {
        self.design = design
        self.scores = scores
    }

    /// The cells for so many draws, in the order of the draws.
    func cells(draws: Int) -> [Cell] {
        guard design.keptCount <= Self.largestGrid else { return [Cell(shrinkage: shrinkage(mostLikely()), draws: draws)] }
        let mode = mode()
        let peak = logDensity(mode)
        let first = range(around: mode.eliminated) { logDensity(Point(eliminated: $0, kept: mode.kept)) > peak - Self.depth }
        let second = range(around: mode.kept) { logDensity(Point(eliminated: mode.eliminated, kept: $0)) > peak - Self.depth }
        let points = (0..<(Self.steps * Self.steps)).map { number in
            Point(eliminated: middle(first, number / Self.steps), kept: middle(second, number % Self.steps))
        }
        let weights = Parts.map(points.count) { exponential(logDensity(points[$0]) - peak) }
        let total = weights.reduce(0, +)
        var cells: [Cell] = []
        var before = 0.0
        var given = 0
        for (point, weight) in zip(points, weights) {
            before += weight
            // Draw d stands at (d + ½) / draws of the whole.
            let upTo = min(draws, max(given, Int((before / total * Double(draws) + 0.5).rounded(.down))))
            if upTo > given { cells.append(Cell(shrinkage: shrinkage(point), draws: upTo - given)) }
            given = upTo
        }
        return cells
    }

    /// The logarithms of the two ratios.
    private struct Point {
        var eliminated: Double
        var kept: Double
    }

    private func shrinkage(_ point: Point) -> Shrinkage {
        Shrinkage(eliminated: exponential(-point.eliminated), kept: exponential(-point.kept))
    }

    private func middle(_ range: (Double, Double), _ step: Int) -> Double {
        range.0 + (range.1 - range.0) * (Double(step) + 0.5) / Double(Self.steps)
    }

    private func logDensity(_ point: Point) -> Double {
        let shrinkage = shrinkage(point)
        guard let system = CrossedSystem(design, shrinkage, hasMean: true) else { return -.infinity }
        var determinant = system.cholesky.logDeterminant
        for (sheets, levels) in design.levelsBySheets {
            determinant += Double(levels) * naturalLog(Double(sheets) + shrinkage.eliminated)
        }
        determinant += Double(design.eliminatedCount) * point.eliminated + Double(design.keptCount) * point.kept
        let fit = Double(design.sheets - 1) * naturalLog(system.quadratic)
        return -(determinant + fit) / 2 + prior(point.eliminated) + prior(point.kept)
    }

    /// Of the logarithm of a ratio γ, where √γ is half-Cauchy: √γ / (1 + γ).
    private func prior(_ logRatio: Double) -> Double {
        logRatio / 2 - naturalLog(1 + exponential(logRatio))
    }

    /// The ratios of restricted maximum likelihood, within the bounds; where it has none, the mode.
    private func mostLikely() -> Point {
        guard let variance = scores.fit(.mixed)?.variance, let noise = variance.residual, noise > 0,
            let entry = variance.entry, let juror = variance.juror
        else { return mode() }
        func bounded(_ variance: Double) -> Double {
            max(-Self.bound, min(Self.bound, naturalLog(variance) - naturalLog(noise)))
        }
        return design.entriesAreKept
            ? Point(eliminated: bounded(juror), kept: bounded(entry)) : Point(eliminated: bounded(entry), kept: bounded(juror))
    }

    /// Compass search, down to a twentieth.
    private func mode() -> Point {
        var best = Point(eliminated: 0, kept: -2)
        var value = logDensity(best)
        var step = 4.0
        while step > 0.05 {
            var improved = false
            for (first, second) in [(step, 0.0), (-step, 0), (0, step), (0, -step)] {
                let point = Point(eliminated: best.eliminated + first, kept: best.kept + second)
                guard abs(point.eliminated) <= Self.bound, abs(point.kept) <= Self.bound else { continue }
                let density = logDensity(point)
                guard density > value else { continue }
                (best, value, improved) = (point, density, true)
            }
            if !improved { step /= 2 }
        }
        return best
    }

    /// The stretch around a point in which a condition holds, to a tenth of its half-width or better.
    private func range(around point: Double, _ holds: (Double) -> Bool) -> (Double, Double) {
        func reach(_ sign: Double) -> Double {
            var (inside, step) = (0.0, 0.25)
            while holds(point + sign * (inside + step)), abs(point + sign * inside) < Self.bound {
                inside += step
                step *= 2
            }
            for _ in 0..<4 {
                step /= 2
                if holds(point + sign * (inside + step)) { inside += step }
            }
            return inside + step
        }
        return (point - reach(-1), point + reach(1))
    }
}
