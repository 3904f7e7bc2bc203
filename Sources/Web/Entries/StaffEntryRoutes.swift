import AwardStore
import Awards
import HTTPTypes
import Hummingbird

/// `/verwaltung/{round}/bewerbungen`: what came in, and whether it takes part.
struct StaffEntryRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let staff = router.group(context: StaffContext.self)
        let official = router.group(context: OfficialContext.self)
        official.get("/verwaltung/{round}/bewerbungen", use: list)
        official.get("/verwaltung/{round}/bewerbungen/{entry}", use: show)
        staff.post("/verwaltung/{round}/bewerbungen/{entry}/zulassen", use: admit)
        staff.post("/verwaltung/{round}/bewerbungen/{entry}/ablehnen", use: reject)
    }

    private func list(_ request: Request, _ context: OfficialContext) async throws -> Response {
        let query = try StaffEntryQuery(request)
        guard let list = try await services.store(context).entryList(round: try context.text("round"), filter: query.filter),
            query.filter.track.map({ list.round.rules.track($0) != nil }) ?? true
        else { throw PageNotFound() }
        return try services.page("staff-entries", StaffEntryListContent(list, query: query, mayRecord: context.app.mayRunRounds), Page(staff: "Bewerbungen", in: list.round), context: context)
    }

    private func show(_ request: Request, _ context: OfficialContext) async throws -> Response {
        try page(try await entry(context), flash: Self.flash(try request.queryFields["meldung"]), context: context)
    }

    private func admit(_ request: Request, _ context: StaffContext) async throws -> Response {
        let entry = try await entry(context)
        do {
            try await services.store(context).admitEntry(
                entry.head.id, revision: try context.form.revision(), by: context.person.caller,
                operation: try context.form.operation(of: context.person)
            )
        } catch let refusal as EntryRefusal {
            return try page(try await self.entry(context), refusal: refusal, context: context)
        }
        return .seeOther(address(of: entry) + "?meldung=zugelassen")
    }

    private func reject(_ request: Request, _ context: StaffContext) async throws -> Response {
        let entry = try await entry(context)
        do {
            try await services.store(context).rejectEntry(
                entry.head.id, reason: context.form["grund"], revision: try context.form.revision(), by: context.person.caller,
                operation: try context.form.operation(of: context.person)
            )
        } catch EntryRefusal.reasonMissing {
            var problems = FormProblems()
            problems.add("grund", "Bitte geben Sie den Grund der Ablehnung an. Die Kommune liest ihn.")
            return try page(entry, problems: problems, context: context)
        } catch let refusal as EntryRefusal {
            return try page(try await self.entry(context), refusal: refusal, context: context)
        }
        return .seeOther(address(of: entry) + "?meldung=abgelehnt")
    }

    private func entry(_ context: some PageContext) async throws -> EntryDetail {
        let entry = try await services.store(context).entryForStaff(try context.identifier("entry"), round: try context.text("round"))
        guard let entry else { throw PageNotFound() }
        return entry
    }

    private func address(of entry: EntryDetail) -> String {
        "/verwaltung/\(entry.round.slug)/bewerbungen/\(entry.head.id)"
    }

    private func page(
        _ entry: EntryDetail, problems: FormProblems = FormProblems(), refusal: EntryRefusal? = nil, flash: Frame.Flash? = nil,
        context: some PageContext
    ) throws -> Response {
        let content = StaffEntryContent(entry, problems: problems, refusal: refusal, context: context)
        let name = entry.head.title.plain
        let page = Page(
            problems.isEmpty ? name : "Fehler: " + name, in: entry.round,
            breadcrumb: .staffEntries(of: entry.round) + [.init(name)], flash: flash
        )
        let status = refusal.map { StaffEntryRefusal($0).status } ?? (problems.isEmpty ? .ok : .unprocessableContent)
        return try services.page("staff-entry", content, page, context: context, status: status)
    }

    private static func flash(_ code: String) -> Frame.Flash? {
        switch code {
        case "zugelassen": Frame.Flash(kind: "success", text: "Die Bewerbung ist zugelassen.")
        case "abgelehnt": Frame.Flash(kind: "success", text: "Die Bewerbung ist abgelehnt. Die Kommune sieht den Grund.")
        case "nachgetragen": Frame.Flash(kind: "success", text: "Die Bewerbung ist nachgetragen und wie jede andere nummeriert. Bitte prüfen Sie die Zulassung.")
        default: nil
        }
    }
}

extension [Frame.Crumb] {
    /// The way to a page below the entries of a round.
    static func staffEntries(of round: LoadedRound) -> [Frame.Crumb] {
        [
            Frame.Crumb("Verwaltung", "/verwaltung"), Frame.Crumb(round.title, "/verwaltung/\(round.slug)"),
            Frame.Crumb("Bewerbungen", "/verwaltung/\(round.slug)/bewerbungen"),
        ]
    }
}
