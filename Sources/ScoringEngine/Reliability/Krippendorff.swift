/// Krippendorff's alpha at all four levels.
///
/// With n ratings that have another one in their unit, n_c of them equal to c, and in a unit of m ratings m_c equal to c,
///
///     alpha = 1 − (n − 1) · Σ over units Σ m_c·m_k·δ²(c, k) / (m − 1)  /  Σ n_c·n_k·δ²(c, k)
///
/// over all pairs of values c, k. δ² is 1 (nominal), the squared distance of the values' mean ranks (ordinal), (c − k)²
/// (interval) or ((c − k) / (c + k))² (ratio). (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability.)
///
/// Only values count, not who gave them, so a unit is a list of any length in any order; units with fewer than two ratings are
/// left out. Time is linear in the ratings where they are a scale's steps, and n log n where all differ; the ratio level alone
/// looks at each pair of different values and is undefined beyond ``Limits/ratioPairs``.
///
/// - Parameter units: for each unit (entry) its ratings, each finite and at most ``Limits/score`` in absolute value.
/// - Throws: ``EngineProblems`` where a rating is too large or not a number, or there are more than ``Limits/ratings``; the
///   path is that of `units` as `$[unit][rating]`.
///
/// `krippendorffAlpha(units: [[1, 1], [2, 3], [3, 3], [5]])` has six pairable ratings and is 6/11 (nominal), 7/9 (ordinal), 24/29
/// (interval) and 0.8914 (ratio).
public func krippendorffAlpha(units: [[Double]]) throws(EngineProblems) -> KrippendorffAlpha {
    var problems = ProblemList()
    problems.check(units: units)
    try problems.throwIfAny()
    return krippendorffAlpha(CodedUnits(units))
}

func krippendorffAlpha(_ units: CodedUnits) -> KrippendorffAlpha {
    if let reason = undefinedAlpha(units) { return KrippendorffAlpha(undefined: reason) }
    let positions = ValuePositions(units)
    let observed = observedDisagreement(units, positions)
    let size = units.total
    let all = units.counts.indices.map { CodedUnits.Run(code: $0, count: units.counts[$0]) }
    func alpha(_ observed: Double, _ expected: Double) -> Statistic<Double> {
        .value(1 - observed * Double(size - 1) / expected)
    }
    let ratio: Statistic<Double> =
        switch observed.ratio {
        case .value(let observed): alpha(observed, 2 * ratioDisagreement(all, units.values))
        case .undefined(let reason): .undefined(reason)
        }
    return KrippendorffAlpha(
        nominal: alpha(observed.nominal, differentPairs(all, size)),
        ordinal: alpha(observed.ordinal, 2 * Double(size) * squares(all, positions.ordinal, size)),
        interval: alpha(observed.interval, 2 * Double(size) * squares(all, positions.interval, size)), ratio: ratio)
}

extension KrippendorffAlpha {
    init(undefined reason: UndefinedReason) {
        self.init(nominal: .undefined(reason), ordinal: .undefined(reason), interval: .undefined(reason), ratio: .undefined(reason))
    }
}

private func undefinedAlpha(_ units: CodedUnits) -> UndefinedReason? {
    switch (units.unitCount, units.values.count) {
    case (0, _): .noPairableValues
    case (1, _): .oneEntry
    case (_, 1): .noVariation
    default: nil
    }
}

/// Where the values lie, on lines on which ordinal and interval disagreement are squared differences.
private struct ValuePositions {
    /// Twice the mean rank, less the number of ratings.
    let ordinal: [Double]
    /// From 0 to below 2.
    let interval: [Double]

    /// - Precondition: at least one value.
    init(_ units: CodedUnits) {
        var below = -units.total
        ordinal = units.counts.map { count in
            defer { below += 2 * count }
            return Double(below + count)
        }
        let scale = UnitScale(lowest: units.values[0], highest: units.values[units.values.count - 1])
        interval = units.values.map(scale.position)
    }
}

private struct Disagreements {
    let nominal: Double
    let ordinal: Double
    let interval: Double
    let ratio: Statistic<Double>
}

/// The sums over units.
private func observedDisagreement(_ units: CodedUnits, _ positions: ValuePositions) -> Disagreements {
    let total = Double(units.total)
    let (lowest, highest) = (units.values[0], units.values[units.values.count - 1])
    let span = positions.ordinal[positions.ordinal.count - 1] - positions.ordinal[0]
    // A unit of m ratings adds at most m times the largest squared difference, and 2m times what is no difference.
    var nominal = OrderFreeSum(bound: 2 * total)
    var ordinal = OrderFreeSum(bound: total * span * span)
    var interval = OrderFreeSum(bound: 4 * total)
    var ratio = OrderFreeSum(bound: lowest < 0 ? 0 : 2 * total * ratioDistance(lowest, highest))
    var pairs = units.values.count * (units.values.count - 1) / 2
    units.forEachUnit { size, runs in
        guard runs.count > 1 else { return }
        let others = Double(size - 1)
        nominal.add(differentPairs(runs, size) / others)
        ordinal.add(2 * Double(size) * squares(runs, positions.ordinal, size) / others)
        interval.add(2 * Double(size) * squares(runs, positions.interval, size) / others)
        pairs += runs.count * (runs.count - 1) / 2
        guard lowest >= 0, pairs <= Limits.ratioPairs else { return }
        ratio.add(2 * ratioDisagreement(runs, units.values) / others)
    }
    let ratioSum: Statistic<Double> =
        if lowest < 0 { .undefined(.negativeValues) } else if pairs > Limits.ratioPairs { .undefined(.tooManyValues) } else { .value(ratio.value) }
    return Disagreements(nominal: nominal.value, ordinal: ordinal.value, interval: interval.value, ratio: ratioSum)
}

/// The sum of squares around the mean.
private func squares(_ runs: [CodedUnits.Run], _ positions: [Double], _ size: Int) -> Double {
    var sum = 0.0
    for run in runs { sum += Double(run.count) * positions[run.code] }
    let mean = sum / Double(size)
    var squares = 0.0
    for run in runs {
        let distance = positions[run.code] - mean
        squares += Double(run.count) * (distance * distance)
    }
    return squares
}

private func ratioDisagreement(_ runs: [CodedUnits.Run], _ values: [Double]) -> Double {
    var sum = 0.0
    for (index, left) in runs.enumerated() {
        let value = values[left.code]
        // Sums of sums keep the digits that one long sum would lose.
        var row = 0.0
        for right in runs[(index + 1)...] { row += Double(right.count) * ratioDistance(value, values[right.code]) }
        sum += Double(left.count) * row
    }
    return sum
}

/// - Precondition: not negative, `left` below `right`.
private func ratioDistance(_ left: Double, _ right: Double) -> Double {
    let quotient = (right - left) / (right + left)
    return quotient * quotient
}

/// The number of ordered pairs of ratings that differ.
private func differentPairs(_ runs: [CodedUnits.Run], _ size: Int) -> Double {
    Double(runs.reduce(size * size) { $0 - $1.count * $1.count })
}
