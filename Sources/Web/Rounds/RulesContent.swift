import AwardStore
import Awards
import ScoringEngine

struct RulesContent: ViewModel {
    struct Fact: ViewModel {
        let term: String
        let value: String
    }

    struct TrackRow: ViewModel {
        let title: String
        let places: [String]
        let total: String
    }

    struct Prize: ViewModel {
        let title: String
        let joint: Bool
        let amount: String
    }

    struct Section: ViewModel {
        let title: String
        let questions: [Question]
    }

    struct Question: ViewModel {
        let label: String
        let limit: String
    }

    struct Criterion: ViewModel {
        let title: String
        let description: String?
        let weight: String
        let share: String
        let scale: String
        let levels: [Level]
    }

    struct Level: ViewModel {
        let points: String
        let text: String
    }

    struct Note: ViewModel {
        let part: String
        let note: String
    }

    struct Version: ViewModel {
        let version: String
        let at: String
        let by: String
        let href: String
    }

    struct Form: ViewModel {
        let hidden: FormHidden
        let action: String
        let file: FieldView
        let errors: [ErrorItem]
        /// The text is not stored, so that leaving the page would lose it.
        let unsaved: Bool

        init(hidden: FormHidden, slug: String, text: String, problems: [String], isKept: Bool) {
            self.hidden = hidden
            action = "/verwaltung/\(slug)/regeln"
            var atField = FormProblems()
            if let first = problems.first {
                atField.add("datei", problems.count == 1 ? first : "\(first) Und \((problems.count - 1).counted("weiteres Problem", "weitere Probleme")), siehe oben.")
            }
            file = FieldView(
                "datei", label: "Rundendatei", hint: "Die geltende Datei steht schon da. Ändern Sie sie hier, oder fügen Sie eine andere ein.", value: text,
                problems: atField
            )
            errors = problems.map { ErrorItem(href: "#datei", message: $0) }
            unsaved = isKept
        }
    }

    let roundTitle: String
    let ruleState: String
    let roundTabs: RoundTabs
    let errors: [ErrorItem]
    let dates: [Fact]
    let tracks: [TrackRow]
    let prizes: [Prize]
    let budget: String
    let total: String
    let prizeTies: String
    let sections: [Section]
    let measures: [Fact]
    let criteria: [Criterion]
    let scoring: [Fact]
    let notes: [Note]
    let sources: [String]
    let versions: [Version]
    let form: Form?
    let closed: Bool

    init(_ history: RulesHistory, form: Form, mayChange: Bool) {
        let round = history.round
        let rules = round.rules
        let clock = ZonedClock(rules.round.timeZone)
        roundTitle = round.title
        ruleState = "Regelfassung \(round.rulesVersion.grouped)" + (history.versions.first.map { " vom \(clock.minute($0.importedAt))" } ?? "")
        roundTabs = RoundTabs(slug: round.slug, current: .rules)
        errors = form.errors
        dates = Self.dates(rules)
        tracks = rules.tracks.map { track in
            TrackRow(title: track.title, places: track.placesCents.map(\.euroText), total: track.placesCents.reduce(0, +).euroText)
        }
        prizes = rules.prizes.special.map { Prize(title: $0.title, joint: $0.joint, amount: $0.amountCents.euroText) }
        budget = rules.budgetCents.euroText
        total = (rules.tracks.flatMap(\.placesCents) + rules.prizes.special.map(\.amountCents)).reduce(0, +).euroText
        prizeTies = rules.prizes.ties.germanName
        sections = rules.form.sections.map { section in
            Section(title: section.title, questions: section.questions.map { question in
                Question(label: question.label, limit: "\(question.required ? "Pflicht" : "freiwillig"), höchstens \(question.maximumCharacters.grouped) Zeichen")
            })
        }
        measures = Self.measures(rules.form.measures)
        criteria = Self.criteria(rules.rubric)
        scoring = Self.scoring(rules)
        notes = rules.sampleData.map { Note(part: Self.part($0.path), note: $0.note) }
        sources = rules.sources
        versions = history.versions.map {
            Version(
                version: $0.version.grouped, at: clock.minute($0.importedAt), by: $0.importedBy ?? "Kommandozeile",
                href: "/verwaltung/\(round.slug)/regeln/datei?fassung=\($0.version)"
            )
        }
        self.form = round.state == .open && mayChange ? form : nil
        closed = round.state != .open
    }
}

