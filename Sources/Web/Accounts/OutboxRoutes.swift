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
        let sent: String?
        let href: String
    }

    let accountTabs: AccountTabs
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
    let tag: String
    let state: String
    let sent: String?
    /// nil until it is asked for.
    let text: String?
    /// nil where the text is shown or gone.
    let showAction: String?
    /// Where the person proves first that it is them.
    let confirmHref: String?
    /// nil where it was noted before, or nobody has to send it.
    let sentAction: String?
    let hidden: FormHidden
    let back: String
}

/// `/verwaltung/postausgang`: each mail that is to go out, for copying until Lorbeer sends them itself.
struct OutboxRoutes {
    private static let path = "/verwaltung/postausgang"
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let office = router.group(context: AccountsContext.self)
        office.get("/verwaltung/postausgang", use: list)
        office.get("/verwaltung/postausgang/{mail}", use: open)
        office.post("/verwaltung/postausgang/{mail}", use: show)
        office.post("/verwaltung/postausgang/{mail}/gesendet", use: markSent)
    }

    private func list(_ request: Request, _ context: AccountsContext) async throws -> Response {
        let number = request.uri.queryParameters["seite"].map { Int($0) ?? 0 } ?? 1
        guard (1...100_000).contains(number) else { throw PageNotFound() }
        let page = try await services.store(context).outbox(page: number, for: context.person.actor)
        let clock = ZonedClock()
        let content = OutboxContent(
            accountTabs: AccountTabs(.outbox, context: context),
            caption: page.total.counted("Nachricht", "Nachrichten", none: "Keine Nachricht"),
            lines: page.items.map { item in
                OutboxContent.Line(
                    recipient: item.recipient, subject: item.subject, created: clock.minute(item.createdAt), tag: item.tag, state: item.stateWord,
                    sent: item.sentWords, href: "\(Self.path)/\(item.id)"
                )
            },
            paging: Paging(page: number, itemsPerPage: OutboxPage.size, total: page.total) { "?seite=\($0)" },
            complete: context.app.permissions.mayReadMail(context.person.actor, powerful: true)
        )
        return try services.page("outbox", content, Page(accounts: "Postausgang"), context: context)
    }

    private func open(_ request: Request, _ context: AccountsContext) async throws -> Response {
        let (item, isPowerful) = try await services.store(context).mail(try context.identifier("mail"), by: context.person.caller)
        let flash: Frame.Flash? = request.uri.queryParameters["meldung"] == "gesendet"
            ? Frame.Flash(kind: "success", text: "Die Nachricht ist als gesendet vermerkt.") : nil
        return try page(item, text: nil, asksForProof: isPowerful && !context.isConfirmed, flash: flash, context)
    }

    /// By a form, because showing the text is recorded.
    private func show(_ request: Request, _ context: AccountsContext) async throws -> Response {
        let id: OutboxMail.ID = try context.identifier("mail")
        let store = try services.store(context)
        let (item, text) = if let confirmed = try? context.person.confirmed() {
            try await store.mailText(id, origin: services.origin, by: confirmed)
        } else {
            try await plainText(id, store, context)
        }
        return try page(item, text: text, asksForProof: false, context)
    }

    private func plainText(_ id: OutboxMail.ID, _ store: Store, _ context: AccountsContext) async throws -> (OutboxItem, String?) {
        do {
            return try await store.mailText(id, origin: services.origin, by: context.person.caller)
        } catch is StepUpNeeded {
            throw ConfirmationWanted(back: "\(Self.path)/\(id)")
        }
    }

    private func markSent(_ request: Request, _ context: AccountsContext) async throws -> Response {
        let id: OutboxMail.ID = try context.identifier("mail")
        try await services.store(context).markSent(id, by: context.person.caller, operation: try context.form.operation(of: context.person))
        return .seeOther("\(Self.path)/\(id)?meldung=gesendet")
    }

    private func page(
        _ item: OutboxItem, text: String?, asksForProof: Bool, flash: Frame.Flash? = nil, _ context: AccountsContext
    ) throws -> Response {
        let path = "\(Self.path)/\(item.id)"
        let content = OutboxMailContent(
            accountTabs: AccountTabs(.outbox, context: context), recipient: item.recipient, subject: item.subject,
            created: ZonedClock().minute(item.createdAt), tag: item.tag, state: item.stateWord, sent: item.sentWords, text: text,
            showAction: text == nil && item.readable && !asksForProof ? path : nil,
            confirmHref: item.readable && asksForProof ? "/konto/bestaetigen?weiter=\(path)" : nil,
            sentAction: item.sent == nil && item.readable ? path + "/gesendet" : nil, hidden: FormHidden(context), back: Self.path
        )
        return try services.page("outbox-mail", content, Page(accounts: item.subject, under: .outbox, flash: flash), context: context)
    }
}

extension OutboxItem {
    fileprivate var stateWord: String {
        switch state {
        case .settled: "Erledigt"
        case .expired: "Abgelaufen"
        case .ready: sent == nil ? "Zu senden" : "Gesendet"
        }
    }

    fileprivate var tag: String {
        switch state {
        case .settled: "final"
        case .expired: "rejected"
        case .ready: sent == nil ? "warning" : "submitted"
        }
    }

    fileprivate var sentWords: String? {
        sent.map { "Gesendet am \(ZonedClock().minute($0.at)) von \($0.by)" }
    }
}
