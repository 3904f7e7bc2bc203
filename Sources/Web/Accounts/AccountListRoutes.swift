import AwardStore
import Awards
import HTTPTypes
import Hummingbird

struct AccountListContent: ViewModel {
    struct Line: ViewModel {
        let href: String
        let name: String
        let email: String
        let roles: String
        let belongs: String
        let tag: String
        let state: String
        let secondFactor: String
        let sample: Bool
    }

    let accountTabs: AccountTabs
    let search: String
    let caption: String
    let lines: [Line]
    let paging: Paging?
}

struct AccountInviteContent: ViewModel {
    let accountTabs: AccountTabs
    let errors: [ErrorItem]
    let hidden: FormHidden
    let name: FieldView
    let email: FieldView
    /// Only administrators give roles, and only after proving that it is them.
    let roles: FieldView?
    /// Where an administrator proves it.
    let confirmHref: String?
}

/// `/verwaltung/konten`: all accounts, and letting somebody in.
struct AccountListRoutes {
    private static let path = "/verwaltung/konten"
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let office = router.group(context: AccountsContext.self)
        office.get("/verwaltung/konten", use: list)
        office.get("/verwaltung/konten/einladen", use: blank)
        office.post("/verwaltung/konten/einladen", use: invite)
    }

    private func list(_ request: Request, _ context: AccountsContext) async throws -> Response {
        let fields = try request.queryFields
        let text = fields["q"].trimmed
        let number = fields.has("seite") ? Int(fields["seite"]) ?? 0 : 1
        guard (1...100_000).contains(number) else { throw PageNotFound() }
        let page = try await services.store(context).accounts(containing: text, page: number)
        let content = AccountListContent(
            accountTabs: AccountTabs(.accounts, context: context), search: text, caption: page.total.counted("Konto", "Konten", none: "Kein Konto gefunden"),
            lines: page.items.map(AccountListContent.Line.init),
            paging: Paging(page: number, itemsPerPage: AccountPage.size, total: page.total) { number in
                "?" + (text.isEmpty ? "" : "q=\(text.queryEscaped)&") + "seite=\(number)"
            }
        )
        return try services.page("accounts", content, Page(accounts: "Konten"), context: context)
    }

    private func blank(_ request: Request, _ context: AccountsContext) throws -> Response {
        try form(FormProblems(), context)
    }

    private func form(_ problems: FormProblems, _ context: AccountsContext) throws -> Response {
        let form = context.form
        let mayGiveRoles = context.app.permissions.mayAdministerAccounts(context.person.actor)
        let givesRoles = mayGiveRoles && (context.isConfirmed || form.has("roles"))
        let content = AccountInviteContent(
            accountTabs: AccountTabs(.accounts, context: context), errors: problems.items, hidden: FormHidden(context),
            name: FieldView("name", label: "Name", hint: "So, wie die Person angesprochen wird.", value: form["name"], problems: problems, autocomplete: "off"),
            email: FieldView("email", label: "E-Mail-Adresse", value: form["email"], problems: problems, type: "email", autocomplete: "off"),
            roles: givesRoles ? FieldView.roles(chosen: form.all("roles"), problems: problems) : nil,
            confirmHref: mayGiveRoles && !context.isConfirmed ? "/konto/bestaetigen?weiter=\(Self.path)/einladen" : nil
        )
        return try services.page(
            "account-invite", content, Page(accounts: "Person einladen", under: .accounts), context: context,
            status: problems.isEmpty ? .ok : .unprocessableContent
        )
    }

    private func invite(_ request: Request, _ context: AccountsContext) async throws -> Response {
        let form = context.form
        var problems = FormProblems()
        problems.checkName("name", form)
        if form["email"].trimmed.isEmpty { problems.add("email", "Bitte geben Sie die E-Mail-Adresse ein.") }
        do {
            guard problems.isEmpty else { throw problems }
            let person = InvitedPerson(email: form["email"].trimmed, displayName: form["name"].trimmed)
            let roles = try form.roles()
            let operation = try form.operation(of: context.person)
            let store = try services.store(context)
            let account = roles.isEmpty
                ? try await store.invite(person, by: context.person.caller, operation: operation)
                : try await store.invite(person, into: roles, by: try context.person.confirmed(), operation: operation)
            return .seeOther("\(Self.path)/\(account)?meldung=eingeladen")
        } catch is StepUpNeeded {
            problems.add("roles", "Wer Rollen vergibt, bestätigt vorher, dass sie oder er es ist. Bitte tun Sie das über den Link in einem neuen Fenster und senden Sie dieses Formular dann noch einmal.")
        } catch let refusal as RolesRefusal where refusal == .auditorAlone || refusal == .takesPart {
            problems.add("roles", refusal.sentence)
        } catch let refusal as AccountRefusal where refusal != .notAllowed {
            problems.add("email", refusal.sentence)
        } catch is FormProblems {}
        return try self.form(problems, context)
    }
}

extension AccountListContent.Line {
    fileprivate init(_ account: AccountSummary) {
        href = "/verwaltung/konten/\(account.id)"
        name = account.displayName
        email = account.email
        roles = account.roleWords
        let belongings = account.municipalities + account.rounds.map { "Jury, \($0)" }
        belongs = belongings.isEmpty ? "–" : belongings.joined(separator: "; ")
        tag = account.stateTag
        state = account.stateWord
        secondFactor = account.secondFactor ? "Ja" : "Nein"
        sample = account.sampleData
    }
}

extension FieldView {
    static func roles(chosen: [String], problems: FormProblems = FormProblems()) -> FieldView {
        FieldView(
            "roles", label: "Rollen", hint: "Kommunen und Jurymitglieder brauchen keine Rolle.",
            choices: Role.allCases.map { ($0.rawValue, $0.germanName) }, chosen: chosen, problems: problems, required: false, type: "checkbox",
            hints: Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0.rawValue, $0.germanHint) })
        )
    }
}

extension FormFields {
    /// The roles that are ticked.
    func roles() throws -> Set<Role> {
        Set(try all("roles").map { name in
            guard let role = Role(rawValue: name) else { throw FormUnreadable() }
            return role
        })
    }
}
