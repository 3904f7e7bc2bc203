import AwardStore
import Awards

/// What the forms of a case page hold.
struct ConflictCaseForm {
    var verdict = ""
    var reason = ""
    var ground = ""
    var note = ""
    var suggestion = ""
    var dismissal = ""

    init() {}

    init(_ form: FormFields) {
        verdict = form["entscheidung"]
        reason = form["begruendung"].trimmed
        ground = form["grund"]
        note = form["erlaeuterung"].trimmed
        suggestion = form["hinweis"]
        dismissal = form["warum"].trimmed
    }

    /// - Throws: ``FormProblems``.
    func parseVerdict() throws(FormProblems) -> Bool {
        var problems = FormProblems()
        if !["ja", "nein"].contains(verdict) { problems.add("entscheidung", "Bitte wählen Sie aus, wie Sie entscheiden.") }
        if reason.isEmpty { problems.add("begruendung", BiasRefusal.reasonMissing.sentence) }
        if reason.count > DecidingBias.maximumReasonCharacters {
            problems.add("begruendung", BiasRefusal.reasonTooLong(maximum: DecidingBias.maximumReasonCharacters).sentence)
        }
        guard problems.isEmpty else { throw problems }
        return verdict == "ja"
    }

    /// - Throws: ``FormProblems``.
    func parseGround() throws(FormProblems) -> ConflictGround {
        var problems = FormProblems()
        let ground = ConflictGround(rawValue: ground)
        if ground == nil { problems.add("grund", "Bitte wählen Sie den Grund aus, der am besten passt.") }
        if note.isEmpty { problems.add("erlaeuterung", ConflictRefusal.noteMissing.sentence) }
        if note.count > DeclaringConflict.maximumNoteCharacters {
            problems.add("erlaeuterung", ConflictRefusal.noteTooLong(maximum: DeclaringConflict.maximumNoteCharacters).sentence)
        }
        guard let ground, problems.isEmpty else { throw problems }
        return ground
    }

    /// - Throws: ``FormProblems``.
    func checkDismissal() throws(FormProblems) {
        var problems = FormProblems()
        if suggestion.isEmpty { problems.add("hinweis", "Bitte wählen Sie den Hinweis aus, der nicht zutrifft.") }
        if dismissal.isEmpty { problems.add("warum", DismissalRefusal.reasonMissing.sentence) }
        guard problems.isEmpty else { throw problems }
    }
}

/// One juror before one entry: what was said, suggested and decided, and the forms to go on.
struct ConflictCaseContent: ViewModel {
    struct Fact: ViewModel {
        let term: String
        let value: String
    }

    struct Hint: ViewModel {
        let sentence: String
        let dismissed: Bool
    }

    struct Decision: ViewModel {
        let verdict: String
        let by: String
        let at: String
        let reason: String
    }

    struct DecideForm: ViewModel {
        let action: String
        let hidden: FormHidden
        let verdict: FieldView
        let reason: FieldView
    }

    struct RecordForm: ViewModel {
        let action: String
        let hidden: FormHidden
        let ground: FieldView
        let note: FieldView
    }

    struct DismissForm: ViewModel {
        let action: String
        let hidden: FormHidden
        let suggestion: FieldView
        let why: FieldView
    }

    let roundTabs: RoundTabs?
    let errors: [ErrorItem]
    let juror: String
    let municipality: String
    let track: String
    let tag: String
    let state: String
    let facts: [Fact]
    let excluded: Bool
    let hints: [Hint]
    let decisions: [Decision]
    /// Who decides, where it is not this person.
    let waiting: String?
    let fixed: String?
    let decide: DecideForm?
    let record: RecordForm?
    let dismiss: DismissForm?
    let back: String

    init(_ page: ConflictCasePage, form: ConflictCaseForm, problems: FormProblems, at place: ConflictPlace, context: some PageContext) {
        let round = page.round
        let clock = ZonedClock(round.rules.round.timeZone)
        roundTabs = place.roundTabs
        errors = problems.items
        juror = page.juror
        municipality = page.municipality.plain
        track = round.rules.track(page.track)?.title ?? page.track
        tag = page.found?.tag ?? "planned"
        state = page.found?.state ?? (page.suggestions.contains { !$0.isDismissed } ? "Hinweis" : "nichts erfasst")
        facts = Self.facts(page.found, clock: clock)
        excluded = page.found?.excluded ?? false
        hints = page.suggestions.map { Hint(sentence: $0.toOffice(page.juror), dismissed: $0.isDismissed) }
        decisions = page.decisions.map {
            Decision(
                verdict: $0.verdict.german, by: [$0.verdict.officeName, $0.by].compactMap(\.self).joined(separator: ", "), at: clock.minute($0.verdict.at),
                reason: $0.verdict.reason
            )
        }
        let barred = page.found?.standing?.isBarred ?? false
        waiting = page.found?.standing == .pending && !page.mayDecide
            ? (page.matter.isChairCompetent ? "Darüber entscheidet der Vorsitz der Jury." : "Darüber entscheidet die Geschäftsstelle.") : nil
        fixed = page.isUncounted ? nil : (round.state == .published ? ConflictRefusal.roundPublished : .rankingFrozen).sentence
        decide = barred && page.mayDecide && page.isUncounted ? DecideForm(page, form: form, problems: problems, at: place, context: context) : nil
        record = !place.isReadOnly && !barred && page.assignment != nil && page.isUncounted && !page.isOwn
            ? RecordForm(page, form: form, problems: problems, at: place, context: context) : nil
        let open = page.suggestions.filter { !$0.isDismissed }
        dismiss = place.isReadOnly || open.isEmpty || page.isOwn || !page.isUncounted || barred
            ? nil : DismissForm(open, page, form: form, problems: problems, at: place, context: context)
        back = place.path
    }

