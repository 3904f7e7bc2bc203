import AwardStore
import Awards
import ScoringEngine

/// What `/jury/{assignment}/bogen` shows: the entry and the juror's own sheet beside it.
struct SheetContent: ViewModel {
    struct FormView: ViewModel {
        let action: String
        let autosave: String
        let hidden: FormHidden
        /// The form holds text that is not stored.
        let unsaved: Bool
        let criteria: [CriterionView]
        let comment: FieldView
        let total: String
        let totalNote: String
        let saveState: String
        let saveKind: String
    }

    struct Finished: ViewModel {
        let marks: [MarkView]
        let comment: String?
        let total: String
        let finishedAt: String?
        let proofHref: String?
        /// nil once scoring is closed.
        let reopen: Reopen?
    }

    struct MarkView: ViewModel {
        let title: String
        let points: String
    }

    struct Reopen: ViewModel {
        let action: String
        let hidden: FormHidden
    }

    let errors: [ErrorItem]
    let municipality: String
    let context: String
    let tag: String
    let state: String
    let notes: [String]
    let content: EntryContentView
    let versions: VersionsView?
    let form: FormView?
    let finished: Finished?
    /// nil once scoring is closed.
    let conflictHref: String?
}

extension SheetContent {
    /// - Parameters:
    ///   - form: what the form holds; the stored sheet unless it came back with problems.
    ///   - versions: both versions where somebody else's tab was quicker.
    init(_ page: SheetPage, form: ScoreForm, problems: FormProblems = FormProblems(), versions: VersionsView? = nil, context: JurorContext) {
        let head = page.head
        let rubric = head.round.rules.rubric
        let step = page.step
        let open = head.round.state == .open && head.entryState == .admitted
        let track = head.round.rules.track(head.track)?.title ?? head.track
        errors = problems.items
        municipality = head.municipality.plain
        self.context = [track, head.land, page.entry.sizeClass.figure.map { "\($0.population.grouped) Einwohner*innen" }].compactMap { $0 }.joined(separator: " · ")
        tag = step.tag
        state = step.ownName
        notes = head.round.rules.sampleNotes(for: "rubric")
        content = EntryContentView(page.entry)
        self.versions = versions
        let editable = open && (page.sheet.state == .notStarted || page.sheet.state == .draft)
        self.form = editable ? FormView(page, form: form, problems: problems, collided: versions != nil, context: context) : nil
        finished = editable ? nil : Finished(page, rubric: rubric, open: open, context: context)
        conflictHref = head.round.state == .open ? "/jury/\(head.assignment)/erklaerung" : nil
    }
}

extension SheetContent.FormView {
    /// - Parameter collided: both versions are on the page, so that the next save may rest on the stored one. After any
    ///   other refusal the form keeps the revision it came with.
    fileprivate init(_ page: SheetPage, form: ScoreForm, problems: FormProblems, collided: Bool, context: JurorContext) {
        let head = page.head
        let rubric = head.round.rules.rubric
        let marks = form.readableMarks(rubric)
        action = "/jury/\(head.assignment)/bogen"
        autosave = "/jury/\(head.assignment)/bogen/entwurf"
        unsaved = collided || !problems.isEmpty
        hidden = unsaved && !collided
            ? FormHidden(context, repeating: context.form, revision: page.sheet.revision)
            : FormHidden(context, revision: page.sheet.revision)
        criteria = rubric.criteria.map { CriterionView($0, in: rubric, form: form, problems: problems) }
        comment = FieldView(
            "comment", label: "Kommentar", hint: "Für Ihre Begründung in der Jurysitzung.", value: form.comment, problems: problems,
            maximum: ScoreDraft.maximumCommentCharacters, required: false
        )
        total = rubric.total(of: marks)?.germanTotal ?? "–"
        totalNote = "\(marks.count) von \(rubric.criteria.count) Kriterien bewertet"
        let clock = ZonedClock(head.round.rules.round.timeZone)
        saveKind = unsaved || page.sheet.savedAt == nil ? "unsaved" : "saved"
        saveState = unsaved ? "Noch nicht gespeichert" : page.sheet.savedAt.map { "Gespeichert um \(clock.time($0))" } ?? "Noch nichts eingetragen"
    }
}

extension SheetContent.Finished {
    fileprivate init(_ page: SheetPage, rubric: RubricRules, open: Bool, context: JurorContext) {
        let clock = ZonedClock(page.head.round.rules.round.timeZone)
        marks = rubric.criteria.map { SheetContent.MarkView(title: $0.title, points: page.sheet.marks[$0.code]?.german ?? "–") }
        comment = page.sheet.comment.isEmpty ? nil : page.sheet.comment
        total = rubric.total(of: page.sheet.marks)?.germanTotal ?? "–"
        finishedAt = page.sheet.finalisedAt.map(clock.minute)
        let finished = page.sheet.state == .final || page.sheet.state == .abstained
        proofHref = finished ? "/jury/\(page.head.assignment)/nachweis" : nil
        reopen = open && finished
            ? SheetContent.Reopen(action: "/jury/\(page.head.assignment)/bogen/oeffnen", hidden: FormHidden(context, revision: page.sheet.revision))
            : nil
    }
}
