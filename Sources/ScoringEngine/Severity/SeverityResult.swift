/// What ``severity(_:)`` finds. Statistics in the unit of the scores, variances in its square.
public struct SeverityResult: Sendable, Hashable {
    /// Whether chains of common entries link all jurors.
    public let isConnected: Bool
    public let components: Int
    /// The mean of all scores; for `mixed` its generalised least squares estimate.
    public let mean: Double
    /// By the bytes of their ids.
    public let entries: [SeverityEntry]
    /// By the bytes of their ids.
    public let jurors: [SeverityJuror]
    public let variance: SeverityVariance
    public let reliability: SeverityReliability
    /// See ``JuryGraph/lambda2()``; nil for a single juror.
    public let lambda2: Double?
    /// What could not be computed, and why; mostly empty.
    public let notes: [SeverityNote]
}

public struct SeverityEntry: Sendable, Hashable {
    public let entry: String
    /// The mean of its scores.
    public let raw: Double
    public let corrected: Double
    /// Of `corrected`; nil where there is none, see the notes.
    public let standardError: Double?
    /// From 1, in the order of the components' first entries; `corrected` compares within one component only.
    public let component: Int
}

public struct SeverityJuror: Sendable, Hashable {
    public let juror: String
    /// Points milder (above 0) or severer (below) than the other jurors of the component, all entries being equal.
    public let offset: Double
    /// Of `offset`; nil where there is none, see the notes.
    public let standardError: Double?
    public let sheets: Int
    public let component: Int
}

/// How far scores tell about the entries rather than about jurors and noise.
public struct SeverityReliability: Sendable, Hashable {
    /// The share of entries in the variance of a single score: s²_e / (s²_e + s²_b + s²). Nil where a variance is, or all are 0.
    public let oneSheet: Double?
    /// The same for the uncorrected mean of as many sheets as entries have, by their harmonic mean (Spearman 1910, Brown 1910).
    public let meanOfSheets: Double?
    /// For 1, 2, … 10 sheets; empty where `oneSheet` is nil.
    public let curve: [Double]
}

/// Why a figure is missing.
public enum SeverityNote: String, Sendable, Hashable, CaseIterable {
    /// Sheets are so few that entries and jurors explain each exactly: no variances, no standard errors, and no shrunk correction.
    case noResidualDegrees
    /// More jurors than ``Limits/directJurors``: no standard errors.
    case tooManyJurorsForErrors
    /// The scores are entry + juror without any noise; REML has no maximum there, the variances are Henderson's.
    case exactFit
}
