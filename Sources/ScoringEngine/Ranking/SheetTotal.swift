/// The exact total of one sheet, 0 to 100, or nil where no criterion counts:
///
///     total = 100 · Σ wᵢ · (pointsᵢ − minᵢ) / (maxᵢ − minᵢ)  /  Σ wᵢ
///
/// over the criteria that have points. `n/a` and criteria not marked yet are left out, so that a half-filled sheet shows the
/// total of what is there.
///
/// - Parameters:
///   - points: by criterion id; ids the rubric doesn't know are ignored. Points are taken as they are: whether they lie on
///     the scale is ``Scale/contains(_:)``'s question.
///   - rubric: nil comes back where it is not valid (``Rubric/problems()``).
public func sheetTotal(points: [String: Mark], rubric: Rubric) -> Rational? {
    guard rubric.problems().isEmpty else { return nil }
    let marks = rubric.criteria.map { criterion in
        guard case .points(let points) = points[criterion.id] else { return TotalRule.leftOut }
        return points.micros
    }
    return TotalRule(rubric).total(marks[...])
}

/// A valid rubric prepared for computing many totals.
///
/// With L the least common multiple of the scales' lengths, wᵢ·L/lengthᵢ are whole numbers, so a total is one sum of integer
/// products over L·Σwᵢ. Where that leaves 128 bits the same sum is made of fractions.
struct TotalRule {
    /// Stands for a criterion that doesn't count, in place of points in millionths.
    static let leftOut = Int64.min

    private let minimums: [Int64]
    private let lengths: [Int128]
    private let weights: [Int128]
    /// L and the factors wᵢ·L/lengthᵢ; nil where one of them leaves 128 bits.
    private let integers: (multiple: Int128, factors: [Int128])?

    init(_ rubric: Rubric) {
        minimums = rubric.criteria.map(\.scale.min.micros)
        lengths = rubric.criteria.map { Int128($0.scale.max.micros) - Int128($0.scale.min.micros) }
        let micros = rubric.criteria.map { Int128($0.weight.micros) }
        let common = micros.reduce(UInt128(0)) { greatestCommonDivisor($0, $1.magnitude) }
        weights = micros.map { $0 / Int128(common) }
        integers = Self.integers(weights, lengths)
    }

    /// - Parameter marks: points in millionths or ``leftOut``, one for each criterion in the rubric's order.
    func total(_ marks: ArraySlice<Int64>) -> Rational? {
        var weightSum: Int128 = 0
        for (index, mark) in zip(0..., marks) where mark != Self.leftOut {
            weightSum += weights[index]
        }
        guard weightSum > 0 else { return nil }
        return fastTotal(marks, weightSum) ?? slowTotal(marks, weightSum)
    }

    private func fastTotal(_ marks: ArraySlice<Int64>, _ weightSum: Int128) -> Rational? {
        guard let (multiple, factors) = integers else { return nil }
        var numerator: Int128 = 0
        for (index, mark) in zip(0..., marks) where mark != Self.leftOut {
            let (product, tooLarge) = factors[index].multipliedReportingOverflow(by: Int128(mark) - Int128(minimums[index]))
            let (sum, over) = numerator.addingReportingOverflow(product)
            guard !tooLarge, !over else { return nil }
            numerator = sum
        }
        let (hundredfold, over) = numerator.multipliedReportingOverflow(by: 100)
        let (denominator, tooLarge) = multiple.multipliedReportingOverflow(by: weightSum)
        return over || tooLarge ? nil : Rational(hundredfold, denominator)
    }

    private func slowTotal(_ marks: ArraySlice<Int64>, _ weightSum: Int128) -> Rational {
        var sum = Rational.zero
        for (index, mark) in zip(0..., marks) where mark != Self.leftOut {
            sum = sum + Rational(weights[index]) * Rational(Int128(mark) - Int128(minimums[index]), lengths[index])
        }
        return sum * Rational(100) / Rational(weightSum)
    }

    private static func integers(_ weights: [Int128], _ lengths: [Int128]) -> (multiple: Int128, factors: [Int128])? {
        var multiple: Int128 = 1
        for length in lengths {
            let divisor = Int128(greatestCommonDivisor(multiple.magnitude, length.magnitude))
            let (next, over) = multiple.multipliedReportingOverflow(by: length / divisor)
            if over { return nil }
            multiple = next
        }
        var factors: [Int128] = []
        for (weight, length) in zip(weights, lengths) {
            let (factor, over) = weight.multipliedReportingOverflow(by: multiple / length)
            if over { return nil }
            factors.append(factor)
        }
        return (multiple, factors)
    }
}
