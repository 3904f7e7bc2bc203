/// What the values of a scale mean, which decides how far apart two of them are (Stevens 1946).
public enum AlphaLevel: String, Sendable, Hashable, CaseIterable {
    /// Names: two ratings are equal or not.
    case nominal
    /// An order: two ratings are as far apart as there are ratings between them.
    case ordinal
    /// A scale with a unit: two ratings are apart by their difference.
    case interval
    /// A scale with a unit and a zero: two ratings are apart by their difference in relation to their sum. Not below 0.
    case ratio
}

/// Everything ``reliability(_:)`` needs. Same shape as the JSON document of the operation `reliability`.
public struct ReliabilityInput: Sendable, Hashable {
    public enum Data: Sendable, Hashable {
        /// One row for each entry, one column for each juror; nil where the juror did not rate the entry.
        case ratings([[Double?]])
        /// One row for each entry, one column for each category: how many jurors chose it.
        case counts([[Int]])
    }

    public let data: Data
    /// The level that fits the ratings. It changes no number: the JSON answer gives this level's alpha as `alpha` too, beside all
    /// four. Nil where none is singled out.
    public let level: AlphaLevel?

    public init(data: Data, level: AlphaLevel? = nil) {
        self.data = data
        self.level = level
    }
}
