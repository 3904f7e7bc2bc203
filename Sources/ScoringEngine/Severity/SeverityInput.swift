/// What ``severity(_:)`` works on.
public struct SeverityInput: Sendable, Hashable {
    public var model: SeverityModel
    /// At most ``Limits/sheets``, in any order.
    public var scores: [JurorScore]

    public init(model: SeverityModel, scores: [JurorScore]) {
        self.model = model
        self.scores = scores
    }
}

/// One juror's score for one entry, in any unit, larger for better.
public struct JurorScore: Sendable, Hashable {
    public var entry: String
    public var juror: String
    /// Finite, at most 10¹² in size. Differences of less than 10⁻¹⁵⁰ have squares below binary64 and count as none.
    public var score: Double

    public init(entry: String, juror: String, score: Double) {
        self.entry = entry
        self.juror = juror
        self.score = score
    }
}
