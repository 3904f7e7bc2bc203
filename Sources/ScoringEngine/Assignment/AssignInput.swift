/// What ``assign(_:)`` strives for, in this order; an input may leave out any but must keep the order.
public enum AssignGoal: String, Sendable, Hashable, CaseIterable {
    /// One connected juror–entry graph, so that severity can be estimated.
    case connected
    /// The largest minimum over entries of the summed affinity of an entry's jurors.
    case worstEntry
    /// The largest total affinity.
    case total
    /// The most even loads: the smallest sum of squared loads.
    case evenLoads
    /// The most pairs of `keep`, that is the fewest changes.
    case keep
}

/// A juror and how many entries they may read.
public struct AssignJuror: Sendable, Hashable {
    public let id: String
    /// At least 0.
    public let minLoad: Int
    /// At least `minLoad`. 0 takes a juror out without touching what else names them.
    public let maxLoad: Int

    public init(id: String, minLoad: Int = 0, maxLoad: Int) {
        self.id = id
        self.minLoad = minLoad
        self.maxLoad = maxLoad
    }
}

/// An entry and how many different jurors read it.
public struct AssignEntry: Sendable, Hashable {
    public let id: String
    /// At least 1.
    public let reviews: Int

    public init(id: String, reviews: Int) {
        self.id = id
        self.reviews = reviews
    }
}

/// A juror and an entry.
public struct AssignPair: Sendable, Hashable {
    public let juror: String
    public let entry: String

    public init(juror: String, entry: String) {
        self.juror = juror
        self.entry = entry
    }
}

/// How well a juror fits an entry. A pair without one fits 0.
public struct AssignAffinity: Sendable, Hashable {
    public let juror: String
    public let entry: String
    /// At most ``Limits/affinity`` in size; a cost is a negative affinity.
    public let affinity: FixedPoint

    public init(juror: String, entry: String, affinity: FixedPoint) {
        self.juror = juror
        self.entry = entry
        self.affinity = affinity
    }
}

/// Two jurors who never read the same entry.
public struct AssignApart: Sendable, Hashable {
    public let first: String
    public let second: String

    public init(first: String, second: String) {
        self.first = first
        self.second = second
    }
}

/// Everything ``assign(_:)`` needs. Same shape as the JSON document of the operation `assign`; the order of the lists decides nothing.
public struct AssignInput: Sendable, Hashable {
    public let jurors: [AssignJuror]
    public let entries: [AssignEntry]
    /// Pairs that may not be.
    public let conflicts: [AssignPair]
    public let affinity: [AssignAffinity]
    /// Pairs that must be.
    public let fixed: [AssignPair]
    public let apart: [AssignApart]
    /// An earlier plan to stay near to.
    public let keep: [AssignPair]
    /// Decides between plans that are equal in every goal.
    public let seed: Int
    /// In the order of ``AssignGoal``.
    public let goals: [AssignGoal]

    public init(
        jurors: [AssignJuror], entries: [AssignEntry], conflicts: [AssignPair] = [], affinity: [AssignAffinity] = [],
        fixed: [AssignPair] = [], apart: [AssignApart] = [], keep: [AssignPair] = [], seed: Int = 0,
        goals: [AssignGoal] = AssignGoal.allCases
    ) {
        self.jurors = jurors
        self.entries = entries
        self.conflicts = conflicts
        self.affinity = affinity
        self.fixed = fixed
        self.apart = apart
        self.keep = keep
        self.seed = seed
        self.goals = goals
    }
}
