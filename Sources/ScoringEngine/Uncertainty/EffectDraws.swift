/// Draws of entry effects, given scores and one shrinkage, from their joint normal distribution: the posterior where the entries are
/// random, the estimation error where they are fixed.
///
/// With A = L·Lᵀ of ``CrossedSystem`` and z standard normal, the kept side is b̂ + σ·L⁻ᵀz; given it, the eliminated levels are
/// independent, with mean wᵢ·(yᵢ − mean − Σ b) and variance σ²·wᵢ. That is the joint distribution, entries correlated through their
/// jurors, from one factor for all draws, and each draw one product with a triangle (no simulated scores to solve for).
struct EffectDraws: Sendable {
    /// So many draws are made at once, as one row of tiles.
    static let together = tileEdge

    let design: CrossedDesign
    let system: CrossedSystem
    let hasMean: Bool
    /// What the noise variance is drawn from: σ² is quadratic / χ² with one degree of freedom less than sheets.
    let quadratic: Double
    let inverse: InverseFactor

    /// Entries random: the posterior.
    init?(_ design: CrossedDesign, _ shrinkage: Shrinkage) {
        guard let system = CrossedSystem(design, shrinkage, hasMean: true) else { return nil }
        self.init(design, system, hasMean: true, quadratic: system.quadratic)
    }

    /// Entries fixed, with the shrinkage of the jurors and the noise variance of another one.
    init?(fixing other: EffectDraws) {
        let design = other.design
        let shrinkage = other.system.shrinkage
        let fixed = design.entriesAreKept
            ? Shrinkage(eliminated: shrinkage.eliminated, kept: 0) : Shrinkage(eliminated: 0, kept: shrinkage.kept)
        guard let system = CrossedSystem(design, fixed, hasMean: false) else { return nil }
        self.init(design, system, hasMean: false, quadratic: other.quadratic)
    }

    private init(_ design: CrossedDesign, _ system: CrossedSystem, hasMean: Bool, quadratic: Double) {
        self.design = design
        self.system = system
        self.hasMean = hasMean
        self.quadratic = quadratic
        inverse = system.cholesky.inverseFactor()
    }

    var entryCount: Int { design.entriesAreKept ? design.keptCount : design.eliminatedCount }

    /// The most probable effects.
    func estimates() -> [Double] {
        var effects = [Double](repeating: 0, count: entryCount)
        effects.withUnsafeMutableBufferPointer { target in
            system.solution.withUnsafeBufferPointer { kept in
                guard let target = target.baseAddress, let kept = kept.baseAddress else { return }
                entryEffects(kept: kept, into: target)
            }
        }
        return effects
    }

    /// The noise's standard deviation in one draw.
    private func noise(_ draw: Int, _ random: Philox) -> Double {
        let degrees = Double(design.sheets - 1)
        return (quadratic / random.chiSquare(degrees: degrees, stream: Stream.noise(draw))).squareRoot()
    }

    /// Calls `body` with draw number and effects for each of the draws, at most ``together`` of them.
    ///
    /// - Parameter centred: whether effects are deviations from the estimates instead of values.
    func forEach(
        _ draws: [Int], _ random: Philox, centred: Bool, _ body: (Int, UnsafeMutablePointer<Double>) -> Void
    ) {
        let stride = inverse.stride
        let normals = UnsafeMutablePointer<Double>.allocate(capacity: 2 * tileEdge * stride)
        let effects = UnsafeMutablePointer<Double>.allocate(capacity: 2 * entryCount)
        defer {
            normals.deallocate()
            effects.deallocate()
        }
        normals.initialize(repeating: 0, count: 2 * tileEdge * stride)
        effects.initialize(repeating: 0, count: 2 * entryCount)
        let deviations = normals + tileEdge * stride
        for (row, draw) in draws.enumerated() {
            let target = UnsafeMutableBufferPointer(start: normals + row * stride, count: inverse.order)
            random.fillNormals(target, stream: Stream.kept(draw))
        }
        multiply(normals, into: deviations, rows: draws.count)
        for (row, draw) in draws.enumerated() {
            let noise = noise(draw, random)
            let kept = deviations + row * stride
            for index in 0..<inverse.order {
                kept[index] = kept[index] * noise + (centred ? 0 : system.solution[index])
            }
            entryEffects(kept: kept, into: effects, centred: centred)
            if !design.entriesAreKept { addNoise(noise, draw, random, effects, scratch: effects + entryCount) }
            body(draw, effects)
        }
    }

