/// What the criteria of one sheet do for its total, exactly.
struct CriterionParts: Sendable {
    private let rubric: Rubric
    private let weights: [Int128]

    /// - Parameter rubric: a valid one.
    init(_ rubric: Rubric) {
        self.rubric = rubric
        weights = rubric.criteria.map { Int128($0.weight.micros) }
    }

    /// - Parameter marks: as in ``TotalRule/total(_:)``.
    func parts(_ marks: ArraySlice<Int64>) -> [CriterionPart] {
        let sum = weightSum(marks)
        return zip(rubric.criteria.indices, marks).map { number, mark in
            let criterion = rubric.criteria[number]
            guard mark != TotalRule.leftOut else {
                return CriterionPart(criterion: criterion.id, points: nil, contribution: .zero, maximum: .zero)
            }
            let maximum = Rational(100 * weights[number], sum)
            let reached = Rational(Int128(mark) - Int128(criterion.scale.min.micros), length(of: criterion.scale))
            return CriterionPart(
                criterion: criterion.id, points: FixedPoint(micros: mark), contribution: maximum * reached, maximum: maximum)
        }
    }

    /// How one mark can move on its scale.
    struct Steps: Sendable {
        let criterion: Int
        let mark: Int64
        let step: Int64
        /// What one step changes in the sheet's total.
        let value: Rational
        let up: Int64
        let down: Int64
    }

    /// For every criterion that has points.
    func steps(_ marks: ArraySlice<Int64>) -> [Steps] {
        let sum = weightSum(marks)
        return zip(rubric.criteria.indices, marks).compactMap { number, mark in
            guard mark != TotalRule.leftOut else { return nil }
            let scale = rubric.criteria[number].scale
            let step = scale.step.micros
            return Steps(
                criterion: number, mark: mark, step: step,
                value: Rational(100 * weights[number], sum) * Rational(Int128(step), length(of: scale)),
                up: (scale.max.micros - mark) / step, down: (mark - scale.min.micros) / step)
        }
    }

    private func length(of scale: Scale) -> Int128 {
        Int128(scale.max.micros) - Int128(scale.min.micros)
    }

    private func weightSum(_ marks: ArraySlice<Int64>) -> Int128 {
        zip(weights, marks).reduce(0) { $1.1 == TotalRule.leftOut ? $0 : $0 + $1.0 }
    }
}
