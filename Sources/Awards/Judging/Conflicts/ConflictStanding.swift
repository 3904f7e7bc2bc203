/// Where a juror stands before one entry, once they have declared themselves. Only `clear` opens a sheet.
public enum ConflictStanding: String, Sendable, Codable, CaseIterable {
    case clear
    /// A concern of bias, or a suggestion that the juror denies, waits for a decision.
    case pending
    case excluded

    /// The sheet is closed, and nothing in it counts.
    public var isBarred: Bool { self != .clear }

    /// The schema computes the same from the same columns.
    /// - Parameters:
    ///   - ground: nil where no conflict was declared.
    ///   - denied: no conflict was declared although a suggestion says so.
    ///   - verdict: what was decided since the declaration, `true` for biased; nil for nothing.
    public init(ground: ConflictGround?, denied: Bool, verdict: Bool?) {
        if let verdict {
            self = verdict ? .excluded : .clear
        } else if let ground {
            self = ground.excludesByItself ? .excluded : .pending
        } else {
            self = denied ? .pending : .clear
        }
    }
}

/// What an exclusion covers, by the rules of the round: the law leaves it open for competitions.
public enum ExclusionScope: String, Sendable, Codable, CaseIterable {
    /// The one entry.
    case entry
    /// Every entry of the same size class, because they are rivals.
    case track
}
