/// How the totals of an entry's sheets become its score.
///
/// Mean, median and trimmed mean are exact. The other three first correct every total for the severity of its juror, which
/// takes binary64; the mean of the corrected totals is rounded half away from zero to six decimals, and that decimal is the score that
/// ranks, so that equal scores are equal on every machine.
public enum Aggregation: Sendable, Hashable {
    case mean
    /// The middle total, or the mean of the two middle ones.
    case median
    /// The mean after dropping the `trim` highest and the `trim` lowest totals.
    case trimmedMean(trim: Int)
    /// Each juror's totals brought to the mean and the population deviation of all counting totals: M + S · (x − m) / s. A juror
    /// with fewer than `minimumSheets` counting sheets, or whose totals are all equal, is left as is, see ``RankFlag/leftAsIs(juror:_:)``.
    ///
    /// With a warning: where strong entries meet the same jurors it takes the strength for mildness and undoes the ranking.
    ///
    /// Totals 10, 20, 30 of one juror and 60, 80, 70 of another, for A, B and C: M = 45 and S = 26.30, m = 20 and s = 8.165 for the
    /// first, so that both bring A to 45 − 26.30 · 10 / 8.165 = 12.79.
    case zScore(minimumSheets: Int)
    /// Entries fixed, juror offsets shrunk by the evidence for them (Yates 1940); the choice where severity is corrected.
    case interblock
    /// Juror offsets by plain least squares.
    case additive

    /// Whether scores are exact, from points to places.
    public var isExact: Bool {
        switch self {
        case .mean, .median, .trimmedMean: true
        case .zScore, .interblock, .additive: false
        }
    }

    func check(at path: String, _ problems: inout ProblemList) {
        switch self {
        case .trimmedMean(let trim) where trim < 0:
            problems.add("\(path).trim", .outOfRange, "must be 0 or more, but is \(trim)")
        case .zScore(let minimumSheets) where minimumSheets < 1:
            problems.add("\(path).minimumSheets", .outOfRange, "must be 1 or more, but is \(minimumSheets)")
        case .mean, .median, .trimmedMean, .zScore, .interblock, .additive:
            break
        }
    }
}

/// A rule for entries whose scores are exactly equal.
public enum TieRule: Sendable, Hashable, CustomStringConvertible {
    /// The higher median of the totals.
    case median
    /// The higher best total.
    case highest
    /// The higher worst total.
    case lowest
    /// The better best total, then second best, and so on; where one entry runs out of sheets the other is ahead.
    case countback
    /// The higher mean of the points of that criterion; `n/a` is left out, and without any points the entry is behind.
    case criterion(String)
    /// Drawing lots, see ``lotDigest(seed:entry:)``.
    case lot

    /// The name in the contract: `median`, `criterion:a`, `lot`.
    public var description: String {
        switch self {
        case .median: "median"
        case .highest: "highest"
        case .lowest: "lowest"
        case .countback: "countback"
        case .criterion(let id): "criterion:\(id)"
        case .lot: "lot"
        }
    }

    /// Reads the name in the contract; nil for any other text.
    public init?(_ name: String) {
        switch name {
        case "median": self = .median
        case "highest": self = .highest
        case "lowest": self = .lowest
        case "countback": self = .countback
        case "lot": self = .lot
        default:
            guard name.hasPrefix("criterion:") else { return nil }
            self = .criterion(String(name.dropFirst("criterion:".count)))
        }
    }
}

/// How ranks go on after a shared one.
public enum RankingStyle: String, Sendable, Hashable, CaseIterable {
    /// 1, 2, 2, 4
    case standard
    /// 1, 2, 2, 3
    case dense
}

/// Everything ``rank(_:)`` needs. Same shape as the JSON document of the operation `rank`.
public struct RankInput: Sendable, Hashable {
    public let rubric: Rubric
    public let aggregation: Aggregation
    /// Applied in this order to entries with exactly equal scores.
    public let ties: [TieRule]
    /// Public text that decides lots; needed where `ties` lists `lot`.
    public let lotSeed: String?
    public let ranking: RankingStyle
    /// In any order; the order changes nothing.
    public let sheets: [Sheet]

    public init(
        rubric: Rubric, aggregation: Aggregation, ties: [TieRule] = [], lotSeed: String? = nil,
        ranking: RankingStyle = .standard, sheets: [Sheet]
    ) {
        self.rubric = rubric
        self.aggregation = aggregation
        self.ties = ties
        self.lotSeed = lotSeed
        self.ranking = ranking
        self.sheets = sheets
    }
}
