public import Awards
import ScoringEngine

extension RoundFile {
    /// The rules as a round file: reading it gives the same rules again, and the same rules give the same bytes.
    public static func write(_ rules: RoundRules) -> String {
        var file = YAMLText()
        file.line(0, "format: \(format)")
        file.line(0, "competition: {slug: \(rules.competition.slug.quoted), title: \(rules.competition.title.quoted)}")
        file.line(
            0,
            "round: {slug: \(rules.round.slug.quoted), title: \(rules.round.title.quoted), timeZone: \(rules.round.timeZone.quoted), sampleData: \(rules.round.sampleData)}"
        )
        file.dates(rules.dates)
        file.line(0, "budgetEuro: \(rules.budgetCents.euroDecimal)")
        file.line(0, "eligibility:")
        file.line(1, "kinds: [\(rules.eligibility.kinds.map(\.rawValue).joined(separator: ", "))]")
        file.line(1, "populationDate: \(rules.eligibility.populationDate)")
        file.list(0, "tracks", rules.tracks.map(\.yaml))
        file.form(rules.form)
        file.rubric(rules.rubric)
        if let jury = rules.jury { file.line(0, "jury: {exclusion: \(jury.exclusion.rawValue)}") }
        file.line(0, "ranking:")
        file.line(1, "style: \(rules.ranking.style.rawValue)")
        file.line(1, "ties: [\(rules.ranking.ties.map(\.description.quoted).joined(separator: ", "))]")
        if let seed = rules.ranking.lotSeed { file.line(1, "lotSeed: \(seed.quoted)") }
        file.line(0, "prizes:")
        file.line(1, "ties: \(rules.prizes.ties.rawValue)")
        file.list(1, "special", rules.prizes.special.map(\.yaml))
        file.list(0, "sampleData", rules.sampleData.map { "{path: \($0.path.quoted), note: \($0.note.quoted)}" })
        file.list(0, "sources", rules.sources.map(\.quoted))
        return file.text
    }
}

private struct YAMLText {
    private(set) var text = ""

    mutating func line(_ depth: Int, _ content: String) {
        text += String(repeating: "  ", count: depth) + content + "\n"
    }

    mutating func list(_ depth: Int, _ key: String, _ items: [String]) {
        guard !items.isEmpty else { return line(depth, "\(key): []") }
        line(depth, "\(key):")
        for item in items { line(depth + 1, "- \(item)") }
    }

    mutating func given(_ depth: Int, _ key: String, _ value: String?) {
        if let value { line(depth, "\(key): \(value.quoted)") }
    }

    mutating func dates(_ dates: RoundDates) {
        line(0, "dates:")
        line(1, "callOpens: \(dates.callOpens)")
        line(1, "entryDeadline: \(dates.entryDeadline)")
        if let day = dates.juryMeets { line(1, "juryMeets: \(day)") }
        if let day = dates.ceremony { line(1, "ceremony: \(day)") }
    }

    mutating func form(_ form: FormRules) {
        line(0, "form:")
        line(1, "sections:")
        for section in form.sections {
            line(2, "- code: \(section.code.quoted)")
            line(3, "title: \(section.title.quoted)")
            given(3, "help", section.help)
            line(3, "questions:")
            for question in section.questions {
                line(4, "- code: \(question.code.quoted)")
                line(5, "label: \(question.label.quoted)")
                given(5, "help", question.help)
                line(5, "maximumCharacters: \(question.maximumCharacters)")
                line(5, "required: \(question.required)")
            }
        }
        line(1, "measures:")
        line(2, "minimum: \(form.measures.minimum)")
        line(2, "maximum: \(form.measures.maximum)")
        line(2, "titleMaximumCharacters: \(form.measures.titleMaximumCharacters)")
        line(2, "descriptionMaximumCharacters: \(form.measures.descriptionMaximumCharacters)")
        if let years = form.measures.finishedWithinYears { line(2, "finishedWithinYears: \(years)") }
        list(2, "fields", form.measures.fields.map { "{code: \($0.code.quoted), title: \($0.title.quoted)}" })
    }

    mutating func rubric(_ rubric: RubricRules) {
        line(0, "rubric:")
        line(1, "notApplicable: \(rubric.notApplicable.rawValue)")
        line(1, "aggregation: \(rubric.aggregation.yaml)")
        line(1, "minimumSheets: \(rubric.minimumSheets)")
        line(1, "criteria:")
        for criterion in rubric.criteria {
            line(2, "- code: \(criterion.code.quoted)")
            line(3, "title: \(criterion.title.quoted)")
            given(3, "description", criterion.description)
            line(3, "weight: \(criterion.weight)")
            line(3, "scale: {min: \(criterion.scale.min), max: \(criterion.scale.max), step: \(criterion.scale.step)}")
            list(3, "levels", criterion.levels.map { "{points: \($0.points), text: \($0.text.quoted)}" })
        }
    }
}

extension TrackRules {
    fileprivate var yaml: String {
        let end = populationTo.map { ", populationTo: \($0)" } ?? ""
        let places = placesCents.map(\.euroDecimal).joined(separator: ", ")
        return "{code: \(code.quoted), title: \(title.quoted), populationFrom: \(populationFrom)\(end), placesEuro: [\(places)]}"
    }
}

extension SpecialPrizeRules {
    fileprivate var yaml: String {
        "{code: \(code.quoted), title: \(title.quoted), amountEuro: \(amountCents.euroDecimal), joint: \(joint)}"
    }
}

extension Aggregation {
    fileprivate var yaml: String {
        switch self {
        case .mean: "{method: mean}"
        case .median: "{method: median}"
        case .trimmedMean(let trim): "{method: trimmedMean, trim: \(trim)}"
        case .zScore(let minimumSheets): "{method: zScore, minimumSheets: \(minimumSheets)}"
        case .interblock: "{method: interblock}"
        case .additive: "{method: additive}"
        }
    }
}

extension Int {
    /// Cents as euro with two decimals, `35000.00`.
    fileprivate var euroDecimal: String {
        let cents = magnitude % 100
        return "\(self < 0 ? "-" : "")\(magnitude / 100).\(cents < 10 ? "0" : "")\(cents)"
    }
}

extension String {
    /// A double-quoted YAML scalar on one line.
    fileprivate var quoted: String {
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\u{85}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{7F}"..."\u{9F}":
                let code = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - code.count) + code
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
