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
        try await services.store(context).changeRoles(
            of: try context.identifier("account"), to: try context.form.roles(), by: try context.confirmed(orBackTo: path),
            operation: try context.form.operation(of: context.person)
        )
        return .seeOther(path + "?meldung=rollen")
    }

    private func setDisabled(_ request: Request, _ context: AccountsContext) async throws -> Response {
        let path = try path(context)
        let disabled = context.form["disabled"] == "ja"
        try await services.store(context).setAccount(
            try context.identifier("account"), disabled: disabled, by: try context.confirmed(orBackTo: path),
            operation: try context.form.operation(of: context.person)
        )
        return .seeOther(path + "?meldung=" + (disabled ? "gesperrt" : "entsperrt"))
    }

    private func resetSecondFactor(_ request: Request, _ context: AccountsContext) async throws -> Response {
        let path = try path(context)
        try await services.store(context).resetSecondFactor(
            of: try context.identifier("account"), by: try context.confirmed(orBackTo: path), operation: try context.form.operation(of: context.person)
        )
        return .seeOther(path + "?meldung=zweiter-faktor")
    }

    private func changeInvitation(_ request: Request, _ context: AccountsContext) async throws -> Response {
        let id: Account.ID = try context.identifier("account")
        let operation = try context.form.operation(of: context.person)
        if context.form["action"] == "again" {
            try await services.store(context).inviteAgain(id, by: context.person.caller, operation: operation)
            return .seeOther("/verwaltung/konten/\(id)?meldung=eingeladen")
        }
        try await services.store(context).revokeInvitation(of: id, by: context.person.caller, operation: operation)
        return .seeOther("/verwaltung/konten/\(id)?meldung=zurueckgezogen")
    }
}