extension RulesContent {
    private static func dates(_ rules: RoundRules) -> [Fact] {
        var facts = [
            Fact(term: "Wettbewerb", value: rules.competition.title),
            Fact(term: "Beginn des Aufrufs", value: rules.dates.callOpens.german),
            Fact(term: "Einreichungsfrist", value: rules.dates.entryDeadline.german),
        ]
        if let day = rules.dates.juryMeets { facts.append(Fact(term: "Jurysitzung", value: day.german)) }
        if let day = rules.dates.ceremony { facts.append(Fact(term: "Preisverleihung", value: day.german)) }
        facts.append(Fact(term: "Zeitzone", value: rules.round.timeZone))
        facts.append(Fact(term: "Teilnahme", value: rules.eligibility.kinds.map(\.germanPlural).joined(separator: " und ")))
        facts.append(Fact(term: "Stichtag der Einwohnerzahl", value: rules.eligibility.populationDate.german))
        return facts
    }

    private static func measures(_ rules: MeasureRules) -> [Fact] {
        var facts = [
            Fact(term: "Anzahl", value: "\(rules.minimum.grouped) bis \(rules.maximum.grouped)"),
            Fact(term: "Titel", value: "höchstens \(rules.titleMaximumCharacters.grouped) Zeichen"),
            Fact(term: "Beschreibung", value: "höchstens \(rules.descriptionMaximumCharacters.grouped) Zeichen"),
        ]
        if let years = rules.finishedWithinYears {
            facts.append(Fact(term: "Abgeschlossen", value: "vor höchstens \(years.counted("Jahr", "Jahren")), oder noch laufend"))
        }
        facts.append(Fact(term: "Handlungsfelder", value: rules.fields.map(\.title).joined(separator: "; ")))
        return facts
    }

    private static func criteria(_ rubric: RubricRules) -> [Criterion] {
        let sum = rubric.criteria.reduce(Int64(0)) { $0 + $1.weight.micros }
        return rubric.criteria.map { criterion in
            let perMille = sum > 0 ? (criterion.weight.micros * 2000 / sum + 1) / 2 : 0
            return Criterion(
                title: criterion.title, description: criterion.description, weight: criterion.weight.german,
                share: "\(perMille / 10),\(perMille % 10) %",
                scale: "\(criterion.scale.min.german) bis \(criterion.scale.max.german), Schritte von \(criterion.scale.step.german)",
                levels: criterion.levels.map { Level(points: $0.points.german, text: $0.text) }
            )
        }
    }

    private static func scoring(_ rules: RoundRules) -> [Fact] {
        let ties = rules.ranking.ties.map { $0.germanName(in: rules.rubric) }
        var facts = [
            Fact(term: "Wertung", value: rules.rubric.aggregation.germanName),
            Fact(term: "Kriterium entfällt", value: rules.rubric.notApplicable.germanName),
            Fact(term: "Mindestzahl der Bögen", value: rules.rubric.minimumSheets.grouped),
            Fact(
                term: "Ausschluss wegen Befangenheit",
                value: "gilt \(rules.exclusion.germanName)\(rules.jury == nil ? " (in der Rundendatei nicht eigens geregelt)" : "")"
            ),
            Fact(term: "Zählung der Plätze", value: rules.ranking.style.germanName),
            Fact(term: "Bei gleicher Wertung", value: ties.isEmpty ? "Der Platz wird geteilt." : "Es entscheidet der Reihe nach: " + ties.joined(separator: "; ") + ". Was dann noch gleich ist, teilt den Platz."),
        ]
        if let seed = rules.ranking.lotSeed { facts.append(Fact(term: "Losschlüssel", value: seed)) }
        return facts
    }

    /// The part of the rules a note is about, in words.
    private static func part(_ path: String) -> String {
        let words = [
            "competition": "Wettbewerb", "round": "Runde", "dates": "Termine", "budgetEuro": "Budget", "eligibility": "Teilnahme",
            "tracks": "Größenklassen", "form": "Formular", "rubric": "Bewertungsraster", "jury": "Jury", "ranking": "Rangliste", "prizes": "Preise",
        ]
        return words[String(path.prefix { $0 != "." && $0 != "[" })] ?? path
    }
}
