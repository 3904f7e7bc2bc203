import AwardStore
import Awards
import HTTPTypes
import Hummingbird

/// What `/verwaltung/{round}/bewertung-abschliessen` shows.
struct ClosingContent: ViewModel {
    struct Line: ViewModel {
        let label: String
        let value: String
        let concern: Bool
    }

    struct Thin: ViewModel {
        let municipality: String
        let track: String
        let finalSheets: Int
    }

    struct Form: ViewModel {
        let action: String
        let hidden: FormHidden
        /// What this page shows, sent back with the form.
        let shown: String
        /// nil where nothing is left undone.
        let confirmation: FieldView?
    }

    let roundTabs: RoundTabs
    let errors: [ErrorItem]
    let changed: Bool
    let closed: Bool
    let lines: [Line]
    let minimum: Int
    let thin: [Thin]
    let form: Form?
    let back: String

    init(_ preview: ClosingPreview, problems: FormProblems, changed: Bool, context: StaffContext) {
        let round = preview.round
        let concerns = preview.concerns
        roundTabs = RoundTabs(slug: round.slug, current: .jury)
        errors = problems.items
        self.changed = changed
        closed = round.state != .open
        lines = [
            Line(label: "Abgeschlossene Bögen", value: preview.finalSheets.grouped, concern: false),
            Line(label: "Bögen, die niemand begonnen hat", value: concerns.openSheets.grouped, concern: concerns.openSheets > 0),
            Line(label: "Entwürfe, die nicht zählen werden", value: concerns.drafts.grouped, concern: concerns.drafts > 0),
            Line(label: "Zugelassene Bewerbungen mit zu wenigen Bögen", value: concerns.thinEntries.grouped, concern: concerns.thinEntries > 0),
            Line(label: "Eingereichte Bewerbungen ohne Entscheidung", value: concerns.undecidedEntries.grouped, concern: concerns.undecidedEntries > 0),
            Line(
                label: "Fragen der Befangenheit, die nicht entschieden sind", value: concerns.openConcerns.grouped, concern: concerns.openConcerns > 0
            ),
            Line(
                label: "Einreichungsfrist", value: concerns.deadlineRunning ? "läuft noch bis \(round.rules.dates.entryDeadline.german)" : "abgelaufen",
                concern: concerns.deadlineRunning
            ),
        ]
        minimum = round.rules.rubric.minimumSheets
        thin = preview.thinEntries.map {
            Thin(municipality: $0.municipality.plain, track: round.rules.track($0.track)?.title ?? $0.track, finalSheets: $0.finalSheets)
        }
        back = "/verwaltung/\(round.slug)/jury"
        form = round.state == .open ? Form(
            action: "/verwaltung/\(round.slug)/bewertung-abschliessen", hidden: FormHidden(context), shown: concerns.formText,
            confirmation: concerns.isEmpty ? nil : FieldView(
                "bestaetigt", label: "Bestätigung", choices: [("ja", "Ich habe gesehen, was offen ist, und schließe die Bewertung trotzdem ab.")],
                chosen: [], problems: problems, type: "checkbox"
            )
        ) : nil
    }
}

/// `/verwaltung/{round}/bewertung-abschliessen`: what closing would fix, and closing itself.
struct ClosingRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let staff = router.group(context: StaffContext.self)
        staff.get("/verwaltung/{round}/bewertung-abschliessen", use: show)
        staff.post("/verwaltung/{round}/bewertung-abschliessen", use: close)
    }

    private func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await page(status: .ok, context: context)
    }

    private func close(_ request: Request, _ context: StaffContext) async throws -> Response {
        let round = try await services.round(context)
        guard let shown = ClosingConcerns(formText: context.form["stand"]) else { throw FormUnreadable() }
        do {
            _ = try await services.store(context).closeScoring(
                of: round.id, shown: shown, confirmed: context.form["bestaetigt"] == "ja", by: context.person.caller,
                operation: try context.form.operation(of: context.person)
            )
            return .seeOther("/verwaltung/\(round.slug)/jury?meldung=geschlossen")
        } catch ClosingRefusal.alreadyClosed {
            return .seeOther("/verwaltung/\(round.slug)/jury")
        } catch ClosingRefusal.changedMeanwhile {
            return try await page(changed: true, status: .conflict, context: context)
        } catch ClosingRefusal.unconfirmed {
            var problems = FormProblems()
            problems.add("bestaetigt", "Bitte bestätigen Sie, dass Sie die Bewertung trotz der offenen Punkte abschließen.")
            return try await page(problems: problems, status: .unprocessableContent, context: context)
        }
    }

    private func page(
        problems: FormProblems = FormProblems(), changed: Bool = false, status: HTTPResponse.Status, context: StaffContext
    ) async throws -> Response {
        guard let preview = try await services.store(context).closingPreview(slug: try context.text("round"), by: context.person.caller) else { throw PageNotFound() }
        let content = ClosingContent(preview, problems: problems, changed: changed, context: context)
        return try services.page("close-scoring", content, Page(staff: "Bewertung abschließen", in: preview.round), context: context, status: status)
    }
}

extension ClosingConcerns {
    /// As a hidden field carries it.
    var formText: String { "\(openSheets).\(drafts).\(thinEntries).\(undecidedEntries).\(deadlineRunning ? 1 : 0).\(openConcerns)" }

    init?(formText: String) {
        let numbers = formText.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 6, let open = numbers[0], let drafts = numbers[1], let thin = numbers[2], let undecided = numbers[3],
            let running = numbers[4], let concerns = numbers[5]
        else { return nil }
        self.init(
            openSheets: open, drafts: drafts, thinEntries: thin, undecidedEntries: undecided, deadlineRunning: running == 1, openConcerns: concerns
        )
    }
}
