/// What ``assign(_:)`` answers.
public struct AssignResult: Sendable, Hashable {
    /// Fixed pairs included; by entry, then juror, in the order of their bytes.
    public let assignments: [AssignPair]
    /// The total affinity.
    public let objective: FixedPoint
    /// The smallest summed affinity of an entry's jurors.
    public let worstEntry: FixedPoint
    /// Over all jurors who may read any, those without entries included.
    public let loads: LoadRange
    /// Whether the entries and the jurors who read any are one connected graph.
    public let connected: Bool
    /// The second smallest eigenvalue of the jurors' Schur complement, over jurors who read any entry: how firmly the jury is
    /// connected, see ``JuryGraph/lambda2()``. 0 where it isn't; nil where fewer than two jurors read.
    public let lambda2: Double?
    public let certificate: AssignCertificate

    public init(
        assignments: [AssignPair], objective: FixedPoint, worstEntry: FixedPoint, loads: LoadRange, connected: Bool,
        lambda2: Double?, certificate: AssignCertificate
    ) {
        self.assignments = assignments
        self.objective = objective
        self.worstEntry = worstEntry
        self.loads = loads
        self.connected = connected
        self.lambda2 = lambda2
        self.certificate = certificate
    }

    public struct LoadRange: Sendable, Hashable {
        public let min: Int
        public let max: Int

        public init(min: Int, max: Int) {
            self.min = min
            self.max = max
        }
    }
}

/// Why a plan can't be better, in a form that one pass over the input checks.
///
/// Every plan has the value `affinity · A − load · Σ load² + kept · K`, with A its total affinity in `unit`s and K the pairs of
/// `keep` it holds; the weights are so large that a larger value means better in the order total, even loads, changes. For any
/// juror prices p, no plan whose entries all reach `floor` is worth more than
///
///     Σ over jurors  max over loads l of (p · l − load · l²)
///     + Σ over entries  max over sets of jurors the entry may have of Σ (value of the pair − p)
///
/// (weak duality; Geoffrion 1974). Loads run from the larger of `minLoad` and the juror's fixed pairs to the smaller of `maxLoad`
/// and the number of entries that are no conflict of theirs. A set may be had where it has the entry's number of jurors, its fixed ones among them, no
/// conflict, no two that are kept apart and, where `floor` is given, a summed affinity of at least `floor`. Where neither apart
/// nor floor binds, the best set is simply the largest terms, and the prices are the dual prices of the flow.
public struct AssignCertificate: Sendable, Hashable {
    /// Everything strived for is proven: no plan is better in any goal, in their order.
    public let optimal: Bool
    /// `bound − value`; 0 proves total, even loads and changes at once, by the prices alone.
    public let gap: Int128
    public let bound: Int128
    public let value: Int128
    /// What whole numbers of affinity count: the largest that divides all.
    public let unit: FixedPoint
    public let weights: Weights
    /// The least every entry's summed affinity has to be; nil where the worst entry isn't strived for.
    public let floor: FixedPoint?
    /// One for each juror, in the order of their bytes.
    public let duals: [Dual]
    public let levels: Levels

    public init(
        optimal: Bool, gap: Int128, bound: Int128, value: Int128, unit: FixedPoint, weights: Weights, floor: FixedPoint?,
        duals: [Dual], levels: Levels
    ) {
        self.optimal = optimal
        self.gap = gap
        self.bound = bound
        self.value = value
        self.unit = unit
        self.weights = weights
        self.floor = floor
        self.duals = duals
        self.levels = levels
    }

    public struct Weights: Sendable, Hashable {
        public let affinity: Int128
        public let load: Int128
        public let kept: Int128

        public init(affinity: Int128, load: Int128, kept: Int128) {
            self.affinity = affinity
            self.load = load
            self.kept = kept
        }
    }

    public struct Dual: Sendable, Hashable {
        public let juror: String
        public let price: Int128

        public init(juror: String, price: Int128) {
            self.juror = juror
            self.price = price
        }
    }

    /// How a level was proven.
    public enum Proof: String, Sendable, Hashable, CaseIterable {
        /// By the prices, or for the worst entry by what a single entry can reach, or for the graph by the plan itself.
        case bound
        /// By a search that left out nothing.
        case search
        /// Not proven: the plan is the best found within the work allowed.
        case none
        /// The level isn't strived for.
        case unused
    }

    public struct Levels: Sendable, Hashable {
        public let connected: Proof
        public let worstEntry: Proof
        /// No plan's worst entry has more; nil where it isn't strived for.
        public let worstEntryBound: FixedPoint?
        /// Total, even loads and changes together.
        public let total: Proof
        /// No plan with the same connection and worst entry has a larger total affinity.
        public let totalBound: FixedPoint

        public init(connected: Proof, worstEntry: Proof, worstEntryBound: FixedPoint?, total: Proof, totalBound: FixedPoint) {
            self.connected = connected
            self.worstEntry = worstEntry
            self.worstEntryBound = worstEntryBound
            self.total = total
            self.totalBound = totalBound
        }
    }
}
