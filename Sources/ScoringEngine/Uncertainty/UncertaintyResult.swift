/// What ``uncertainty(_:)`` finds.
public struct UncertaintyResult: Sendable, Hashable {
    /// In rank order, unranked last.
    public let entries: [UncertainEntry]
    /// The boundaries that `within` and `tauBest` are about, rising.
    public let boundaries: [Int]
    public let tauBest: [BestSet]
    /// The jurors without whose sheets the places up to the last boundary would be others, by juror id. Nil where that is not
    /// examined, see ``UncertaintyFlag/jurorsNotExamined``.
    public let jurorsThatDecide: [DecidingJuror]?
    /// The criteria a tenth more or less of whose weight changes the places up to the last boundary, in the rubric's order.
    public let weightsThatDecide: [DecidingWeight]
    public let flags: [UncertaintyFlag]

    public init(
        entries: [UncertainEntry], boundaries: [Int], tauBest: [BestSet], jurorsThatDecide: [DecidingJuror]?,
        weightsThatDecide: [DecidingWeight], flags: [UncertaintyFlag]
    ) {
        self.entries = entries
        self.boundaries = boundaries
        self.tauBest = tauBest
        self.jurorsThatDecide = jurorsThatDecide
        self.weightsThatDecide = weightsThatDecide
        self.flags = flags
    }
}

/// One entry's rank and what the sheets tell about it.
public struct UncertainEntry: Sendable, Hashable {
    public let entry: String
    /// The official rank, by the rank input's own rules; nil without any counting sheet.
    public let rank: Int?
    /// The true rank lies in here with a probability as near the level as whole ranks allow; nil without any counting sheet.
    public let interval: ClosedRange<Int>?
    /// For each boundary the probability that the true rank is within it; empty without any counting sheet.
    public let within: [Double]

    public init(entry: String, rank: Int?, interval: ClosedRange<Int>?, within: [Double]) {
        self.entry = entry
        self.rank = rank
        self.interval = interval
        self.within = within
    }
}

/// An entry that goes from one rank to another; nil stands for no rank.
public struct PlaceChange: Sendable, Hashable {
    public let entry: String
    public let from: Int?
    public let to: Int?

    public init(entry: String, from: Int?, to: Int?) {
        self.entry = entry
        self.from = from
        self.to = to
    }
}

/// A juror whose sheets, left out, change places or leave no ranking at all.
public struct DecidingJuror: Sendable, Hashable {
    public let juror: String
    /// Those that leave, enter or move within the places up to the last boundary: by new rank, then by old rank, then by id.
    public let changes: [PlaceChange]
    /// Why there is no ranking without this juror, or nil.
    public let problem: String?

    public init(juror: String, changes: [PlaceChange], problem: String? = nil) {
        self.juror = juror
        self.changes = changes
        self.problem = problem
    }
}

/// A criterion whose weight, multiplied by a factor, changes places.
public struct DecidingWeight: Sendable, Hashable {
    public let criterion: String
    /// 0.9 or 1.1.
    public let factor: FixedPoint
    public let changes: [PlaceChange]

    public init(criterion: String, factor: FixedPoint, changes: [PlaceChange]) {
        self.criterion = criterion
        self.factor = factor
        self.changes = changes
    }
}

/// Something about the whole answer that its readers should know.
public enum UncertaintyFlag: String, Sendable, Hashable, CaseIterable {
    /// No entry has a counting sheet.
    case noEntryRanked
    /// The jury falls into parts that share no entry. Entries of different parts are compared as if their jurors were alike but for
    /// what the juror variance allows.
    case disconnected
    /// Fewer than three degrees of freedom are left for the noise, so that what is noise and what is merit hangs on the prior.
    case fewSheets
    /// All totals are equal: nothing is known about the order.
    case allEqual
    /// Leaving out each juror in turn would take too long: with corrected scores every sheet is read again for every juror, and
    /// jurors × sheets is beyond ``Limits/refitSheets``.
    case jurorsNotExamined
}
