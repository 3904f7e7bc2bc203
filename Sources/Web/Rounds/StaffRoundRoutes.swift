import AwardStore
import Awards
import Hummingbird

struct StaffRoundsContent: ViewModel {
    struct Item: ViewModel {
        let href: String
        let title: String
        let competition: String
        let tag: String
        let state: String
        let deadline: String
        let entries: String
        let sample: Bool
    }

    let rounds: [Item]
    /// How many mails the office has to send; nil where there is none.
    let waiting: String?
}

/// `/verwaltung`: all rounds; `/verwaltung/{round}`: where one stands; the record of each, and of what was done outside them.
struct StaffRoundRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let official = router.group(context: OfficialContext.self)
        official.get("/verwaltung", use: list)
        official.get("/verwaltung/protokoll", use: officeRecord)
        official.get("/verwaltung/{round}", use: overview)
        official.get("/verwaltung/{round}/protokoll", use: record)
    }

    private func list(_ request: Request, _ context: OfficialContext) async throws -> Response {
        let rounds = try await services.store(context).staffRounds()
        let mails = context.app.mayRunRounds ? try await services.gate(context).waitingMails(for: context.person.actor) : 0
        let content = StaffRoundsContent(
            rounds: rounds.map { round in
                StaffRoundsContent.Item(
                    href: "/verwaltung/\(round.summary.slug)", title: round.summary.title, competition: round.summary.competition,
                    tag: round.summary.state.rawValue, state: round.summary.state.germanName, deadline: round.summary.entryDeadline.german,
                    entries: round.entries.grouped, sample: round.summary.sampleData
                )
            },
            waiting: mails == 0 ? nil : mails.counted("Nachricht wartet", "Nachrichten warten")
        )
        return try services.page("staff-rounds", content, Page("Verwaltung"), context: context)
    }

    private func overview(_ request: Request, _ context: OfficialContext) async throws -> Response {
        guard let overview = try await services.store(context).roundOverview(slug: try context.text("round")) else { throw PageNotFound() }
        let page = Page(
            overview.round.title, in: overview.round, breadcrumb: [.init("Verwaltung", "/verwaltung"), .init(overview.round.title)]
        )
        return try services.page("staff-round", StaffRoundContent(overview, at: context.person.requestedAt), page, context: context)
    }

    private static func page(_ request: Request) throws -> Int {
        let page = request.uri.queryParameters["seite"].map { Int($0) } ?? 1
        guard let page, (1...1_000_000).contains(page) else { throw PageNotFound() }
        return page
    }

    private static func isThere(_ page: Int, of total: Int) -> Bool {
        page <= Paging.count(of: total, itemsPerPage: RoundRecord.itemsPerPage)
    }

    private func officeRecord(_ request: Request, _ context: OfficialContext) async throws -> Response {
        let page = try Self.page(request)
        let record = try await services.store(context).officeRecord(page: page)
        guard Self.isThere(page, of: record.total) else { throw PageNotFound() }
        let shown = Page("Protokoll außerhalb der Runden", breadcrumb: [.init("Verwaltung", "/verwaltung"), .init("Protokoll außerhalb der Runden")])
        return try services.page("round-record", RoundRecordContent(record), shown, context: context)
    }

    private func record(_ request: Request, _ context: OfficialContext) async throws -> Response {
        let page = try Self.page(request)
        guard let record = try await services.store(context).roundRecord(slug: try context.text("round"), page: page),
            Self.isThere(page, of: record.total)
        else { throw PageNotFound() }
        return try services.page("round-record", RoundRecordContent(record), Page(staff: "Protokoll", in: record.round), context: context)
    }
}
