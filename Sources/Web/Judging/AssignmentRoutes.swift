import AwardStore
import Awards
import HTTPTypes
import Hummingbird

/// `/verwaltung/{round}/zuteilung`: who judges what, by hand or a whole size class at once.
struct AssignmentRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let staff = router.group(context: StaffContext.self)
        staff.get("/verwaltung/{round}/zuteilung", use: show)
        staff.post("/verwaltung/{round}/zuteilung", use: change)
        staff.get("/verwaltung/{round}/zuteilung/klasse", use: preview)
        staff.post("/verwaltung/{round}/zuteilung/klasse", use: assignClass)
    }

    private func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        let flash = request.uri.queryParameters["meldung"] == "gespeichert" ? Frame.Flash(kind: "success", text: "Die Zuteilung ist gespeichert.") : nil
        return try await page(request, problems: FormProblems(), flash: flash, context: context)
    }

    private func page(_ request: Request, problems: FormProblems, flash: Frame.Flash?, context: StaffContext) async throws -> Response {
        let progress = try await services.progress(request, context)
        let suggested = try await services.store(context).suggestedPairs(of: progress.round.id)
        let content = AssignmentContent(progress, suggested: suggested, problems: problems, context: context)
        return try services.page(
            "assignments", content, Page(staff: "Zuteilung", in: progress.round, flash: flash), context: context,
            status: problems.isEmpty ? .ok : .unprocessableContent
        )
    }

    /// Check boxes say what shall be, `bisher` what the page showed: the difference is what changes, so that a colleague's
    /// assignments elsewhere stay.
    private func change(_ request: Request, _ context: StaffContext) async throws -> Response {
        let round = try await services.round(context)
        let wanted = try Self.pairs(context.form.all("zuteilung"))
        let shown = try Self.pairs(context.form.all("bisher"))
        _ = try await services.store(context).changeAssignments(
            in: round.id, assign: wanted.subtracting(shown), unassign: shown.subtracting(wanted), by: context.person.caller,
            operation: try context.form.operation(of: context.person)
        )
        return .seeOther("/verwaltung/\(round.slug)/zuteilung?\(Self.place(context.form, in: round))meldung=gespeichert")
    }

    private func preview(_ request: Request, _ context: StaffContext) async throws -> Response {
        let round = try await services.round(context)
        let track = request.uri.queryParameters["klasse"].map(String.init) ?? ""
        let chosen = Set(request.uri.queryParameters[values: "jury"].compactMap { Juror.ID(String($0)) })
        var problems = FormProblems()
        if round.rules.track(track) == nil { problems.add("klasse", "Bitte wählen Sie eine Größenklasse.") }
        if chosen.isEmpty { problems.add("jury", "Bitte wählen Sie mindestens ein Jurymitglied.") }
        guard problems.isEmpty else { return try await page(request, problems: problems, flash: nil, context: context) }
        guard let preview = try await services.store(context).classAssignment(slug: round.slug, track: track, jurors: chosen) else { throw PageNotFound() }
        let content = ClassAssignmentContent(preview, round: round, context: context)
        return try services.page("class-assignment", content, Page(staff: "Klasse zuteilen", in: round), context: context)
    }

    private func assignClass(_ request: Request, _ context: StaffContext) async throws -> Response {
        let round = try await services.round(context)
        let jurors = Set(context.form.all("jury").compactMap { Juror.ID($0) })
        let preview = try await services.store(context).classAssignment(slug: round.slug, track: context.form["klasse"], jurors: jurors)
        guard let preview else { throw PageNotFound() }
        _ = try await services.store(context).changeAssignments(
            in: round.id, assign: preview.pairs, unassign: [], by: context.person.caller,
            operation: try context.form.operation(of: context.person)
        )
        return .seeOther("/verwaltung/\(round.slug)/zuteilung?klasse=\(preview.track)&meldung=gespeichert")
    }

    /// - Throws: ``FormUnreadable`` for anything but `entry.juror`.
    private static func pairs(_ values: [String]) throws -> Set<AssignmentPair> {
        Set(try values.map { value in
            let halves = value.split(separator: ".", omittingEmptySubsequences: false)
            guard halves.count == 2, let entry = Entry.ID(String(halves[0])), let juror = Juror.ID(String(halves[1])) else { throw FormUnreadable() }
            return AssignmentPair(juror: juror, entry: entry)
        })
    }

    /// The class and page the form was on.
    private static func place(_ form: FormFields, in round: LoadedRound) -> String {
        let track = round.rules.track(form["klasse"]).map { "klasse=\($0.code)&" } ?? ""
        let number = Int(form["seite"]).map { "seite=\($0)&" } ?? ""
        return track + number
    }
}
