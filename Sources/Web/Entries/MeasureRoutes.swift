import AwardStore
import Awards
import HTTPTypes
import Hummingbird

/// `/bewerbungen/{entry}/massnahmen`: the list, one page a measure, order and removal.
struct MeasureRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let applicants = router.group(context: ApplicantContext.self)
        applicants.get("/bewerbungen/{entry}/massnahmen", use: list)
        applicants.get("/bewerbungen/{entry}/massnahmen/neu", use: blank)
        applicants.post("/bewerbungen/{entry}/massnahmen/neu", use: add)
        applicants.get("/bewerbungen/{entry}/massnahmen/{measure}", use: show)
        applicants.post("/bewerbungen/{entry}/massnahmen/{measure}", use: save)
        applicants.get("/bewerbungen/{entry}/massnahmen/{measure}/entfernen", use: confirmRemoval)
        applicants.post("/bewerbungen/{entry}/massnahmen/{measure}/entfernen", use: remove)
        applicants.post("/bewerbungen/{entry}/massnahmen/{measure}/verschieben", use: move)
    }

    private func list(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let detail = try await services.ownEntry(context)
        guard detail.isEditable else { return .seeOther("/bewerbungen/\(detail.head.id)") }
        let flash: Frame.Flash? = switch request.uri.queryParameters["meldung"] {
        case "gespeichert": Frame.Flash(kind: "success", text: "Die Maßnahme ist gespeichert.")
        case "entfernt": Frame.Flash(kind: "success", text: "Die Maßnahme ist entfernt.")
        default: nil
        }
        return try services.page(
            "entry-measures", MeasureListContent(detail, context: context), Page("Maßnahmen", entry: detail, flash: flash), context: context
        )
    }

    private func blank(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let detail = try await services.ownEntry(context)
        let content = MeasureContent(detail, measure: nil, form: .empty, hidden: FormHidden(context))
        return try services.page("entry-measure", content, Page("Neue Maßnahme", entry: detail), context: context)
    }

    private func show(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let (detail, stored) = try await measure(context)
        var problems = FormProblems()
        for gap in detail.gaps.measure(stored.measure.id) { problems.add(gap.field, gap.sentence) }
        let content = MeasureContent(
            detail, measure: stored.measure.id, form: MeasureForm(stored.measure.draft), problems: problems,
            hidden: FormHidden(context, revision: stored.measure.revision)
        )
        return try services.page("entry-measure", content, Page("Maßnahme", entry: detail), context: context)
    }

    private func add(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        try await store(nil, try await services.ownEntry(context), context)
    }

    private func save(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let (detail, stored) = try await measure(context)
        return try await store(stored, detail, context)
    }

    private func store(_ stored: StoredMeasure?, _ detail: EntryDetail, _ context: ApplicantContext) async throws -> Response {
        let form = MeasureForm(context.form)
        let id = stored?.measure.id
        let revision = try context.form.revision()
        let list = "/bewerbungen/\(detail.head.id)/massnahmen"
        do {
            _ = try await services.store.saveMeasure(
                entry: detail.head.id, measure: id, draft: try form.parse(detail.round.rules.form.measures), revision: revision,
                by: context.person.caller, operation: try context.form.operation(of: context.person)
            )
            return .seeOther(context.form["action"] == "another" ? list + "/neu" : list + "?meldung=gespeichert")
        } catch let problems as FormProblems {
            let content = MeasureContent(detail, measure: id, form: form, problems: problems, hidden: FormHidden(context, revision: revision))
            return try services.page("entry-measure", content, Page("Maßnahme", entry: detail), context: context, status: .unprocessableContent)
        } catch let collision as MeasureCollision {
            let theirs = MeasureForm(collision.stored.measure.draft)
            let view = CollisionView(
                storedBy: collision.stored.savedBy, at: collision.stored.savedAt, clock: detail.round.clock, keepHref: list,
                lines: [
                    ("Titel", form.title, theirs.title), ("Beschreibung", form.description, theirs.description),
                    ("Beginn", form.started, theirs.started), ("Ende", form.finished, theirs.finished),
                ]
            )
            let content = MeasureContent(
                detail, measure: id, form: form, hidden: FormHidden(context, revision: collision.stored.measure.revision), collision: view
            )
            return try services.page("entry-measure", content, Page("Maßnahme", entry: detail), context: context, status: .conflict)
        }
    }

    private func confirmRemoval(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let (detail, stored) = try await measure(context)
        let content = MeasureRemoval(
            title: stored.measure.draft.title.isEmpty ? "Maßnahme ohne Titel" : stored.measure.draft.title,
            action: "/bewerbungen/\(detail.head.id)/massnahmen/\(stored.measure.id)/entfernen",
            back: "/bewerbungen/\(detail.head.id)/massnahmen", hidden: FormHidden(context, revision: stored.measure.revision)
        )
        return try services.page("entry-measure-remove", content, Page("Maßnahme entfernen", entry: detail), context: context)
    }

    private func remove(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let entry: Entry.ID = try context.identifier("entry")
        try await services.store.removeMeasure(
            entry: entry, measure: try context.identifier("measure"), revision: try context.form.revision(), by: context.person.caller,
            operation: try context.form.operation(of: context.person)
        )
        return .seeOther("/bewerbungen/\(entry)/massnahmen?meldung=entfernt")
    }

    private func move(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let entry: Entry.ID = try context.identifier("entry")
        try await services.store.moveMeasure(
            entry: entry, measure: try context.identifier("measure"), context.form["direction"] == "up" ? .up : .down,
            by: context.person.caller, operation: try context.form.operation(of: context.person)
        )
        return .seeOther("/bewerbungen/\(entry)/massnahmen")
    }

    private func measure(_ context: ApplicantContext) async throws -> (EntryDetail, StoredMeasure) {
        let detail = try await services.ownEntry(context)
        let id: Measure.ID = try context.identifier("measure")
        guard detail.isEditable, let stored = detail.measures.first(where: { $0.measure.id == id }) else { throw PageNotFound() }
        return (detail, stored)
    }
}

