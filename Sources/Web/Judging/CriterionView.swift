import Awards
import ScoringEngine

/// One criterion of the sheet: levels to choose from where each step has a description, else a number with anchors.
struct CriterionView: ViewModel {
    struct Level: ViewModel {
        /// Only the first has one: messages link to it.
        let id: String?
        let name: String
        let value: String
        let points: String
        let text: String
        let selected: Bool
        let none: Bool
    }

    struct Anchor: ViewModel {
        let points: String
        let text: String
    }

    struct Number: ViewModel {
        let id: String
        let name: String
        let title: String
        let value: String
        let unit: String
        let invalid: Bool
        let describedBy: String?
        /// nil where the rubric does not allow n/a.
        let notApplicable: NotApplicable?
    }

    struct NotApplicable: ViewModel {
        let name: String
        let checked: Bool
    }

    let id: String
    let title: String
    let weight: String
    /// Decimals with a point, for the running total.
    let weightNumber: String
    let minimum: String
    let maximum: String
    let question: String?
    let error: String?
    let describedBy: String?
    let levels: [Level]
    let anchors: [Anchor]
    let number: Number?

    init(_ criterion: CriterionRules, in rubric: RubricRules, form: ScoreForm, problems: FormProblems) {
        id = "kriterium-" + criterion.code
        title = criterion.title
        weight = criterion.weight.german
        weightNumber = criterion.weight.description
        minimum = criterion.scale.min.description
        maximum = criterion.scale.max.description
        question = criterion.description
        let message = problems[criterion.fieldID]
        error = message
        let described = [criterion.description == nil ? nil : id + "-question", message == nil ? nil : id + "-error"].compactMap { $0 }
        describedBy = described.isEmpty ? nil : described.joined(separator: " ")
        let chosen = form.notApplicable.contains(criterion.code)
        let allowed = rubric.notApplicable == .renormalise
        if criterion.describesEveryStep {
            levels = Self.levels(criterion, form: form, chosen: chosen, allowed: allowed)
            anchors = []
            number = nil
        } else {
            levels = []
            anchors = criterion.levels.map { Anchor(points: $0.points.german, text: $0.text) }
            number = Number(
                id: criterion.fieldID, name: ScoreForm.pointsPrefix + criterion.code, title: criterion.title, value: form.text(criterion.code),
                unit: "von \(criterion.scale.max.german)", invalid: message != nil, describedBy: describedBy,
                notApplicable: allowed ? NotApplicable(name: ScoreForm.notApplicablePrefix + criterion.code, checked: chosen) : nil
            )
        }
    }

    private static func levels(_ criterion: CriterionRules, form: ScoreForm, chosen: Bool, allowed: Bool) -> [Level] {
        let name = ScoreForm.pointsPrefix + criterion.code
        var levels = criterion.levels.enumerated().map { index, level in
            Level(
                id: index == 0 ? criterion.fieldID : nil, name: name, value: level.points.german, points: level.points.german, text: level.text,
                selected: !chosen && form.text(criterion.code) == level.points.german, none: false
            )
        }
        if allowed {
            levels.append(Level(id: nil, name: name, value: ScoreForm.notApplicableValue, points: "–", text: "Entfällt", selected: chosen, none: true))
        }
        return levels
    }
}

extension CriterionRules {
    /// Whether the levels are the whole scale and few enough to be read as a list.
    fileprivate var describesEveryStep: Bool {
        guard scale.step.micros > 0, levels.count <= 7 else { return false }
        let steps = (scale.max.micros - scale.min.micros) / scale.step.micros + 1
        return Int64(levels.count) == steps && levels.allSatisfy { scale.contains($0.points) }
    }
}
