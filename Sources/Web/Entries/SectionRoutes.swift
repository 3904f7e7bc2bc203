import AwardStore
import Awards
import Foundation
import HTTPTypes
import Hummingbird

/// `/bewerbungen/{entry}` and its sections: one section a page, saved while it is typed.
struct SectionRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let applicants = router.group(context: ApplicantContext.self)
        applicants.get("/bewerbungen/{entry}", use: overview)
        applicants.get("/bewerbungen/{entry}/abschnitt/{section}", use: show)
        applicants.post("/bewerbungen/{entry}/abschnitt/{section}", use: save)
        applicants.post("/bewerbungen/{entry}/abschnitt/{section}/entwurf", use: autosave)
    }

    private func overview(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let detail = try await services.ownEntry(context)
        let flash = request.uri.queryParameters["meldung"] == "begonnen"
            ? Frame.Flash(kind: "success", text: "Ihre Bewerbung ist angelegt. Alles, was Sie schreiben, wird als Entwurf gespeichert.") : nil
        let page = Page(
            detail.head.title.plain, in: detail.round,
            breadcrumb: [.init("Bewerbungen", "/bewerbungen"), .init(detail.head.title.plain)], flash: flash
        )
        return try services.page("entry-overview", EntryOverviewContent(detail, at: context.person.requestedAt), page, context: context)
    }

    private func show(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let (detail, section) = try await section(context)
        guard detail.isEditable else { return .seeOther("/bewerbungen/\(detail.head.id)") }
        let stored = detail.sections[section.code]
        let content = SectionContent(
            detail, section, answers: stored?.answers ?? [:], judge: stored != nil,
            hidden: FormHidden(context, revision: stored?.revision ?? 0), notice: detail.lateNotice(at: context.person.requestedAt)
        )
        let flash = request.uri.queryParameters["meldung"] == "gespeichert"
            ? Frame.Flash(kind: "success", text: "Der Abschnitt ist gespeichert.") : nil
        return try services.page("entry-section", content, Page(section.title, entry: detail, flash: flash), context: context)
    }

    private func save(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let (detail, section) = try await section(context)
        let answers = Self.answers(context.form, section)
        do {
            _ = try await store(answers, section, detail, context)
        } catch let collision as SectionCollision {
            let content = SectionContent(
                detail, section, answers: answers, judge: true, hidden: FormHidden(context, revision: collision.stored.revision),
                collision: collision.stored, unsaved: true
            )
            return try services.page("entry-section", content, Page(section.title, entry: detail), context: context, status: .conflict)
        } catch let refusal as EntryRefusal where refusal != .notVisible {
            let content = SectionContent(
                detail, section, answers: answers, judge: true, hidden: FormHidden(context, revision: try context.form.revision()),
                notice: "\(refusal.heading). Gespeichert wurde nichts; Ihr Text steht noch unten.", unsaved: true
            )
            return try services.page("entry-section", content, Page(section.title, entry: detail), context: context, status: refusal.status)
        }
        let base = "/bewerbungen/\(detail.head.id)"
        if context.form["action"] == "next" {
            let codes = detail.round.rules.form.sections.map(\.code)
            let next = codes.firstIndex(of: section.code).flatMap { $0 + 1 < codes.count ? codes[$0 + 1] : nil }
            return .seeOther(next.map { "\(base)/abschnitt/\($0)" } ?? base + "/massnahmen")
        }
        return .seeOther("\(base)/abschnitt/\(section.code)?meldung=gespeichert")
    }

    private func autosave(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let (detail, section) = try await section(context)
        do {
            let saved = try await store(Self.answers(context.form, section), section, detail, context)
            return try AutosaveAnswer.saved(at: saved.savedAt, revision: saved.revision, clock: detail.round.clock)
        } catch is SectionCollision {
            return try AutosaveAnswer.refused(
                "Jemand anderes hat diesen Abschnitt inzwischen geändert. „Speichern“ zeigt Ihnen beide Fassungen.", status: .conflict
            )
        } catch let refusal as EntryRefusal {
            return try AutosaveAnswer.refused("\(refusal.heading). \(refusal.sentence)", status: refusal.status)
        }
    }

    private func store(
        _ answers: [String: String], _ section: FormSection, _ detail: EntryDetail, _ context: ApplicantContext
    ) async throws -> SavedRevision {
        try await services.store(context).saveSection(
            entry: detail.head.id, section: section.code, answers: answers, revision: try context.form.revision(),
            by: context.person.caller, operation: try context.form.operation(of: context.person)
        )
    }

    private func section(_ context: ApplicantContext) async throws -> (EntryDetail, FormSection) {
        let detail = try await services.ownEntry(context)
        guard let section = detail.round.rules.form.section(try context.text("section")) else { throw PageNotFound() }
        return (detail, section)
    }

    private static func answers(_ form: FormFields, _ section: FormSection) -> [String: String] {
        Dictionary(uniqueKeysWithValues: section.questions.map { ($0.code, form[QuestionField.name($0.code)]) })
    }
}

/// The form field of a question.
enum QuestionField {
    static func name(_ question: String) -> String { "frage-" + question }
}

extension EntryDetail {
    /// A draft in a round that is still open; past the deadline it can be read but not handed in.
    var isEditable: Bool { head.state == .draft && round.state == .open }

    /// Says on the pages of a draft that its time is over; nil while it can be submitted.
    func lateNotice(at now: Date) -> String? {
        guard round.entryWindow.phase(at: now) == .afterDeadline else { return nil }
        return "\(EntryRefusal.deadlinePassed.heading) (\(round.deadlineText)). \(EntryRefusal.deadlinePassed.sentence)"
    }
}
