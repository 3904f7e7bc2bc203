/// An estimate of what entries are ranked by, higher is better, with the standard error of its independent normal error.
public struct RankEstimate: Sendable, Hashable {
    public let entry: String
    /// Within ±10¹⁰⁰.
    public let estimate: Double
    /// From 10⁻¹⁰⁰ to 10¹⁰⁰.
    public let standardError: Double

    public init(entry: String, estimate: Double, standardError: Double) {
        self.entry = entry
        self.estimate = estimate
        self.standardError = standardError
    }
}

/// Everything ``tauBest(_:)`` needs. Same shape as the JSON document of the operation `uncertainty` with `estimates`.
public struct TauBestInput: Sendable, Hashable {
    /// In any order; the order changes nothing.
    public let estimates: [RankEstimate]
    /// The numbers of best entries asked for, each 1 or more.
    public let boundaries: [Int]
    /// The confidence, at least 0.5 and less than 1.
    public let level: Double
    public let draws: Int
    public let seed: Int

    public init(estimates: [RankEstimate], boundaries: [Int], level: Double = 0.95, draws: Int = 10_000, seed: Int = 1) {
        self.estimates = estimates
        self.boundaries = boundaries
        self.level = level
        self.draws = draws
        self.seed = seed
    }
}

/// The entries that may be among the best `boundary`.
public struct BestSet: Sendable, Hashable {
    public let boundary: Int
    /// By falling estimate or rising rank, then by id.
    public let entries: [String]

    public init(boundary: Int, entries: [String]) {
        self.boundary = boundary
        self.entries = entries
    }
}

/// What ``tauBest(_:)`` finds.
public struct TauBestResult: Sendable, Hashable {
    public struct Entry: Sendable, Hashable {
        public let entry: String
        /// By the estimates alone; equal ones share a rank.
        public let rank: Int
        /// Bounds that hold for all entries at once with the confidence asked for.
        public let interval: ClosedRange<Int>

        public init(entry: String, rank: Int, interval: ClosedRange<Int>) {
            self.entry = entry
            self.rank = rank
            self.interval = interval
        }
    }

    /// By rank, then by id.
    public let entries: [Entry]
    public let tauBest: [BestSet]

    public init(entries: [Entry], tauBest: [BestSet]) {
        self.entries = entries
        self.tauBest = tauBest
    }
}

/// "With 95 % confidence the best τ are among these": confidence sets for the τ best of entries whose values are only estimated
/// (Mogstad, Romano, Shaikh, Wilhelm 2024, Inference for ranks, Review of Economic Studies 91, 476–518).
///
/// Entry b is concluded to be better than w where xᵦ − xᵥᵥ > c·√(sᵦ² + sᵥᵥ²). c is the `level` quantile, over the draws, of the
/// largest (zᵦ − zᵥᵥ)/√(sᵦ² + sᵥᵥ²) among pairs not concluded on yet, z normal with the standard errors s; it is found anew until
/// it stays. An entry's rank is then from 1 + the number of better ones to n − the number of worse ones, for all entries at once,
/// and the τ best are among the entries whose lower bound is at most τ.
///
/// ```swift
/// // Errors so small that nothing is in doubt.
/// let clear = ["a": 3.0, "b": 2, "c": 1].map { RankEstimate(entry: $0, estimate: $1, standardError: 0.001) }
/// try tauBest(TauBestInput(estimates: clear, boundaries: [2])).tauBest  // boundary 2: a, b
/// ```
///
/// - Throws: ``EngineProblems`` for no estimates or too many, an entry listed twice, numbers out of their range.
public func tauBest(_ input: TauBestInput) throws(EngineProblems) -> TauBestResult {
    let estimates = try input.checked()
    let values = estimates.map(\.estimate)
    let random = Philox(seed: UInt64(input.seed))
    let confidence = RankConfidence(
        estimates: values, .independent(own: estimates.map { $0.standardError * $0.standardError }),
        draws: input.draws, level: input.level
    ) { isNeeded, body in
        forEachIndependent(estimates.map(\.standardError), draws: input.draws, random, isNeeded, body)
    }
    let bounds = Parts.map(values.count) { entry in
        let worst = values.count - confidence.numberWorse(than: entry)
        return (confidence.numberBetter(than: entry, upTo: values.count) + 1)...worst
    }
    let order = values.indices.sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] > values[$1] }
    var entries: [TauBestResult.Entry] = []
    var rank = 1
    for (place, number) in order.enumerated() {
        if place > 0, values[number] < values[order[place - 1]] { rank = place + 1 }
        entries.append(TauBestResult.Entry(entry: estimates[number].entry, rank: rank, interval: bounds[number]))
    }
    let sets = input.boundaries.map { boundary in
        BestSet(boundary: boundary, entries: entries.filter { $0.interval.lowerBound <= boundary }.map(\.entry))
    }
    return TauBestResult(entries: entries, tauBest: sets)
}

private func forEachIndependent(
    _ standardErrors: [Double], draws: Int, _ random: Philox, _ isNeeded: @Sendable (Int) -> Bool,
    _ body: @Sendable (Int, UnsafePointer<Double>) -> Void
) {
    let together = 64
    inParallel((draws + together - 1) / together) { part in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: standardErrors.count) { errors in
            for draw in (part * together)..<min(draws, (part + 1) * together) where isNeeded(draw) {
                random.fillNormals(errors, stream: Stream.kept(draw))
                for (index, error) in standardErrors.enumerated() { errors[index] *= error }
                if let base = errors.baseAddress { body(draw, UnsafePointer(base)) }
            }
        }
    }
}