struct MeasureRemoval: ViewModel {
    let title: String
    let action: String
    let back: String
    let hidden: FormHidden
}

/// The measures of a draft.
struct MeasureListContent: ViewModel {
    struct Item: ViewModel {
        let href: String
        let title: String
        let field: String
        let years: String
        let state: String
        let tag: String
        let move: String
        let isFirst: Bool
        let isLast: Bool
        let up: FormHidden
        let down: FormHidden
    }

    let context: String
    let lead: String
    let addHref: String?
    let items: [Item]
    let next: String
    let steps: [EntryStep]

    init(_ detail: EntryDetail, context: some PageContext) {
        let rules = detail.round.rules.form.measures
        let base = "/bewerbungen/\(detail.head.id)"
        self.context = detail.head.body.name
        lead = "Beschreiben Sie mindestens \(rules.minimum.counted("Maßnahme", "Maßnahmen")), höchstens \(rules.maximum)."
        addHref = detail.measures.count < rules.maximum ? base + "/massnahmen/neu" : nil
        items = detail.measures.enumerated().map { index, stored in
            let draft = stored.measure.draft
            let complete = detail.gaps.measure(stored.measure.id).isEmpty
            return Item(
                href: "\(base)/massnahmen/\(stored.measure.id)", title: draft.title.trimmed.isEmpty ? "Ohne Titel" : draft.title,
                field: rules.fields.first { $0.code == draft.field }?.title ?? "noch nicht gewählt", years: draft.yearsText ?? "–",
                state: complete ? "Vollständig" : "Angaben fehlen", tag: complete ? "final" : "missing",
                move: "\(base)/massnahmen/\(stored.measure.id)/verschieben", isFirst: index == 0, isLast: index == detail.measures.count - 1,
                up: FormHidden(context), down: FormHidden(context)
            )
        }
        next = base + "/pruefen"
        steps = detail.steps(current: "massnahmen")
    }
}
