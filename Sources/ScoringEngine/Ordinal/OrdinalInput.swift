/// One order of candidates, cast `weight` times.
public struct RankedBallot: Sendable, Hashable {
    /// More than 0: a number of voters, or a percentage.
    public let weight: FixedPoint
    /// Best first; candidates in one group are equal. Whoever is missing stands behind all of them, equal to the others missing.
    public let order: [[String]]

    public init(weight: FixedPoint = FixedPoint(micros: FixedPoint.microsPerUnit), order: [[String]]) {
        self.weight = weight
        self.order = order
    }
}

/// How often a candidate got each grade.
public struct GradeTally: Sendable, Hashable {
    public let candidate: String
    /// One number for each grade, 0 or more and not all 0, in the order of the grades: voters or percentages.
    public let counts: [FixedPoint]

    public init(candidate: String, counts: [FixedPoint]) {
        self.candidate = candidate
        self.counts = counts
    }
}

/// Everything ``ordinal(_:)`` needs, by method.
public enum OrdinalInput: Sendable, Hashable {
    case borda([RankedBallot])
    case schulze([RankedBallot])
    /// - Parameter grades: best first.
    case majorityJudgment(grades: [String], tallies: [GradeTally])
}
