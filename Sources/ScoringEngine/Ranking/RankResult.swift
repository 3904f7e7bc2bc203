/// The rule that set an entry apart.
public enum DecidedBy: Sendable, Hashable, CustomStringConvertible {
    case score
    case tie(TieRule)

    /// `score` or the tie rule's name in the contract.
    public var description: String {
        switch self {
        case .score: "score"
        case .tie(let rule): rule.description
        }
    }
}

/// Something about an entry that its readers should know.
public enum EntryFlag: String, Sendable, Hashable, CaseIterable {
    /// A final sheet has `n/a` everywhere, so it gives no total and does not count.
    case sheetWithoutCriterion
}

/// Something about the whole ranking that its readers should know.
public enum RankFlag: String, Sendable, Hashable, CaseIterable {
    /// No entry has a counting sheet.
    case noEntryRanked
}

/// One line of a ranking.
public struct RankedEntry: Sendable, Hashable {
    public let entry: String
    /// From 1; nil without any counting sheet.
    public let rank: Int?
    /// Exact, from 0 to 100; nil without any counting sheet.
    public let score: Rational?
    /// The number of sheets that count.
    public let sheets: Int
    /// For each neighbour in rank (just above, just below) there is a first rule on which the two differ; this is the one of
    /// the two that comes later in the order score, then `ties`, because that is the rule the place hangs on.
    /// Nil without rank, and where all ranked entries share one rank.
    public let decidedBy: DecidedBy?
    public let flags: [EntryFlag]

    public init(entry: String, rank: Int?, score: Rational?, sheets: Int, decidedBy: DecidedBy?, flags: [EntryFlag]) {
        self.entry = entry
        self.rank = rank
        self.score = score
        self.sheets = sheets
        self.decidedBy = decidedBy
        self.flags = flags
    }
}

/// A ranking: every entry that a sheet names, best first, unranked last. Entries that share a rank, and unranked ones, are
/// shown in the order of their ids; that order decides nothing.
public struct RankResult: Sendable, Hashable {
    public let entries: [RankedEntry]
    public let flags: [RankFlag]

    public init(entries: [RankedEntry], flags: [RankFlag]) {
        self.entries = entries
        self.flags = flags
    }
}
