/// A statistic, or why there is none.
public enum Statistic<Value: Sendable & Hashable>: Sendable, Hashable {
    case value(Value)
    case undefined(UndefinedReason)

    /// Nil where it is undefined.
    public var value: Value? {
        guard case .value(let value) = self else { return nil }
        return value
    }

    /// Nil where it is defined.
    public var reason: UndefinedReason? {
        guard case .undefined(let reason) = self else { return nil }
        return reason
    }
}

/// Why a statistic does not exist.
public enum UndefinedReason: String, Sendable, Hashable, CaseIterable {
    /// It needs every juror's rating of every entry.
    case missingValues
    /// Agreement is measured between entries: one alone, or one alone with two ratings, tells nothing.
    case oneEntry
    /// Agreement needs two jurors; in counts, two ratings of each entry.
    case oneJuror
    /// No entry has two ratings.
    case noPairableValues
    /// All ratings are equal (for Kendall's W: each juror's are), so that there is nothing to agree about.
    case noVariation
    /// The entries' means don't differ, and this coefficient relates something to their differences.
    case noVariationBetweenEntries
    /// A level with a zero has no ratings below it.
    case negativeValues
    /// The ratio level compares each value with each other one; there are more than ``Limits/ratioPairs`` pairs.
    case tooManyValues
    /// Counts of categories have neither order nor size.
    case countsOnly
    /// Fleiss' kappa needs the same number of ratings for each entry.
    case unequalCounts
}

/// The six intraclass correlations of Shrout and Fleiss (1979): the part of the variance that the entries make, 1 where the jurors
/// agree.
///
/// The model says what a juror is: one way (ICC1), each entry has jurors of its own; two way random (ICC2), the jurors are a
/// sample and their severity counts as disagreement; two way mixed (ICC3), the jurors are the ones of interest and it doesn't.
/// What is judged is one juror's rating (in JSON `_1`) or the mean of all k jurors (`_k`).
public struct IntraclassCorrelations: Sendable, Hashable {
    public let oneWaySingle: Statistic<Double>
    public let twoWayRandomSingle: Statistic<Double>
    public let twoWayMixedSingle: Statistic<Double>
    public let oneWayMean: Statistic<Double>
    public let twoWayRandomMean: Statistic<Double>
    public let twoWayMixedMean: Statistic<Double>

    public init(
        oneWaySingle: Statistic<Double>, twoWayRandomSingle: Statistic<Double>, twoWayMixedSingle: Statistic<Double>,
        oneWayMean: Statistic<Double>, twoWayRandomMean: Statistic<Double>, twoWayMixedMean: Statistic<Double>
    ) {
        self.oneWaySingle = oneWaySingle
        self.twoWayRandomSingle = twoWayRandomSingle
        self.twoWayMixedSingle = twoWayMixedSingle
        self.oneWayMean = oneWayMean
        self.twoWayRandomMean = twoWayRandomMean
        self.twoWayMixedMean = twoWayMixedMean
    }
}

/// Krippendorff's alpha at the four levels: 1 is agreement, 0 what chance gives, below 0 is worse than chance.
public struct KrippendorffAlpha: Sendable, Hashable {
    public let nominal: Statistic<Double>
    public let ordinal: Statistic<Double>
    public let interval: Statistic<Double>
    public let ratio: Statistic<Double>

    public init(
        nominal: Statistic<Double>, ordinal: Statistic<Double>, interval: Statistic<Double>, ratio: Statistic<Double>
    ) {
        self.nominal = nominal
        self.ordinal = ordinal
        self.interval = interval
        self.ratio = ratio
    }

    public subscript(level: AlphaLevel) -> Statistic<Double> {
        switch level {
        case .nominal: nominal
        case .ordinal: ordinal
        case .interval: interval
        case .ratio: ratio
        }
    }
}

/// Kendall's coefficient of concordance with its test against jurors who rank at random.
public struct KendallConcordance: Sendable, Hashable {
    /// From 0, no common order, to 1, one order; corrected for equal ranks.
    public let concordance: Double
    /// The same without the correction: lower where there are equal ranks.
    public let uncorrected: Double
    /// jurors · (entries − 1) · ``concordance``.
    public let chiSquare: Double
    /// Entries less one.
    public let degreesOfFreedom: Int
    /// The probability of this `chiSquare` or a larger one at random, by the chi-square distribution (an approximation that is
    /// good from about eight entries).
    public let probability: Double

    public init(concordance: Double, uncorrected: Double, chiSquare: Double, degreesOfFreedom: Int, probability: Double) {
        self.concordance = concordance
        self.uncorrected = uncorrected
        self.chiSquare = chiSquare
        self.degreesOfFreedom = degreesOfFreedom
        self.probability = probability
    }
}

/// How far the jurors agree.
public struct ReliabilityResult: Sendable, Hashable {
    public let intraclass: Statistic<IntraclassCorrelations>
    public let alpha: KrippendorffAlpha
    public let concordance: Statistic<KendallConcordance>
    /// The ratings taken as names of categories.
    public let fleissKappa: Statistic<Double>
    /// The level asked for.
    public let level: AlphaLevel?

    public init(
        intraclass: Statistic<IntraclassCorrelations>, alpha: KrippendorffAlpha, concordance: Statistic<KendallConcordance>,
        fleissKappa: Statistic<Double>, level: AlphaLevel?
    ) {
        self.intraclass = intraclass
        self.alpha = alpha
        self.concordance = concordance
        self.fleissKappa = fleissKappa
        self.level = level
    }
}
