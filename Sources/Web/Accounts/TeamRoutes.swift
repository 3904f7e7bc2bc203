import AwardStore
import Awards
import HTTPTypes
import Hummingbird

/// `/kommune/{municipality}/team`: who works on a municipality's entries; its lead decides.
struct TeamRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let members = router.group(context: ApplicantContext.self)
        members.get("/kommune/{municipality}/team", use: show)
        members.post("/kommune/{municipality}/team/einladen", use: invite)
        members.post("/kommune/{municipality}/team/einladung", use: changeInvitation)
        members.post("/kommune/{municipality}/team/entfernen", use: remove)
        members.post("/kommune/{municipality}/team/leitung", use: handOver)
    }

    private func show(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        try await page(FormProblems(), context, flash: TeamWords.flash(request.uri.queryParameters["meldung"].map(String.init)))
    }

    private func page(_ problems: FormProblems, _ context: ApplicantContext, flash: Frame.Flash? = nil) async throws -> Response {
        let id: Municipality.ID = try context.identifier("municipality")
        guard let team = try await services.gate(context).ownTeam(id, of: context.person.caller) else { throw PageNotFound() }
        let page = Page("Team", breadcrumb: [.init("Bewerbungen", "/bewerbungen"), .init("Team")], flash: flash)
        return try services.page(
            "team", TeamContent(team, form: context.form, problems: problems, context: context), page, context: context,
            status: problems.isEmpty ? .ok : .unprocessableContent
        )
    }

    private func back(_ context: ApplicantContext, _ code: String) throws -> Response {
        let id: Municipality.ID = try context.identifier("municipality")
        return .seeOther("/kommune/\(id)/team?meldung=\(code)")
    }

    private func invite(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let form = context.form
        var problems = FormProblems()
        problems.checkInvited(form)
        do {
            guard problems.isEmpty else { throw problems }
            try await services.gate(context).inviteColleague(
                InvitedPerson(email: form["email"].trimmed, displayName: form["name"].trimmed), to: try context.identifier("municipality"),
                by: context.person.caller, operation: try form.operation(of: context.person)
            )
            return try back(context, "eingeladen")
        } catch let refusal as AccountRefusal {
            problems.add("email", refusal.sentence)
        } catch let refusal as TeamRefusal where refusal.concernsInvited {
            problems.add("email", refusal.sentence)
        } catch is FormProblems {}
        return try await page(problems, context)
    }

    private func changeInvitation(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let id: Municipality.ID = try context.identifier("municipality")
        let team = try await services.gate(context).ownTeam(id, of: context.person.caller)
        return try back(context, try await services.changeInvitation(into: team, context))
    }

    /// The person a form is about, with the team; both as the caller may see them.
    private func member(_ context: ApplicantContext) async throws -> (id: Account.ID, name: String, team: Team, back: String) {
        guard let account = Account.ID(context.form["account"]) else { throw FormUnreadable() }
        let id: Municipality.ID = try context.identifier("municipality")
        guard let team = try await services.gate(context).ownTeam(id, of: context.person.caller) else { throw PageNotFound() }
        let name = team.members.first { $0.account == account }?.name ?? "diese Person"
        return (account, name, team, "/kommune/\(id)/team")
    }

    private func remove(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let (account, name, team, path) = try await member(context)
        let step: SecondStep = account == context.person.account ? .leaving(alone: team.members.count == 1, back: path) : .removing(name, back: path)
        if let question = try await services.secondStep(context, asking: { step }) { return question }
        try await services.gate(context).removeMember(
            account, from: try context.identifier("municipality"), by: context.person.caller, operation: try context.form.operation(of: context.person)
        )
        return account == context.person.account ? .seeOther("/konto/start") : try back(context, "entfernt")
    }

    private func handOver(_ request: Request, _ context: ApplicantContext) async throws -> Response {
        let (account, name, _, path) = try await member(context)
        if let question = try await services.secondStep(context, asking: { .handingOver(to: name, back: path) }) { return question }
        try await services.gate(context).handOverLead(
            to: account, of: try context.identifier("municipality"), by: context.person.caller, operation: try context.form.operation(of: context.person)
        )
        return try back(context, "leitung")
    }
}
