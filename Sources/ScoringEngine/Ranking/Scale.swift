/// The points a criterion offers: `min`, `min + step`, … `max`.
///
/// A scale is valid where `min < max`, `step > 0` and the step divides `max − min` without rest; ``rank(_:)`` refuses others.
public struct Scale: Sendable, Hashable {
    public let min: FixedPoint
    public let max: FixedPoint
    public let step: FixedPoint

    public init(min: FixedPoint, max: FixedPoint, step: FixedPoint) {
        self.min = min
        self.max = max
        self.step = step
    }

    /// Whether `points` lies on one of the scale's steps. False for every value where the scale is not valid.
    public func contains(_ points: FixedPoint) -> Bool {
        guard step.micros > 0, points >= min, points <= max else { return false }
        let (distance, over) = points.micros.subtractingReportingOverflow(min.micros)
        return !over && distance % step.micros == 0
    }

    func check(at path: String, _ problems: inout ProblemList) {
        let limit = Limits.magnitude.micros.magnitude
        for (name, bound) in [("min", min), ("max", max)] where bound.micros.magnitude > limit {
            problems.add("\(path).\(name)", .outOfRange, "must lie within ±\(Limits.magnitude), but is \(bound)")
            return
        }
        guard max > min else {
            problems.add(path, .emptyScale, "max must be more than min, but max is \(max) and min is \(min)")
            return
        }
        guard step.micros > 0 else {
            problems.add("\(path).step", .notPositive, "must be more than 0, but is \(step)")
            return
        }
        if (max.micros - min.micros) % step.micros != 0 {
            problems.add("\(path).step", .stepDoesNotFit, "steps of \(step) from \(min) do not reach \(max)")
        }
    }
}