    /// Each row z becomes L⁻ᵀz or −L⁻ᵀz; the sign doesn't matter to a normal number.
    private func multiply(_ normals: UnsafePointer<Double>, into results: UnsafeMutablePointer<Double>, rows: Int) {
        let (order, stride) = (inverse.order, inverse.stride)
        inverse.rows.withUnsafeBufferPointer { factor in
            guard let factor = factor.baseAddress else { return }
            if stride == tileEdge {
                // A small jury has few draws to a cell and would fill the tile with nothing.
                for row in 0..<rows {
                    for column in 0..<order {
                        let start = row * stride + column
                        results[start] = dot(normals + start, factor + (column * stride + column), count: order - column)
                    }
                }
            } else {
                for column in Swift.stride(from: 0, to: stride, by: tileEdge) {
                    subtractProduct(
                        normals + column, stride, factor + (column * stride + column), stride, from: results + column, stride,
                        depth: stride - column)
                }
            }
        }
    }

    private func addNoise(
        _ noise: Double, _ draw: Int, _ random: Philox, _ effects: UnsafeMutablePointer<Double>,
        scratch: UnsafeMutablePointer<Double>
    ) {
        random.fillNormals(UnsafeMutableBufferPointer(start: scratch, count: entryCount), stream: Stream.eliminated(draw))
        design.starts.withUnsafeBufferPointer { starts in
            for entry in 0..<entryCount {
                let sheets = Double(starts[entry + 1] - starts[entry])
                effects[entry] += noise / (sheets + system.shrinkage.eliminated).squareRoot() * scratch[entry]
            }
        }
    }

    private func entryEffects(
        kept: UnsafePointer<Double>, into effects: UnsafeMutablePointer<Double>, centred: Bool = false
    ) {
        if design.entriesAreKept {
            for entry in 0..<entryCount { effects[entry] = kept[entry] }
            return
        }
        let mean = hasMean ? kept[design.keptCount] : 0
        design.starts.withUnsafeBufferPointer { starts in
            design.partners.withUnsafeBufferPointer { partners in
                design.sums.withUnsafeBufferPointer { sums in
                    for entry in 0..<entryCount {
                        var offsets = 0.0
                        for position in starts[entry]..<starts[entry + 1] { offsets += kept[Int(partners[position])] }
                        let sheets = Double(starts[entry + 1] - starts[entry])
                        let sum = centred ? 0 : sums[entry]
                        effects[entry] = (sum - sheets * mean - offsets) / (sheets + system.shrinkage.eliminated)
                    }
                }
            }
        }
    }
}

/// The streams of random numbers; each draw has its own of each kind.
enum Stream {
    static func kept(_ draw: Int) -> UInt64 { UInt64(draw) << 2 }
    static func eliminated(_ draw: Int) -> UInt64 { UInt64(draw) << 2 | 1 }
    static func noise(_ draw: Int) -> UInt64 { UInt64(draw) << 2 | 2 }
}

extension Philox {
    /// A chi-square number (Marsaglia, Tsang 2000, "A simple method for generating gamma variables").
    ///
    /// - Precondition: at least one degree of freedom.
    func chiSquare(degrees: Double, stream: UInt64) -> Double {
        precondition(degrees >= 1, "chi-square has at least one degree of freedom")
        // Below shape 1 a gamma number is one of shape + 1 times u^(1/shape).
        let shape = degrees / 2
        let isSmall = shape < 1
        let d = (isSmall ? shape + 1 : shape) - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        var index: UInt64 = 1
        while true {
            let normal = normal(stream: stream, index: index)
            let uniform = uniform(stream: stream, index: index + 1)
            index += 2
            let root = 1 + c * normal
            let cube = root * root * root
            guard cube > 0, naturalLog(uniform) < 0.5 * normal * normal + d * (1 - cube + naturalLog(cube)) else { continue }
            let small = isSmall ? exponential(naturalLog(self.uniform(stream: stream, index: 0)) / shape) : 1
            return 2 * d * cube * small
        }
    }
}
