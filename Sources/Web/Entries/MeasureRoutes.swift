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
        let detail = try await editable(context)
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
        let detail = try await editable(context)
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
        let detail = try await services.ownEntry(context)
        let id: Measure.ID = try context.identifier("measure")
        guard detail.head.state != .draft || detail.measures.contains(where: { $0.measure.id == id }) else {
            let content = MeasureContent(
                detail, measure: nil, form: MeasureForm(context.form), hidden: FormHidden(context),
                notice: "Diese Maßnahme gibt es nicht mehr: Sie wurde inzwischen entfernt. Ihr Text steht noch unten; „Maßnahme speichern“ legt sie neu an.",
                unsaved: true
            )
            return try services.page("entry-measure", content, Page("Maßnahme", entry: detail), context: context, status: .conflict)
        }
        return try await store(id, detail, context)
    }

    private func store(_ id: Measure.ID?, _ detail: EntryDetail, _ context: ApplicantContext) async throws -> Response {
        let form = MeasureForm(context.form)
        let revision = try context.form.revision()
        let list = "/bewerbungen/\(detail.head.id)/massnahmen"
        func again(_ status: HTTPResponse.Status, problems: FormProblems = FormProblems(), notice: String? = nil) throws -> Response {
            let content = MeasureContent(
                detail, measure: id, form: form, problems: problems, hidden: FormHidden(context, revision: revision), notice: notice, unsaved: true
            )
            return try services.page("entry-measure", content, Page("Maßnahme", entry: detail), context: context, status: status)
        }
        do {
            _ = try await services.store(context).saveMeasure(
                entry: detail.head.id, measure: id, draft: try form.parse(detail.round.rules.form.measures), revision: revision,
                by: context.person.caller, operation: try context.form.operation(of: context.person)
            )
            return .seeOther(context.form["action"] == "another" ? list + "/neu" : list + "?meldung=gespeichert")
        } catch let problems as FormProblems {
            return try again(.unprocessableContent, problems: problems)
        } catch let collision as MeasureCollision {
            return try self.collision(collision, with: form, detail, context)
        } catch let refusal as EntryRefusal where refusal != .notVisible {
            return try again(refusal.status, notice: "\(refusal.heading). \(refusal.sentence) Gespeichert wurde nichts; Ihr Text steht noch unten.")
        }
    }

    private func collision(
        _ collision: MeasureCollision, with form: MeasureForm, _ detail: EntryDetail, _ context: ApplicantContext
    ) throws -> Response {
        let stored = collision.stored
        let theirs = MeasureForm(stored.measure.draft)
        let fields = detail.round.rules.form.measures.fields
        func title(_ code: String) -> String { fields.first { $0.code == code }?.title ?? "" }
        let versions = VersionsView(
            storedBy: stored.savedBy, at: stored.savedAt, clock: detail.round.clock,
            keepHref: "/bewerbungen/\(detail.head.id)/massnahmen",
            pairs: [
                ("Titel", form.title, theirs.title), ("Handlungsfeld", title(form.field), title(theirs.field)),
                ("Beschreibung", form.description, theirs.description),
                ("Beginn", form.started, theirs.started), ("Ende", form.finished, theirs.finished),
            ]
        )
        let content = MeasureContent(
            detail, measure: stored.measure.id, form: form, hidden: FormHidden(context, revision: stored.measure.revision),
            versions: versions, unsaved: true
        )
        return try services.page("entry-measure", content, Page("Maßnahme", entry: detail), context: context, status: .conflict)
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
        try await services.store(context).removeMeasure(
            entry: entry, measure: try context.identifier("measure"), revision: try context.form.revision(), by: context.person.caller,
            operation: try context.form.operation(of: context.person)
        )
        return .seeOther("/bewerbungen/\(entry)/massnahmen?meldung=entfernt")
    }

    private func move(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let entry: Entry.ID = try context.identifier("entry")
        try await services.store(context).moveMeasure(
            entry: entry, measure: try context.identifier("measure"), context.form["direction"] == "up" ? .up : .down,
            by: context.person.caller, operation: try context.form.operation(of: context.person)
        )
        return .seeOther("/bewerbungen/\(entry)/massnahmen")
    }

    private func measure(_ context: ApplicantContext) async throws -> (EntryDetail, StoredMeasure) {
        let detail = try await editable(context)
        let id: Measure.ID = try context.identifier("measure")
        guard let stored = detail.measures.first(where: { $0.measure.id == id }) else { throw PageNotFound() }
        return (detail, stored)
    }

    /// Measures of what is submitted stand on the entry's own page.
    private func editable(_ context: ApplicantContext) async throws -> EntryDetail {
        let detail = try await services.ownEntry(context)
        guard detail.isEditable else { throw Elsewhere("/bewerbungen/\(detail.head.id)") }
        return detail
    }
}