    private static func facts(_ found: ConflictCase?, clock: ZonedClock) -> [Fact] {
        guard let found else { return [] }
        var facts: [Fact] = []
        if let ground = found.ground {
            facts.append(Fact(term: "Grund", value: ground.germanName))
            facts.append(Fact(term: "Rechtsgrundlage", value: ground.source))
        } else {
            facts.append(Fact(term: "Erklärung", value: found.denied ? "Nicht befangen, obwohl ein Hinweis dagegen spricht" : found.matterText))
        }
        if !found.note.isEmpty { facts.append(Fact(term: "Erläuterung", value: found.note)) }
        if let at = found.declaredAt {
            facts.append(Fact(term: found.recordedByOthers ? "Erfasst" : "Angezeigt", value: clock.minute(at)))
        }
        if found.ground != nil || found.denied, let other = found.withClass {
            facts.append(Fact(term: "Außerdem", value: "ausgeschlossen für die ganze Größenklasse wegen der Bewerbung von \(other.plain)"))
        }
        return facts
    }
}

extension ConflictCaseContent.DecideForm {
    fileprivate init(_ page: ConflictCasePage, form: ConflictCaseForm, problems: FormProblems, at place: ConflictPlace, context: some PageContext) {
        action = place.href(page.pair) + "/entscheidung"
        hidden = FormHidden(context, revision: page.revision)
        let excluded = page.found?.standing == .excluded
        verdict = FieldView(
            "entscheidung", label: "Ihre Entscheidung",
            choices: (excluded ? [] : [("ja", "Befangen")]) + [("nein", "Nicht befangen")], chosen: [form.verdict], problems: problems,
            hints: [
                "ja": "Das Jurymitglied sieht und bewertet die Bewerbung nicht.",
                "nein": excluded ? "Die Erklärung war ein Versehen. Der Bogen öffnet sich wieder, wie er war." : "Der Bogen öffnet sich; was schon eingetragen war, gilt wieder.",
            ]
        )
        reason = FieldView(
            "begruendung", label: "Begründung", hint: "Sie bleibt bei der Entscheidung. Vorsitz, Geschäftsstelle und Prüfung lesen sie.", value: form.reason,
            problems: problems, maximum: DecidingBias.maximumReasonCharacters
        )
    }
}

extension ConflictCaseContent.RecordForm {
    fileprivate init(_ page: ConflictCasePage, form: ConflictCaseForm, problems: FormProblems, at place: ConflictPlace, context: some PageContext) {
        action = place.href(page.pair) + "/befangen"
        hidden = FormHidden(context)
        ground = FieldView(
            "grund", label: "Grund", choices: ConflictGround.allCases.map { ($0.rawValue, $0.germanName) }, chosen: [form.ground], problems: problems,
            hints: Dictionary(uniqueKeysWithValues: ConflictGround.allCases.map { ($0.rawValue, $0.source) })
        )
        note = FieldView(
            "erlaeuterung", label: "Erläuterung", hint: "Was ist bekannt geworden, und woher?", value: form.note, problems: problems,
            maximum: DeclaringConflict.maximumNoteCharacters
        )
    }
}

extension ConflictCaseContent.DismissForm {
    fileprivate init(
        _ open: [SuggestedConflict], _ page: ConflictCasePage, form: ConflictCaseForm, problems: FormProblems, at place: ConflictPlace,
        context: some PageContext
    ) {
        action = place.href(page.pair) + "/hinweis"
        hidden = FormHidden(context)
        suggestion = FieldView(
            "hinweis", label: "Welcher Hinweis trifft nicht zu?", choices: open.map { ($0.suggestion.source, $0.toOffice(page.juror)) },
            chosen: [form.suggestion], problems: problems
        )
        why = FieldView("warum", label: "Warum nicht?", value: form.dismissal, problems: problems, maximum: DecidingBias.maximumReasonCharacters)
    }
}
