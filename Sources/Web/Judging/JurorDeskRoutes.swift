import AwardStore
import Awards
import Hummingbird

/// `/jury`: the desk; `/jury/{assignment}`: on to what this assignment needs.
struct JurorDeskRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let jury = router.group(context: JurorContext.self)
        jury.get("/jury", use: desk)
        jury.get("/jury/{assignment}", use: open)
    }

    private func desk(_ request: Request, _ context: JurorContext) async throws -> Response {
        let shown = request.uri.queryParameters["stand"].flatMap { JurorDeskContent.Shown(rawValue: String($0)) } ?? .all
        let desk = try await services.store(context).jurorDesk(of: context.person.account)
        let content = JurorDeskContent(desk, name: context.person.displayName, shown: shown)
        var page = Page("Ihr Jury-Schreibtisch", flash: flash(request))
        if desk.rounds.count == 1, let only = desk.rounds.first { page = Page("Ihr Jury-Schreibtisch", in: only.round, flash: page.flash) }
        if desk.rounds.count > 1, desk.rounds.contains(where: { $0.round.rules.round.sampleData }) {
            page.sampleBanner = "Mindestens eine dieser Runden ist eine Demonstration mit erfundenen Daten."
        }
        page.breadcrumb = []
        return try services.page("juror-desk", content, page, context: context)
    }

    private func flash(_ request: Request) -> Frame.Flash? {
        switch request.uri.queryParameters["meldung"] {
        case "alles": Frame.Flash(kind: "success", text: "Gespeichert. Sonst ist kein Bogen mehr offen.")
        case "befangen": Frame.Flash(kind: "success", text: "Ihre Erklärung ist gespeichert. Die Bewerbung bleibt für Sie geschlossen.")
        case "offen": Frame.Flash(kind: "success", text: "Ihre Erklärung ist gespeichert. Bis darüber entschieden ist, bleibt die Bewerbung für Sie geschlossen.")
        default: nil
        }
    }

    private func open(_ request: Request, _ context: JurorContext) async throws -> Response {
        let assignment: Assignment.ID = try context.identifier("assignment")
        guard let access = try await services.store(context).sheetAccess(assignment, of: context.person.account) else { throw PageNotFound() }
        if case .undeclared = access { return .seeOther("/jury/\(assignment)/erklaerung") }
        return .seeOther("/jury/\(assignment)/bogen")
    }
}
