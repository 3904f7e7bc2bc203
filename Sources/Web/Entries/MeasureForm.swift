import AwardStore
import Awards

/// The form of one measure, as sent.
struct MeasureForm {
    let field: String
    let title: String
    let description: String
    let started: String
    let finished: String

    init(_ form: FormFields) {
        field = form["field"]
        title = form["title"]
        description = form["description"]
        started = form["started"].trimmed
        finished = form["finished"].trimmed
    }

    init(_ draft: MeasureDraft) {
        field = draft.field
        title = draft.title
        description = draft.description
        started = draft.startedYear.map(String.init) ?? ""
        finished = draft.finishedYear.map(String.init) ?? ""
    }

    static let empty = MeasureForm(MeasureDraft(field: "", title: "", description: ""))

    /// - Throws: ``FormProblems`` for years that can't be read or do not fit; text that is missing or too long may be saved.
    func parse(_ rules: MeasureRules) throws -> MeasureDraft {
        var problems = FormProblems()
        let from = Self.year(started, "started", &problems)
        let to = Self.year(finished, "finished", &problems)
        if let from, let to, to < from {
            problems.add("finished", "Das Ende (\(to)) liegt vor dem Beginn (\(from)). Bitte prüfen Sie beide Jahre.")
        }
        if !field.isEmpty, !rules.fields.contains(where: { $0.code == field }) {
            problems.add("field", "Bitte wählen Sie ein Handlungsfeld aus der Liste.")
        }
        guard problems.isEmpty else { throw problems }
        return MeasureDraft(field: field, title: title, description: description, startedYear: from, finishedYear: to)
    }

    private static func year(_ text: String, _ name: String, _ problems: inout FormProblems) -> Int? {
        guard !text.isEmpty else { return nil }
        guard text.count == 4, let year = Int(text), SavingMeasure.years.contains(year) else {
            problems.add(name, "Bitte geben Sie ein Jahr mit vier Ziffern an, zum Beispiel 2024 (möglich sind 1950 bis 2100).")
            return nil
        }
        return year
    }
}

/// The page of one measure.
struct MeasureContent: ViewModel {
    let context: String
    let heading: String
    let action: String
    let list: String
    /// nil for a new measure.
    let removeHref: String?
    let errors: [ErrorItem]
    let field: FieldView
    let title: FieldView
    let description: FieldView
    let started: FieldView
    let finished: FieldView
    /// Why nothing was saved; nil where all is well.
    let notice: String?
    let versions: VersionsView?
    /// The form on the page is not what is stored.
    let unsaved: Bool
    let sampleNotes: [String]
    let hidden: FormHidden
    let steps: [EntryStep]

    init(
        _ detail: EntryDetail, measure: Measure.ID?, form: MeasureForm, problems: FormProblems = FormProblems(), hidden: FormHidden,
        notice: String? = nil, versions: VersionsView? = nil, unsaved: Bool = false
    ) {
        let rules = detail.round.rules.form.measures
        list = "/bewerbungen/\(detail.head.id)/massnahmen"
        context = detail.head.title.plain
        heading = measure == nil ? "Neue Maßnahme" : form.title.trimmed.isEmpty ? "Maßnahme ohne Titel" : form.title
        action = list + "/" + (measure?.description ?? "neu")
        removeHref = measure.map { "/bewerbungen/\(detail.head.id)/massnahmen/\($0)/entfernen" }
        errors = problems.items
        field = FieldView(
            "field", label: "Handlungsfeld", choices: rules.fields.map { ($0.code, $0.title) }, chosen: [form.field], problems: problems
        )
        title = FieldView("title", label: "Titel", value: form.title, problems: problems, maximum: rules.titleMaximumCharacters)
        description = FieldView(
            "description", label: "Beschreibung", hint: "Was tun Sie, mit wem, und was bewirkt es?", value: form.description,
            problems: problems, maximum: rules.descriptionMaximumCharacters
        )
        started = FieldView(
            "started", label: "Beginn", hint: "Jahr, zum Beispiel 2023", value: form.started, problems: problems, required: false, inputmode: "numeric"
        )
        finished = FieldView(
            "finished", label: "Ende", hint: Self.finishedHint(detail), value: form.finished, problems: problems, required: false, inputmode: "numeric"
        )
        self.notice = notice
        self.versions = versions
        self.unsaved = unsaved
        sampleNotes = detail.round.rules.sampleNotes(for: "form")
        self.hidden = hidden
        steps = detail.steps(current: "massnahmen")
    }

    private static func finishedHint(_ detail: EntryDetail) -> String {
        let open = "Lassen Sie das Feld leer, wenn die Maßnahme noch läuft."
        guard let years = detail.round.rules.form.measures.finishedWithinYears else { return open }
        return "\(open) Beendete Maßnahmen zählen ab \(detail.round.rules.dates.entryDeadline.day.year - years)."
    }
}

/// Asks once more before a measure goes.
struct MeasureRemoval: ViewModel {
    let title: String
    let action: String
    let back: String
    let hidden: FormHidden
}
