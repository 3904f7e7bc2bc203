import AwardStore
import Awards
import HTTPTypes
import Hummingbird

/// `/verwaltung/{round}/preise`: the jury's decision, the computed distribution, and publication.
struct PrizeRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let staff = router.group(context: StaffContext.self)
        router.group(context: OfficialContext.self).get("/verwaltung/{round}/preise", use: show)
        staff.post("/verwaltung/{round}/preise/beschluss", use: decide)
        staff.post("/verwaltung/{round}/preise/verteilung", use: allocate)
        staff.get("/verwaltung/{round}/preise/veroeffentlichen", use: confirm)
        staff.post("/verwaltung/{round}/preise/veroeffentlichen", use: publish)
    }

    private func show(_ request: Request, _ context: OfficialContext) async throws -> Response {
        do {
            let desk = try await desk(context)
            return try page(desk, draft: nil, context: context, flash: request.flash)
        } catch PrizeRefusal.scoringOpen {
            guard let round = try await services.store(context).round(slug: try context.text("round")) else { throw PageNotFound() }
            return try services.page("prizes", PrizesContent(waiting: round), .prizes(round, title: "Preise"), context: context)
        }
    }

    private func decide(_ request: Request, _ context: StaffContext) async throws -> Response {
        let desk = try await desk(context)
        let round = desk.board.round
        let form = DecisionForm(form: context.form, desk: desk)
        var draft = PrizeDraft(fields: context.form)
        let parsed = form.parse()
        draft.problems = parsed.problems
        let preview = try await services.store(context).previewPrizes(parsed.decision, in: round.id)
        if let state = preview.refusals.first(where: \.isAboutState) { throw state }
        if draft.problems.isEmpty { form.add(preview.refusals, to: &draft.problems) }
        guard draft.problems.isEmpty, let prizes = preview.prizes else {
            return try page(desk, draft: draft, context: context, status: .unprocessableContent)
        }
        if context.form["action"] == "vorschau" {
            draft.preview = (parsed.decision, prizes)
            return try page(desk, draft: draft, context: context)
        }
        do {
            try await services.store(context).recordDecision(
                parsed.decision, in: round.id, by: context.person.caller, revision: try context.form.revision(),
                operation: try context.form.operation(of: context.person)
            )
        } catch PrizeRefusal.editedMeanwhile {
            let refusal = PrizeRefusal.editedMeanwhile
            draft.notice = NoticeView(kind: "warning", heading: refusal.heading, text: refusal.sentence)
            return try page(try await self.desk(context), draft: draft, context: context, status: .conflict)
        }
        return .seeOther("/verwaltung/\(round.slug)/preise?meldung=beschlossen")
    }

    private func allocate(_ request: Request, _ context: StaffContext) async throws -> Response {
        let round = try await round(context)
        let operation = try context.form.operation(of: context.person)
        try await services.store(context).allocatePrizes(of: round.id, by: context.person.caller, operation: operation)
        return .seeOther("/verwaltung/\(round.slug)/preise?meldung=verteilt")
    }

    private func confirm(_ request: Request, _ context: StaffContext) async throws -> Response {
        let desk = try await desk(context)
        let round = desk.board.round
        try PublishingRound.decide(
            PublishingRound.Facts(state: round.state, hasDecision: desk.decision != nil, isAllocated: desk.allocation != nil)
        )
        let content = ConfirmContent(
            roundTabs: RoundTabs(slug: round.slug, current: .prizes), roundTitle: round.title, question: "Ergebnis veröffentlichen?",
            lead: "Das Ergebnis wird sofort für alle sichtbar und lässt sich danach nicht mehr ändern.",
            facts: [
                Fact(label: "Zugeteilt", value: desk.allocation?.totalCents.euroText ?? ""),
                Fact(label: "Verbleibend", value: desk.allocation?.unallocatedCents.euroText ?? ""),
                Fact(label: "Budget", value: desk.allocation?.budgetCents.euroText ?? ""),
            ],
            warning: desk.allocation?.unallocatedCents == 0 ? nil : "Das Budget ist nicht ganz zugeteilt.",
            action: "/verwaltung/\(round.slug)/preise/veroeffentlichen", button: "Ergebnis jetzt veröffentlichen",
            back: "/verwaltung/\(round.slug)/preise", hidden: FormHidden(context)
        )
        return try services.page("prize-confirm", content, .prizes(round, title: "Ergebnis veröffentlichen"), context: context)
    }

    private func publish(_ request: Request, _ context: StaffContext) async throws -> Response {
        let round = try await round(context)
        let operation = try context.form.operation(of: context.person)
        try await services.store(context).publishRound(round.id, by: context.person.caller, operation: operation)
        return .seeOther("/verwaltung/\(round.slug)/preise?meldung=veroeffentlicht")
    }

    private func desk(_ context: some PageContext) async throws -> PrizeDesk {
        guard let desk = try await services.store(context).prizeDesk(slug: try context.text("round")) else { throw PageNotFound() }
        return desk
    }

    private func round(_ context: StaffContext) async throws -> LoadedRound {
        guard let round = try await services.store(context).round(slug: try context.text("round")) else { throw PageNotFound() }
        return round
    }

    private func page(
        _ desk: PrizeDesk, draft: PrizeDraft?, context: some PageContext, flash: Frame.Flash? = nil, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let round = desk.board.round
        let content = PrizesContent(desk, draft: draft, clock: ZonedClock(round.rules.round.timeZone), context: context)
        let title = draft?.problems.isEmpty == false ? "Fehler: Preise" : "Preise"
        return try services.page("prizes", content, .prizes(round, title: title, flash: flash), context: context, status: status)
    }
}

extension PrizeRefusal {
    /// About the round rather than about what was typed.
    fileprivate var isAboutState: Bool {
        switch self {
        case .scoringOpen, .roundPublished, .rankingNotFrozen: true
        default: false
        }
    }
}
