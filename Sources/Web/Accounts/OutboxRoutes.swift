import AwardStore
import Awards
import HTTPTypes
import Hummingbird

struct OutboxContent: ViewModel {
    struct Line: ViewModel {
        let recipient: String
        let subject: String
        let created: String
        let tag: String
        let state: String
        /// nil where the text is gone.
        let action: String?
    }

    let accountTabs: AccountTabs
    let csrf: String
    let caption: String
    let lines: [Line]
    let paging: Paging?
    /// Mails to powerful accounts are among them.
    let complete: Bool
}

struct OutboxMailContent: ViewModel {
    let accountTabs: AccountTabs
    let recipient: String
    let subject: String
    let created: String
    let text: String?
    let back: String
}

/// `/verwaltung/postausgang`: each mail that is to go out, for copying until Lorbeer sends them itself.
struct OutboxRoutes {
    private static let path = "/verwaltung/postausgang"
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let office = router.group(context: AccountsContext.self)
        office.get("/verwaltung/postausgang", use: list)
        office.post("/verwaltung/postausgang/{mail}", use: show)
    }

    private func list(_ request: Request, _ context: AccountsContext) async throws -> Response {
        let number = request.uri.queryParameters["seite"].map { Int($0) ?? 0 } ?? 1
        guard (1...100_000).contains(number) else { throw PageNotFound() }
        let page = try await services.store(context).outbox(page: number, for: context.person.actor)
        let pages = max(1, (page.total + OutboxPage.size - 1) / OutboxPage.size)
        let clock = ZonedClock()
        let content = OutboxContent(
            accountTabs: AccountTabs(.outbox, context: context), csrf: context.app.csrfToken,
            caption: page.total.counted("Nachricht", "Nachrichten", none: "Keine Nachricht"),
            lines: page.items.map { item in
                OutboxContent.Line(
                    recipient: item.recipient, subject: item.subject, created: clock.minute(item.createdAt), tag: item.readable ? "submitted" : "final",
                    state: item.readable ? "Bereit" : "Erledigt oder abgelaufen", action: item.readable ? "\(Self.path)/\(item.id)" : nil
                )
            },
            paging: Paging(page: number, of: pages, itemsPerPage: OutboxPage.size, total: page.total) { "?seite=\($0)" },
            complete: context.app.permissions.mayReadMail(context.person.actor, powerful: true)
        )
        return try services.page("outbox", content, Page(accounts: "Postausgang"), context: context)
    }

    /// By a form, because showing the text is recorded.
    private func show(_ request: Request, _ context: AccountsContext) async throws -> Response {
        let (item, text) = try await services.store(context).mailText(
            try context.identifier("mail"), origin: services.origin, by: context.person.caller
        )
        let content = OutboxMailContent(
            accountTabs: AccountTabs(.outbox, context: context), recipient: item.recipient, subject: item.subject,
            created: ZonedClock().minute(item.createdAt), text: text, back: Self.path
        )
        return try services.page("outbox-mail", content, Page(accounts: item.subject, under: .outbox), context: context)
    }
}
