import AwardStore
import Awards
import HTTPTypes
import Hummingbird

/// `/verwaltung/konten/{account}`: one account, its roles, its state, its second factor, its invitation.
struct AccountDetailRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let office = router.group(context: AccountsContext.self)
        office.get("/verwaltung/konten/{account}", use: show)
        office.post("/verwaltung/konten/{account}/rollen", use: changeRoles)
        office.post("/verwaltung/konten/{account}/sperre", use: setDisabled)
        office.post("/verwaltung/konten/{account}/zweiter-faktor", use: resetSecondFactor)
        office.post("/verwaltung/konten/{account}/einladung", use: changeInvitation)
    }

    private func path(_ context: AccountsContext) throws -> String {
        let id: Account.ID = try context.identifier("account")
        return "/verwaltung/konten/\(id)"
    }

    private func show(_ request: Request, _ context: AccountsContext) async throws -> Response {
        let id: Account.ID = try context.identifier("account")
        guard let detail = try await services.store(context).account(id) else { throw PageNotFound() }
        let page = Page(accounts: detail.summary.displayName, under: .accounts, flash: Self.flash(request.uri.queryParameters["meldung"].map(String.init)))
        return try services.page("account-detail", AccountDetailContent(detail, context: context), page, context: context)
    }

    private static func flash(_ code: String?) -> Frame.Flash? {
        switch code {
        case "eingeladen": Frame.Flash(kind: "success", text: "Die Einladung liegt im Postausgang.")
        case "rollen-neu": Frame.Flash(
            kind: "success",
            text: "Die Rollen sind geändert. Passwort und Anmeldungen der Person gelten nicht mehr: Sie bekommt eine Einladung, mit der sie ein neues Passwort festlegt. Bitte senden Sie ihr die Nachricht aus dem Postausgang."
        )
        case "rollen": Frame.Flash(kind: "success", text: "Die Rollen sind geändert; alle Anmeldungen der Person sind beendet.")
        case "gesperrt": Frame.Flash(kind: "success", text: "Das Konto ist gesperrt; alle Anmeldungen sind beendet.")
        case "entsperrt": Frame.Flash(kind: "success", text: "Das Konto ist wieder offen.")
        case "zweiter-faktor": Frame.Flash(kind: "success", text: "Der zweite Faktor ist zurückgesetzt; alle Anmeldungen der Person sind beendet.")
        case "zurueckgezogen": Frame.Flash(kind: "success", text: "Die Einladung ist zurückgezogen.")
        default: nil
        }
    }

    private func changeRoles(_ request: Request, _ context: AccountsContext) async throws -> Response {
        let path = try path(context)
        let invited = try await services.store(context).changeRoles(
            of: try context.identifier("account"), to: try context.form.roles(), by: try context.confirmed(orBackTo: path),
            operation: try context.form.operation(of: context.person)
        )
        return .seeOther(path + "?meldung=rollen" + (invited ? "-neu" : ""))
    }

    private func setDisabled(_ request: Request, _ context: AccountsContext) async throws -> Response {
        let path = try path(context)
        let disabled = context.form["disabled"] == "ja"
        guard context.app.permissions.mayAdministerAccounts(context.person.actor) else { throw RolesRefusal.notAllowed }
        let confirmed = try context.confirmed(orBackTo: path)
        if disabled, let question = try await services.secondStep(context, asking: { .locking(try await person(context), back: path) }) { return question }
        try await services.store(context).setAccount(
            try context.identifier("account"), disabled: disabled, by: confirmed, operation: try context.form.operation(of: context.person)
        )
        return .seeOther(path + "?meldung=" + (disabled ? "gesperrt" : "entsperrt"))
    }

    /// Whom a question is about: name and address.
    private func person(_ context: AccountsContext) async throws -> String {
        guard let summary = try await services.store(context).account(try context.identifier("account"))?.summary else { throw PageNotFound() }
        return "\(summary.displayName) (\(summary.email))"
    }

    private func resetSecondFactor(_ request: Request, _ context: AccountsContext) async throws -> Response {
        let path = try path(context)
        let confirmed = try context.confirmed(orBackTo: path)
        if let question = try await services.secondStep(context, asking: { .resettingFactor(of: try await person(context), back: path) }) { return question }
        try await services.store(context).resetSecondFactor(
            of: try context.identifier("account"), by: confirmed, operation: try context.form.operation(of: context.person)
        )
        return .seeOther(path + "?meldung=zweiter-faktor")
    }

    private func changeInvitation(_ request: Request, _ context: AccountsContext) async throws -> Response {
        let path = try path(context)
        let detail = try await services.store(context).account(try context.identifier("account"))
        guard let id = detail?.invitation?.id else { throw InvitationRefusal.notOpen }
        let operation = try context.form.operation(of: context.person)
        guard context.form["action"] == "again" else {
            try await services.store(context).revokeInvitation(id, by: context.person.caller, operation: operation)
            return .seeOther(path + "?meldung=zurueckgezogen")
        }
        do {
            try await services.store(context).inviteAgain(id, by: context.person.caller, operation: operation)
        } catch is StepUpNeeded {
            try await services.store(context).inviteAgain(id, by: try context.confirmed(orBackTo: path), operation: operation)
        }
        return .seeOther(path + "?meldung=eingeladen")
    }
}

extension SecondStep {
    fileprivate static func locking(_ person: String, back: String) -> SecondStep {
        SecondStep(
            heading: "Konto sperren?", text: "\(person) kann sich nicht mehr anmelden, und alle Anmeldungen dieses Kontos enden. Was die Person getan hat, bleibt erhalten.",
            button: "Konto sperren", back: back
        )
    }

    fileprivate static func resettingFactor(of person: String, back: String) -> SecondStep {
        SecondStep(
            heading: "Zweiten Faktor zurücksetzen?",
            text: "\(person) meldet sich danach allein mit dem Passwort an, bis ein neuer zweiter Faktor eingerichtet ist. Alle Anmeldungen dieses Kontos enden.",
            warning: "Bitte vergewissern Sie sich auf einem anderen Weg als per E-Mail, dass die Person selbst darum gebeten hat.",
            button: "Zweiten Faktor zurücksetzen", back: back
        )
    }
}
