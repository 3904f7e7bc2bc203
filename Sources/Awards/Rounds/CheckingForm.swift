import ScoringEngine

extension RuleCheck {
    mutating func form(_ form: FormRules) {
        if form.sections.isEmpty {
            add("form.sections", "Das Formular hat keinen Abschnitt. Bitte nennen Sie mindestens einen.")
        }
        unique(form.sections.map(\.code)) { "form.sections[\($0)].code" }
        var questions: Set<String> = []
        for (index, section) in form.sections.enumerated() {
            let path = "form.sections[\(index)]"
            code(section.code, at: path + ".code")
            if section.questions.isEmpty {
                add(path + ".questions", "Der Abschnitt hat keine Frage. Bitte nennen Sie mindestens eine.")
            }
            for (number, question) in section.questions.enumerated() {
                let place = "\(path).questions[\(number)]"
                code(question.code, at: place + ".code")
                if !questions.insert(question.code).inserted {
                    add(place + ".code", "Die Kennung „\(question.code)“ kommt im Formular mehrfach vor. Bitte vergeben Sie jede nur einmal.")
                }
                limit(question.maximumCharacters, at: place + ".maximumCharacters")
            }
        }
        measures(form.measures)
    }

    private mutating func measures(_ measures: MeasureRules) {
        if measures.minimum < 0 || measures.maximum < max(1, measures.minimum) || measures.maximum > 500 {
            add("form.measures.maximum", "Die Zahl der Maßnahmen ist nicht möglich. Es gilt 0 ≤ minimum ≤ maximum ≤ 500.")
        }
        limit(measures.titleMaximumCharacters, at: "form.measures.titleMaximumCharacters")
        limit(measures.descriptionMaximumCharacters, at: "form.measures.descriptionMaximumCharacters")
        if measures.fields.isEmpty {
            add("form.measures.fields", "Es fehlt ein Handlungsfeld. Bitte nennen Sie mindestens eines.")
        }
        if let years = measures.finishedWithinYears, !(1...50).contains(years) {
            add("form.measures.finishedWithinYears", "Die Zahl der Jahre muss zwischen 1 und 50 liegen.")
        }
        unique(measures.fields.map(\.code)) { "form.measures.fields[\($0)].code" }
        for (index, field) in measures.fields.enumerated() {
            code(field.code, at: "form.measures.fields[\(index)].code")
        }
    }

    private mutating func limit(_ characters: Int, at path: String) {
        if !(1...100_000).contains(characters) {
            add(path, "Die Höchstlänge muss zwischen 1 und 100.000 Zeichen liegen.")
        }
    }

    mutating func rubric(_ rubric: RubricRules) {
        if rubric.criteria.isEmpty {
            add("rubric.criteria", "Das Bewertungsraster hat kein Kriterium. Bitte nennen Sie mindestens eines.")
        }
        if rubric.minimumSheets < 1 || rubric.minimumSheets > 1000 {
            add("rubric.minimumSheets", "Die Mindestzahl der Bögen muss zwischen 1 und 1.000 liegen.")
        }
        unique(rubric.criteria.map(\.code)) { "rubric.criteria[\($0)].code" }
        for (index, criterion) in rubric.criteria.enumerated() {
            let path = "rubric.criteria[\(index)]"
            code(criterion.code, at: path + ".code")
            if criterion.weight.micros <= 0 {
                add(path + ".weight", "Das Gewicht muss größer als 0 sein. Ein Kriterium ohne Gewicht lassen Sie bitte weg.")
            }
            scale(criterion, at: path)
        }
    }

    private mutating func scale(_ criterion: CriterionRules, at path: String) {
        let scale = criterion.scale
        let (span, overflow) = scale.max.micros.subtractingReportingOverflow(scale.min.micros)
        guard !overflow, span > 0 else {
            add(path + ".scale", "Das Maximum der Skala muss größer sein als das Minimum.")
            return
        }
        guard scale.step.micros > 0, span % scale.step.micros == 0 else {
            add(path + ".scale.step", "Die Schrittweite \(scale.step) passt nicht zwischen \(scale.min) und \(scale.max). Sie muss größer als 0 sein und die Spanne glatt teilen.")
            return
        }
        if scale.max.micros > 100_000_000_000 || scale.min.micros < -100_000_000_000 {
            add(path + ".scale", "Die Skala muss zwischen -100.000 und 100.000 liegen.")
        }
        for (number, level) in criterion.levels.enumerated() where !scale.contains(level.points) {
            add("\(path).levels[\(number)].points", "\(level.points) Punkte gibt es auf der Skala nicht.")
        }
    }

    mutating func ranking(_ ranking: RankingRules, prizes: PrizeRules, rubric: RubricRules) {
        if (ranking.ties.contains(.lot) || prizes.ties == .lot) && (ranking.lotSeed ?? "").isEmpty {
            add("ranking.lotSeed", "Es wird gelost, aber der öffentliche Losschlüssel fehlt. Bitte nennen Sie einen, zum Beispiel das Datum der Jurysitzung.")
        }
        var seen: [TieRule] = []
        for (index, rule) in ranking.ties.enumerated() {
            let path = "ranking.ties[\(index)]"
            if seen.contains(rule) {
                add(path, "Die Regel kommt mehrfach vor. Bitte nennen Sie jede nur einmal.")
            }
            seen.append(rule)
            if case .criterion(let code) = rule, rubric.criterion(code) == nil {
                add(path, "Das Kriterium „\(code)“ gibt es im Bewertungsraster nicht.")
            }
        }
    }
}
