import Awards
import ScoringEngine

extension RoundFile {
    static func form(_ file: GroupReader) -> FormRules? {
        guard let group = file.required("form")?.group(["sections", "measures"]) else { return nil }
        let sections = group.list("sections").map { section in
            let group = section.group(["code", "title", "help", "questions"])
            return FormSection(
                code: group.text("code"), title: group.text("title"), help: group.textIfGiven("help"),
                questions: group.list("questions").map(question)
            )
        }
        let measures = group.required("measures").map(measures)
        return measures.map { FormRules(sections: sections, measures: $0) }
    }

    private static func question(_ reader: NodeReader) -> FormQuestion {
        let group = reader.group(["code", "label", "help", "maximumCharacters", "required"])
        return FormQuestion(
            code: group.text("code"), label: group.text("label"), help: group.textIfGiven("help"),
            maximumCharacters: group.integer("maximumCharacters", in: 1...100_000), required: group.flag("required")
        )
    }

    private static func measures(_ reader: NodeReader) -> MeasureRules {
        let group = reader.group([
            "minimum", "maximum", "titleMaximumCharacters", "descriptionMaximumCharacters", "finishedWithinYears", "fields",
        ])
        return MeasureRules(
            minimum: group.integer("minimum", in: 0...500), maximum: group.integer("maximum", in: 0...500),
            titleMaximumCharacters: group.integer("titleMaximumCharacters", in: 1...100_000),
            descriptionMaximumCharacters: group.integer("descriptionMaximumCharacters", in: 1...100_000),
            finishedWithinYears: group.integerIfGiven("finishedWithinYears", in: 1...50),
            fields: group.list("fields").map { field in
                let group = field.group(["code", "title"])
                return MeasureField(code: group.text("code"), title: group.text("title"))
            }
        )
    }

    static func rubric(_ file: GroupReader) -> RubricRules? {
        guard let group = file.required("rubric")?.group(["notApplicable", "aggregation", "minimumSheets", "criteria"]) else { return nil }
        let notApplicable = group.required("notApplicable")?.choice(of: NotApplicableRule.self)
        let aggregation = group.required("aggregation").flatMap(aggregation)
        let minimumSheets = group.integer("minimumSheets", in: 1...1000)
        let criteria = group.list("criteria").map(criterion)
        guard let notApplicable, let aggregation else { return nil }
        return RubricRules(notApplicable: notApplicable, aggregation: aggregation, minimumSheets: minimumSheets, criteria: criteria)
    }

    private static func aggregation(_ reader: NodeReader) -> Aggregation? {
        let group = reader.group(["method", "trim", "minimumSheets"])
        let method = group.required("method")?.choice(["mean", "median", "trimmedMean", "zScore", "interblock", "additive"])
        if method != "trimmedMean" { group["trim"]?.problem("trim gilt nur für trimmedMean. Bitte löschen Sie es.") }
        if method != "zScore" { group["minimumSheets"]?.problem("minimumSheets gilt hier nur für zScore. Bitte löschen Sie es.") }
        return switch method {
        case "mean": .mean
        case "median": .median
        case "trimmedMean": .trimmedMean(trim: group.integer("trim", in: 1...100))
        case "zScore": .zScore(minimumSheets: group.integerIfGiven("minimumSheets", in: 1...1000) ?? 3)
        case "interblock": .interblock
        case "additive": .additive
        default: nil
        }
    }

    private static func criterion(_ reader: NodeReader) -> CriterionRules {
        let group = reader.group(["code", "title", "description", "weight", "scale", "levels"])
        let scale = group.required("scale")?.group(["min", "max", "step"])
        return CriterionRules(
            code: group.text("code"), title: group.text("title"), description: group.textIfGiven("description"),
            weight: group.decimal("weight"),
            scale: Scale(
                min: scale?.decimal("min") ?? FixedPoint(micros: 0), max: scale?.decimal("max") ?? FixedPoint(micros: 0),
                step: scale?.decimal("step") ?? FixedPoint(micros: 0)
            ),
            levels: group.listIfGiven("levels").map { level in
                let group = level.group(["points", "text"])
                return CriterionLevel(points: group.decimal("points"), text: group.text("text"))
            }
        )
    }
}
