import AwardStore
import Awards
import HTTPTypes
import Hummingbird

/// `/konto`: the own account, its password and sign-ins.
struct AccountRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let people = router.group(context: PersonContext.self)
        people.get("/konto", use: show)
        people.get("/konto/passwort", use: password)
        people.post("/konto/passwort", use: changePassword)
        people.post("/konto/anmeldungen", use: endSignIns)
        people.post("/konto/einladungen/{invitation}", use: answer)
    }

    private func show(_ request: Request, _ context: PersonContext) async throws -> Response {
        let flash: Frame.Flash? = switch request.uri.queryParameters["meldung"] {
        case "passwort": Frame.Flash(kind: "success", text: "Ihr neues Passwort gilt. Alle anderen Anmeldungen sind beendet.")
        case "beendet": Frame.Flash(kind: "success", text: "Die Anmeldung ist beendet.")
        case "andere-beendet": Frame.Flash(kind: "success", text: "Alle anderen Anmeldungen sind beendet.")
        case "angenommen": Frame.Flash(kind: "success", text: "Sie gehören jetzt zum Team.")
        case "abgelehnt": Frame.Flash(kind: "success", text: "Die Einladung ist abgelehnt.")
        default: nil
        }
        let offers = try await services.store(context).teamOffers(of: context.person.caller)
        let signIns = try await services.store(context).signIns(of: context.person.caller, token: try context.sessionToken())
        return try services.page("account", AccountContent(signIns, offers: offers, context: context), Page("Ihr Konto", flash: flash), context: context)
    }

    private func answer(_ request: Request, _ context: PersonContext) async throws -> Response {
        let accepting = context.form["antwort"] == "annehmen"
        guard accepting || context.form["antwort"] == "ablehnen" else { throw FormUnreadable() }
        try await services.store(context).answerTeamOffer(
            try context.identifier("invitation"), accepting: accepting, by: context.person.caller, operation: try context.form.operation(of: context.person)
        )
        return .seeOther("/konto?meldung=" + (accepting ? "angenommen" : "abgelehnt"))
    }

    private func password(_ request: Request, _ context: PersonContext) throws -> Response {
        try passwordPage(FormProblems(), context)
    }

    private func passwordPage(_ problems: FormProblems, _ context: PersonContext) throws -> Response {
        let content = PasswordChangeContent(
            errors: problems.items, csrf: context.app.csrfToken,
            current: FieldView("current", label: "Bisheriges Passwort", value: "", problems: problems, type: "password", autocomplete: "current-password"),
            password: PasswordFields.new(problems)
        )
        let page = Page("Passwort ändern", breadcrumb: [.init("Konto", "/konto"), .init("Passwort ändern")])
        return try services.page("account-password", content, page, context: context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func changePassword(_ request: Request, _ context: PersonContext) async throws -> Response {
        let form = context.form
        var problems = FormProblems()
        do {
            let session = try await services.store(context).changePassword(
                of: context.person.caller, current: form["current"], to: form["new"], on: context.app.device
            )
            return services.signedIn(session, .seeOther("/konto?meldung=passwort"))
        } catch is CurrentPasswordWrong {
            problems.add("current", "Das bisherige Passwort stimmt nicht.")
        } catch let refusal as PasswordRefusal {
            problems.add(refusal, at: "new")
        }
        return try passwordPage(problems, context)
    }

    private func endSignIns(_ request: Request, _ context: PersonContext) async throws -> Response {
        let all = context.form["id"].isEmpty
        let id = SignIn.ID(context.form["id"])
        guard all || id != nil else { throw FormUnreadable() }
        try await services.store(context).endSignIns(id, of: context.person.caller, token: try context.sessionToken())
        return .seeOther("/konto?meldung=" + (all ? "andere-beendet" : "beendet"))
    }
}
