/// How much the ratings of one unit (an entry) disagree.
public struct Disagreement: Sendable, Hashable {
    /// The number of ratings.
    public let ratings: Int
    /// The sample standard deviation (divided by ratings − 1), 0 or more; nil with fewer than two ratings.
    public let standardDeviation: Double?
    /// The largest rating less the smallest, 0 or more; nil with fewer than two ratings.
    public let range: Double?
    /// The part of the observed disagreement in ``krippendorffAlpha(units:)``'s interval level that this unit makes, from 0 to 1.
    /// Nil with fewer than two ratings, and where no unit disagrees.
    public let share: Double?

    public init(ratings: Int, standardDeviation: Double?, range: Double?, share: Double?) {
        self.ratings = ratings
        self.standardDeviation = standardDeviation
        self.range = range
        self.share = share
    }
}

/// For each unit how much its ratings disagree, in the order given, so that those the jurors see most differently can be listed.
///
/// A unit of m ratings with sample variance s² adds 2·m·s² to alpha's observed disagreement; its share is that part of the sum.
///
/// - Parameter units: for each unit (entry) its ratings, each finite and at most ``Limits/score`` in absolute value.
/// - Throws: ``EngineProblems`` as ``krippendorffAlpha(units:)``.
///
/// `disagreement(units: [[1, 3], [2, 2, 2], [5], [4, 7]])` has the ranges 2, 0, nil and 3, the deviations √2, 0, nil and 3/√2, and
/// the shares 4/13, 0, nil and 9/13.
public func disagreement(units: [[Double]]) throws(EngineProblems) -> [Disagreement] {
    var problems = ProblemList()
    problems.check(units: units)
    try problems.throwIfAny()
    let scale = UnitScale(units)
    let spreads = units.map { Spread($0.sorted(), scale) }
    var sum = OrderFreeSum(bound: spreads.reduce(0) { $0 + 8 * Double($1.ratings) })
    for spread in spreads { sum.add(spread.weight) }
    let total = sum.value
    return spreads.map { spread in
        guard spread.ratings > 1 else { return Disagreement(ratings: spread.ratings, standardDeviation: nil, range: nil, share: nil) }
        return Disagreement(
            ratings: spread.ratings, standardDeviation: scale.distance(spread.variance.squareRoot()),
            range: spread.range, share: total > 0 ? spread.weight / total : nil)
    }
}

private struct Spread {
    let ratings: Int
    /// On the common scale.
    let variance: Double
    let range: Double

    var weight: Double { Double(ratings) * variance }

    init(_ rising: [Double], _ scale: UnitScale) {
        ratings = rising.count
        guard let first = rising.first, let last = rising.last, first < last else {
            (variance, range) = (0, 0)
            return
        }
        let positions = rising.map { scale.position(of: $0, from: first) }
        range = last - first
        let mean = positions.reduce(0, +) / Double(ratings)
        variance = positions.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(ratings - 1)
    }
}
