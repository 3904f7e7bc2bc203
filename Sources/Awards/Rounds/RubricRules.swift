public import ScoringEngine

/// How jurors score, and how sheets become one score for an entry.
public struct RubricRules: Codable, Equatable, Sendable {
    public var notApplicable: NotApplicableRule
    public var aggregation: Aggregation
    /// With fewer final sheets than this an entry is shown with a warning.
    public var minimumSheets: Int
    public var criteria: [CriterionRules]

    public init(notApplicable: NotApplicableRule, aggregation: Aggregation, minimumSheets: Int, criteria: [CriterionRules]) {
        self.notApplicable = notApplicable
        self.aggregation = aggregation
        self.minimumSheets = minimumSheets
        self.criteria = criteria
    }

    /// The rubric as the scoring engine takes it.
    public var engineRubric: Rubric {
        Rubric(
            criteria: criteria.map { Criterion(id: $0.code, weight: $0.weight, scale: $0.scale) },
            notApplicable: notApplicable
        )
    }

    public func criterion(_ code: String) -> CriterionRules? {
        criteria.first { $0.code == code }
    }
}

public struct CriterionRules: Codable, Equatable, Sendable {
    public var code: String
    public var title: String
    public var description: String?
    public var weight: FixedPoint
    public var scale: Scale
    /// Anchors: what a number of points means.
    public var levels: [CriterionLevel]

    public init(code: String, title: String, description: String?, weight: FixedPoint, scale: Scale, levels: [CriterionLevel]) {
        self.code = code
        self.title = title
        self.description = description
        self.weight = weight
        self.scale = scale
        self.levels = levels
    }
}

public struct CriterionLevel: Codable, Equatable, Sendable {
    public var points: FixedPoint
    public var text: String

    public init(points: FixedPoint, text: String) {
        self.points = points
        self.text = text
    }
}
