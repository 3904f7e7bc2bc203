/// A candidate's sum of Borda points.
public struct BordaScore: Sendable, Hashable {
    public let candidate: String
    public let score: Rational

    public init(candidate: String, score: Rational) {
        self.candidate = candidate
        self.score = score
    }
}

/// The strength of the strongest path from each candidate to each other.
public struct StrongestPaths: Sendable, Hashable {
    /// In the order of the result; ``strength(from:to:)`` takes their numbers.
    public let candidates: [String]
    private let strengths: [FixedPoint]

    /// - Parameter strengths: row by row, one row a candidate.
    /// - Precondition: as many rows and columns as candidates.
    public init(candidates: [String], strengths: [FixedPoint]) {
        precondition(strengths.count == candidates.count * candidates.count, "a square of strengths")
        self.candidates = candidates
        self.strengths = strengths
    }

    /// 0 where no path of wins leads from one to the other, and from a candidate to itself.
    ///
    /// - Precondition: both are numbers in ``candidates``.
    public func strength(from: Int, to: Int) -> FixedPoint {
        strengths[from * candidates.count + to]
    }
}

/// A candidate's median grade, and how much lies above and below it: the majority-gauge (p, α, q).
public struct MajorityGrade: Sendable, Hashable {
    public let candidate: String
    /// α, the best grade that more than half of the candidate's tally reaches; with an even number of voters the lower middle.
    public let grade: String
    /// p, the tally of better grades, in the unit of the input; nil where there is no better grade.
    public let better: FixedPoint?
    /// q, the tally of worse grades, in the unit of the input; nil where there is no worse grade.
    public let worse: FixedPoint?

    public init(candidate: String, grade: String, better: FixedPoint?, worse: FixedPoint?) {
        self.candidate = candidate
        self.grade = grade
        self.better = better
        self.worse = worse
    }
}

/// What the order rests on, in the same order.
public enum OrdinalDetail: Sendable, Hashable {
    case scores([BordaScore])
    case paths(StrongestPaths)
    case grades([MajorityGrade])
}

/// Candidates in order of merit.
public struct OrdinalResult: Sendable, Hashable {
    /// Groups of equal merit, best first; inside a group by id, which decides nothing.
    public let order: [[String]]
    public let detail: OrdinalDetail

    public init(order: [[String]], detail: OrdinalDetail) {
        self.order = order
        self.detail = detail
    }
}
