import AwardStore
import Awards
import HTTPTypes
import Hummingbird

struct MunicipalitiesContent: ViewModel {
    struct Line: ViewModel {
        let href: String
        let name: String
        let land: String
        let lead: String
        let members: String
    }

    let accountTabs: AccountTabs
    let search: String
    /// Nothing was asked for yet.
    let asked: Bool
    let caption: String
    let lines: [Line]
}

/// `/verwaltung/kommunen`: letting a municipality's first member in, and naming a lead where the old one has left.
struct StaffTeamRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let staff = router.group(context: StaffContext.self)
        staff.get("/verwaltung/kommunen", use: list)
        staff.get("/verwaltung/kommunen/{municipality}", use: show)
        staff.post("/verwaltung/kommunen/{municipality}/einladen", use: invite)
        staff.post("/verwaltung/kommunen/{municipality}/einladung", use: changeInvitation)
        staff.post("/verwaltung/kommunen/{municipality}/leitung", use: nameLead)
    }

    private func list(_ request: Request, _ context: StaffContext) async throws -> Response {
        let text = try request.queryFields["q"].trimmed
        let found = try await services.gate(context).municipalityTeams(text)
        let content = MunicipalitiesContent(
            accountTabs: AccountTabs(.municipalities, context: context), search: text, asked: !text.isEmpty,
            caption: found.count.counted("Kommune", "Kommunen", none: "Keine Kommune gefunden"),
            lines: found.map { item in
                MunicipalitiesContent.Line(
                    href: "/verwaltung/kommunen/\(item.id)", name: item.title.plain, land: item.land, lead: item.lead ?? "–", members: item.members.grouped
                )
            }
        )
        return try services.page("municipalities", content, Page(accounts: "Kommunen"), context: context)
    }

    private func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        try await page(FormProblems(), context, flash: TeamWords.flash(request.uri.queryParameters["meldung"].map(String.init)))
    }

    private func page(_ problems: FormProblems, _ context: StaffContext, flash: Frame.Flash? = nil) async throws -> Response {
        let id: Municipality.ID = try context.identifier("municipality")
        guard let team = try await services.gate(context).team(id) else { throw PageNotFound() }
        return try services.page(
            "team", TeamContent(team, form: context.form, problems: problems, context: context),
            Page(accounts: team.title.plain, under: .municipalities, flash: flash), context: context,
            status: problems.isEmpty ? .ok : .unprocessableContent
        )
    }

    private func back(_ context: StaffContext, _ code: String) throws -> Response {
        let id: Municipality.ID = try context.identifier("municipality")
        return .seeOther("/verwaltung/kommunen/\(id)?meldung=\(code)")
    }

    private func invite(_ request: Request, _ context: StaffContext) async throws -> Response {
        let form = context.form
        var problems = FormProblems()
        problems.checkInvited(form)
        do {
            guard problems.isEmpty else { throw problems }
            try await services.gate(context).inviteMember(
                InvitedPerson(email: form["email"].trimmed, displayName: form["name"].trimmed), to: try context.identifier("municipality"),
                asLead: form["place"] == "lead", reason: form["inviteReason"], by: context.person.caller,
                operation: try form.operation(of: context.person)
            )
            return try back(context, "eingeladen")
        } catch let refusal as AccountRefusal {
            problems.add("email", refusal.sentence)
        } catch let refusal as TeamRefusal where refusal.concernsInvited {
            problems.add("email", refusal.sentence)
        } catch let refusal as TeamRefusal where refusal.status == .unprocessableContent {
            problems.add("inviteReason", refusal.sentence)
        } catch is FormProblems {}
        return try await page(problems, context)
    }

    private func changeInvitation(_ request: Request, _ context: StaffContext) async throws -> Response {
        let team = try await services.gate(context).team(try context.identifier("municipality"))
        return try back(context, try await services.changeInvitation(into: team, context))
    }

    private func nameLead(_ request: Request, _ context: StaffContext) async throws -> Response {
        var problems = FormProblems()
        do {
            guard let account = Account.ID(context.form["member"]) else {
                problems.add("member", "Bitte wählen Sie, wer das Team leitet.")
                throw problems
            }
            try await services.gate(context).nameLead(
                account, of: try context.identifier("municipality"), reason: context.form["reason"], by: context.person.caller,
                operation: try context.form.operation(of: context.person)
            )
            return try back(context, "leitung")
        } catch let refusal as TeamRefusal where refusal.status == .unprocessableContent {
            problems.add("reason", refusal.sentence)
        } catch is FormProblems {}
        return try await page(problems, context)
    }
}
