/// One criterion of a rubric.
public struct Criterion: Sendable, Hashable {
    public let id: String
    /// More than 0; only the ratios between weights matter.
    public let weight: FixedPoint
    public let scale: Scale

    public init(id: String, weight: FixedPoint, scale: Scale) {
        self.id = id
        self.weight = weight
        self.scale = scale
    }
}

/// What `n/a` does to a sheet.
public enum NotApplicableRule: String, Sendable, Hashable, CaseIterable {
    /// The criterion is left out and the remaining weights count.
    case renormalise
    /// A final sheet with `n/a` is refused.
    case refuse
}

/// The criteria of a score sheet and their weights.
public struct Rubric: Sendable, Hashable {
    public let criteria: [Criterion]
    public let notApplicable: NotApplicableRule

    public init(criteria: [Criterion], notApplicable: NotApplicableRule) {
        self.criteria = criteria
        self.notApplicable = notApplicable
    }

    /// Everything that is wrong with the rubric, with paths below `$.rubric`; empty for a valid one.
    public func problems() -> [EngineProblem] {
        var problems = ProblemList()
        check(at: "$.rubric", &problems)
        return problems.problems
    }

    func check(at path: String, _ problems: inout ProblemList) {
        if criteria.isEmpty {
            problems.add("\(path).criteria", .empty, "a rubric needs at least one criterion")
        }
        problems.check(count: criteria.count, limit: Limits.criteria, of: "criteria", at: "\(path).criteria")
        var names = NameTable()
        for (index, criterion) in criteria.enumerated() {
            let here = "\(path).criteria[\(index)]"
            problems.check(identifier: criterion.id, at: "\(here).id")
            if !names.isNew(criterion.id) {
                problems.add("\(here).id", .duplicate, "the criterion \(quoted(criterion.id)) is listed twice")
            }
            if criterion.weight.micros <= 0 {
                problems.add("\(here).weight", .notPositive, "must be more than 0, but is \(criterion.weight)")
            } else if criterion.weight > Limits.magnitude {
                problems.add("\(here).weight", .outOfRange, "must be at most \(Limits.magnitude), but is \(criterion.weight)")
            }
            criterion.scale.check(at: "\(here).scale", &problems)
        }
    }
}
