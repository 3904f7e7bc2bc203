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

/// Why the totals of a juror were not corrected.
public enum LeftAsIs: String, Sendable, Hashable, CaseIterable {
    /// Fewer counting sheets than `minimumSheets`.
    case fewSheets
    /// All totals of the juror are equal.
    case noSpread
}

/// Something about the whole ranking that its readers should know.
public enum RankFlag: Sendable, Hashable {
    /// No entry has a counting sheet.
    case noEntryRanked
    /// With `zScore`: the juror's totals count as they were given. By juror id.
    case leftAsIs(juror: String, LeftAsIs)
    /// With `interblock`: nothing in the sheets speaks for jurors differing in severity, so every total counts as it was given.
    case noSeverityFound
}

/// One line of a ranking.
public struct RankedEntry: Sendable, Hashable {
    public let entry: String
    /// From 1; nil without any counting sheet.
    public let rank: Int?
    /// From 0 to 100 and exact; with corrected scores a number of six decimals, which may lie outside (``RankResult/isExact``).
    /// Nil without any counting sheet.
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
    /// False where the totals were corrected for severity: then each score is the six-decimal number that was ranked.
    public let isExact: Bool

    public init(entries: [RankedEntry], flags: [RankFlag], isExact: Bool = true) {
        self.entries = entries
        self.flags = flags
        self.isExact = isExact
    }
}
