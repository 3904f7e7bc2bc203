import AwardStore
import Awards
import HTTPTypes
import Hummingbird

/// `/jury/verbindungen`: a juror's own links; `/verwaltung/{round}/jury/{juror}/verbindungen`: a juror's links for staff, and
/// for auditors to read.
struct LinkRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let jury = router.group(context: JurorContext.self)
        jury.get("/jury/verbindungen", use: own)
        jury.post("/jury/verbindungen", use: addOwn)
        jury.post("/jury/verbindungen/{link}/entfernen", use: removeOwn)
        let staff = router.group(context: StaffContext.self)
        router.group(context: OfficialContext.self).get("/verwaltung/{round}/jury/{juror}/verbindungen", use: ofJuror)
        staff.post("/verwaltung/{round}/jury/{juror}/verbindungen", use: addToJuror)
        staff.post("/verwaltung/{round}/jury/{juror}/verbindungen/{link}/entfernen", use: removeFromJuror)
    }

    private static let path = "/jury/verbindungen"

    private func own(_ request: Request, _ context: JurorContext) async throws -> Response {
        try await ownPage(LinkForm(search: try request.queryFields["q"].trimmed), flash: Self.flash(request), context: context)
    }

    private func addOwn(_ request: Request, _ context: JurorContext) async throws -> Response {
        let form = LinkForm(context.form)
        do {
            try await services.store(context).recordLink(
                try form.parse(), of: context.person.account, by: context.person.caller, operation: try context.form.operation(of: context.person)
            )
            return .seeOther("\(Self.path)?meldung=neu")
        } catch let problems as FormProblems {
            return try await ownPage(form, problems: problems, context: context)
        }
    }

    private func removeOwn(_ request: Request, _ context: JurorContext) async throws -> Response {
        try await services.store(context).removeLink(
            try context.identifier("link"), of: context.person.account, by: context.person.caller,
            operation: try context.form.operation(of: context.person)
        )
        return .seeOther("\(Self.path)?meldung=entfernt")
    }

    private func ownPage(_ form: LinkForm, problems: FormProblems = FormProblems(), flash: Frame.Flash? = nil, context: JurorContext) async throws -> Response {
        let content = LinksContent(
            try await services.store(context).links(of: context.person.account), person: nil, roundTabs: nil, path: Self.path, back: "/jury", form: form,
            targets: try await services.store(context).linkTargets(form.search), problems: problems, context: context
        )
        var page = Page("Meine Verbindungen", breadcrumb: [.init("Jury", "/jury"), .init("Meine Verbindungen")], flash: flash)
        if try await services.store(context).jurorDesk(of: context.person.account).rounds.contains(where: { $0.round.rules.round.sampleData }) {
            page.sampleBanner = "Mindestens eine Ihrer Runden ist eine Demonstration mit erfundenen Daten."
        }
        return try services.page("juror-links", content, page, context: context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func ofJuror(_ request: Request, _ context: OfficialContext) async throws -> Response {
        try await page(try await load(context), LinkForm(search: try request.queryFields["q"].trimmed), flash: Self.flash(request), context: context)
    }

    private func addToJuror(_ request: Request, _ context: StaffContext) async throws -> Response {
        let found = try await load(context)
        let form = LinkForm(context.form)
        do {
            try await services.store(context).recordLink(
                try form.parse(), of: found.account, by: context.person.caller, operation: try context.form.operation(of: context.person)
            )
            return .seeOther("\(Self.path(found))?meldung=neu")
        } catch let problems as FormProblems {
            return try await page(found, form, problems: problems, context: context)
        }
    }

    private func removeFromJuror(_ request: Request, _ context: StaffContext) async throws -> Response {
        let found = try await load(context)
        try await services.store(context).removeLink(
            try context.identifier("link"), of: found.account, by: context.person.caller, operation: try context.form.operation(of: context.person)
        )
        return .seeOther("\(Self.path(found))?meldung=entfernt")
    }

    private func load(_ context: some PageContext) async throws -> JurorLinksPage {
        guard let found = try await services.store(context).jurorLinks(of: try context.identifier("juror"), slug: try context.text("round")) else {
            throw PageNotFound()
        }
        return found
    }

    private func page(
        _ found: JurorLinksPage, _ form: LinkForm, problems: FormProblems = FormProblems(), flash: Frame.Flash? = nil, context: some PageContext
    ) async throws -> Response {
        let person = [found.name, found.organisation].filter { !$0.isEmpty }.joined(separator: ", ")
        let content = LinksContent(
            found.links, person: person, roundTabs: RoundTabs(slug: found.round.slug, current: .jury), path: Self.path(found),
            back: "/verwaltung/\(found.round.slug)/jury", form: form, targets: try await services.store(context).linkTargets(form.search), problems: problems,
            context: context
        )
        let page = Page(staff: "Verbindungen", in: found.round, flash: flash)
        return try services.page("juror-links", content, page, context: context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private static func path(_ found: JurorLinksPage) -> String { "/verwaltung/\(found.round.slug)/jury/\(found.juror)/verbindungen" }

    private static func flash(_ request: Request) -> Frame.Flash? {
        switch request.uri.queryParameters["meldung"] {
        case "neu": Frame.Flash(kind: "success", text: "Die Verbindung ist gespeichert.")
        case "entfernt": Frame.Flash(kind: "success", text: "Die Verbindung ist entfernt.")
        default: nil
        }
    }
}
