import AwardStore
import Awards
import HTTPTypes
import Hummingbird

/// `/verwaltung/{round}/rangliste`: the ranking per size class, and freezing it.
struct RankingRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let staff = router.group(context: StaffContext.self)
        router.group(context: OfficialContext.self).get("/verwaltung/{round}/rangliste", use: show)
        staff.get("/verwaltung/{round}/rangliste/einfrieren", use: confirm)
        staff.post("/verwaltung/{round}/rangliste/einfrieren", use: freeze)
    }

    private func show(_ request: Request, _ context: OfficialContext) async throws -> Response {
        let slug = try context.text("round")
        let board: RankingBoard?
        do {
            board = try await services.store(context).rankingBoard(slug: slug)
        } catch PrizeRefusal.scoringOpen {
            guard let round = try await services.store(context).round(slug: slug) else { throw PageNotFound() }
            return try services.page("ranking", RankingContent(waiting: round), page(round), context: context)
        }
        guard let board else { throw PageNotFound() }
        let exact = request.uri.queryParameters["genau"] == "1"
        let content = RankingContent(
            board, exact: exact, clock: ZonedClock(board.round.rules.round.timeZone), mayFreeze: context.app.mayRunRounds
        )
        return try services.page("ranking", content, page(board.round, flash: request.flash), context: context)
    }

    private func confirm(_ request: Request, _ context: StaffContext) async throws -> Response {
        guard let board = try await services.store(context).rankingBoard(slug: try context.text("round")) else { throw PageNotFound() }
        let round = board.round
        guard board.frozen == nil else { throw PrizeRefusal.alreadyFrozen }
        let entries = board.tracks.reduce(0) { $0 + $1.rows.count }
        let content = ConfirmContent(
            roundTabs: RoundTabs(slug: round.slug, current: .ranking), roundTitle: round.title, question: "Rangliste feststellen?",
            lead: "Die Rangliste wird so festgehalten, wie sie jetzt ist: Punkte, Plätze und die Regeln, die entschieden haben. Danach lässt sie sich nicht mehr ändern. Die Jury beschließt auf dieser Grundlage.",
            facts: [
                Fact(label: "Bewerbungen", value: entries.grouped),
                Fact(label: "Abgeschlossene Bögen", value: board.finalSheets.grouped),
                Fact(label: "Jurymitglieder", value: board.jurors.grouped),
            ],
            warning: nil, action: "/verwaltung/\(round.slug)/rangliste/einfrieren", button: "Rangliste feststellen",
            back: "/verwaltung/\(round.slug)/rangliste", hidden: FormHidden(context)
        )
        return try services.page("prize-confirm", content, page(round, title: "Rangliste feststellen"), context: context)
    }

    private func freeze(_ request: Request, _ context: StaffContext) async throws -> Response {
        let slug = try context.text("round")
        guard let round = try await services.store(context).round(slug: slug) else { throw PageNotFound() }
        let operation = try context.form.operation(of: context.person)
        try await services.store(context).freezeRanking(of: round.id, by: context.person.caller, operation: operation)
        return .seeOther("/verwaltung/\(round.slug)/rangliste?meldung=eingefroren")
    }

    private func page(_ round: LoadedRound, title: String = "Rangliste", flash: Frame.Flash? = nil) -> Page {
        Page.prizes(round, title: title, flash: flash)
    }
}

/// A page that asks before something final.
struct ConfirmContent: ViewModel {
    let roundTabs: RoundTabs
    let roundTitle: String
    let question: String
    let lead: String
    let facts: [Fact]
    let warning: String?
    let action: String
    let button: String
    let back: String
    let hidden: FormHidden
}

/// A line of a key–value list.
struct Fact: ViewModel {
    let label: String
    let value: String
}

extension Page {
    /// A staff page of a round about ranking or prizes.
    static func prizes(_ round: LoadedRound, title: String, flash: Frame.Flash? = nil) -> Page {
        Page(
            title, roundName: round.title, sampleBanner: round.sampleBanner,
            breadcrumb: [
                Frame.Crumb("Verwaltung", "/verwaltung"), Frame.Crumb(round.title, "/verwaltung/\(round.slug)"), Frame.Crumb(title),
            ],
            flash: flash
        )
    }
}

extension LoadedRound {
    var sampleBanner: String? {
        rules.round.sampleData ? "Diese Runde ist eine Demonstration mit erfundenen Daten." : nil
    }
}

extension Request {
    /// What happened before the redirect to a page about ranking or prizes; unknown codes say nothing.
    var flash: Frame.Flash? {
        switch uri.queryParameters["meldung"] {
        case "eingefroren": Frame.Flash(kind: "success", text: "Die Rangliste ist festgestellt.")
        case "beschlossen": Frame.Flash(kind: "success", text: "Der Beschluss ist gespeichert. Bitte prüfen Sie die Verteilung und schreiben Sie sie fest.")
        case "verteilt": Frame.Flash(kind: "success", text: "Die Verteilung ist festgeschrieben.")
        case "veroeffentlicht": Frame.Flash(kind: "success", text: "Das Ergebnis ist veröffentlicht.")
        default: nil
        }
    }
}
