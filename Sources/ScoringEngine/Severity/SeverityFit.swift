/// What stands for a juror's severity: see ``severity(_:)`` for the models' formulas.
public enum SeverityModel: String, Sendable, Hashable, CaseIterable {
    case interblock, additive, mixed
}

/// Variances of the parts of a score = entry + juror + noise. Nil where the data have nothing to tell them from.
public struct SeverityVariance: Sendable, Hashable {
    public var residual: Double?
    public var juror: Double?
    public var entry: Double?
}

/// A fitted severity model, on the numbers of ``SeverityCells``.
public struct SeverityFit: Sendable, Hashable {
    public let model: SeverityModel
    /// By juror: how many points milder (above) or severer (below) than the jury; the offsets sum to zero in each component,
    /// those of `mixed` over all jurors.
    public let offsets: [Double]
    /// By entry: the mean of its scores, less nothing.
    public let raw: [Double]
    /// By entry: the mean offset of its jurors, the same number for two entries read by the same jurors.
    public let meanOffset: [Double]
    /// By entry: `raw − meanOffset`; for `mixed` the predicted value.
    public let corrected: [Double]
    /// The mean of all scores; for `mixed` its generalised least squares estimate.
    public let mean: Double
    public let variance: SeverityVariance
    /// λ, the residual over the juror variance, that the offsets were shrunk by; 0 for no shrinkage, nil where there is no correction.
    public let ridge: Double?
    /// What REML says beyond the variances; nil for the other models, and where the data allow no such estimate.
    public let mixed: MixedDetails?

    /// Details of a fit by restricted maximum likelihood.
    public struct MixedDetails: Sendable, Hashable {
        /// The standard error of the mean.
        public let meanError: Double
        /// The REML criterion, −2 times the restricted log likelihood, as lme4 counts it.
        public let criterion: Double
        /// By entry, of `corrected`, and by juror, of the offset: the standard errors of prediction.
        public let entryErrors: [Double]
        public let jurorErrors: [Double]
    }
}
