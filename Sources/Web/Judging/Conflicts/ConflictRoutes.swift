import AwardStore
import Awards
import HTTPTypes
import Hummingbird

/// `/verwaltung/{round}/befangenheit` for staff, and for auditors to read, and `/jury/vorsitz/{round}` for the chair: the
/// conflicts of a round, and one case.
struct ConflictRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let official = router.group(context: OfficialContext.self)
        official.get("/verwaltung/{round}/befangenheit") { request, context in try await board(request, .staff, context) }
        official.get("/verwaltung/{round}/befangenheit/{juror}/{entry}") { request, context in try await show(request, .staff, context) }
        let staff = router.group(context: StaffContext.self)
        staff.post("/verwaltung/{round}/befangenheit/{juror}/{entry}/entscheidung") { _, context in try await decide(.staff, context) }
        staff.post("/verwaltung/{round}/befangenheit/{juror}/{entry}/befangen") { _, context in try await record(.staff, context) }
        staff.post("/verwaltung/{round}/befangenheit/{juror}/{entry}/hinweis") { _, context in try await dismiss(.staff, context) }
        let chair = router.group(context: ChairContext.self)
        chair.get("/jury/vorsitz/{round}") { request, context in try await board(request, .chair, context) }
        chair.get("/jury/vorsitz/{round}/{juror}/{entry}") { request, context in try await show(request, .chair, context) }
        chair.post("/jury/vorsitz/{round}/{juror}/{entry}/entscheidung") { _, context in try await decide(.chair, context) }
        chair.post("/jury/vorsitz/{round}/{juror}/{entry}/befangen") { _, context in try await record(.chair, context) }
        chair.post("/jury/vorsitz/{round}/{juror}/{entry}/hinweis") { _, context in try await dismiss(.chair, context) }
    }

    private func board<Entered: Area>(_ request: Request, _ desk: ConflictDesk, _ context: AreaContext<Entered>) async throws -> Response {
        let place = try place(desk, context)
        let board = switch desk {
        case .staff: try await services.store(context).conflictBoard(slug: place.slug)
        case .chair: try await services.store(context).chairBoard(slug: place.slug, of: context.person.account)
        }
        guard let board else { throw PageNotFound() }
        return try services.page("conflicts", ConflictBoardContent(board, at: place), place.page("Befangenheit", in: board.round), context: context)
    }

    private func show<Entered: Area>(_ request: Request, _ desk: ConflictDesk, _ context: AreaContext<Entered>) async throws -> Response {
        let flash: String? = switch request.uri.queryParameters["meldung"] {
        case "entschieden": "Ihre Entscheidung ist gespeichert."
        case "erfasst": "Die Befangenheit ist erfasst."
        case "hinweis": "Der Hinweis gilt als unzutreffend."
        default: nil
        }
        return try await page(desk, flash: flash.map { Frame.Flash(kind: "success", text: $0) }, context: context)
    }

    private func decide<Entered: Area>(_ desk: ConflictDesk, _ context: AreaContext<Entered>) async throws -> Response {
        let form = ConflictCaseForm(context.form)
        let found = try await load(desk, context)
        guard let assignment = found.page.assignment else { throw PageNotFound() }
        do {
            _ = try await services.store(context).decideBias(
                assignment, biased: try form.parseVerdict(), reason: form.reason, revision: try context.form.revision(),
                by: context.person.caller, operation: try context.form.operation(of: context.person)
            )
            return .seeOther("\(found.place.href(found.page.pair))?meldung=entschieden")
        } catch let problems as FormProblems {
            return try await page(desk, form: form, problems: problems, context: context)
        }
    }

    private func record<Entered: Area>(_ desk: ConflictDesk, _ context: AreaContext<Entered>) async throws -> Response {
        let form = ConflictCaseForm(context.form)
        let found = try await load(desk, context)
        guard let assignment = found.page.assignment, !found.page.isOwn else { throw PageNotFound() }
        do {
            _ = try await services.store(context).recordConflict(
                assignment, ground: try form.parseGround(), note: form.note, by: context.person.caller,
                operation: try context.form.operation(of: context.person)
            )
            return .seeOther("\(found.place.href(found.page.pair))?meldung=erfasst")
        } catch let problems as FormProblems {
            return try await page(desk, form: form, problems: problems, context: context)
        }
    }

    private func dismiss<Entered: Area>(_ desk: ConflictDesk, _ context: AreaContext<Entered>) async throws -> Response {
        let form = ConflictCaseForm(context.form)
        let found = try await load(desk, context)
        do {
            try form.checkDismissal()
            try await services.store(context).dismissSuggestion(
                found.page.pair, source: form.suggestion, reason: form.dismissal, in: found.page.round.id, by: context.person.caller,
                operation: try context.form.operation(of: context.person)
            )
            return .seeOther("\(found.place.href(found.page.pair))?meldung=hinweis")
        } catch DismissalRefusal.reasonTooLong(let maximum) {
            let problems = FormProblems("warum", DismissalRefusal.reasonTooLong(maximum: maximum).sentence)
            return try await page(desk, form: form, problems: problems, context: context)
        } catch let problems as FormProblems {
            return try await page(desk, form: form, problems: problems, context: context)
        }
    }

    private func place<Entered: Area>(_ desk: ConflictDesk, _ context: AreaContext<Entered>) throws -> ConflictPlace {
        ConflictPlace(desk: desk, slug: try context.text("round"), isReadOnly: desk == .staff && !context.app.mayRunRounds)
    }

    private func load<Entered: Area>(
        _ desk: ConflictDesk, _ context: AreaContext<Entered>
    ) async throws -> (place: ConflictPlace, page: ConflictCasePage) {
        let place = try place(desk, context)
        let pair = AssignmentPair(juror: try context.identifier("juror"), entry: try context.identifier("entry"))
        guard let page = try await services.store(context).conflictCase(pair, slug: place.slug, for: desk, by: context.person.account) else {
            throw PageNotFound()
        }
        return (place, page)
    }

    private func page<Entered: Area>(
        _ desk: ConflictDesk, form: ConflictCaseForm = ConflictCaseForm(), problems: FormProblems = FormProblems(), flash: Frame.Flash? = nil,
        context: AreaContext<Entered>
    ) async throws -> Response {
        let (place, page) = try await load(desk, context)
        let content = ConflictCaseContent(page, form: form, problems: problems, at: place, context: context)
        let title = "\(page.juror), \(page.municipality.plain)"
        let shown = place.page(title, in: page.round, crumbs: [.init("Befangenheit", place.path), .init(title)], flash: flash)
        return try services.page("conflict-case", content, shown, context: context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }
}
