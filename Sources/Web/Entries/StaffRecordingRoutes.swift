import AwardStore
import Awards
import HTTPTypes
import Hummingbird

/// `/verwaltung/{round}/bewerbungen/nachtragen`: an entry that came on paper.
struct StaffRecordingRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let staff = router.group(context: StaffContext.self)
        staff.get("/verwaltung/{round}/bewerbungen/nachtragen", use: show)
        staff.post("/verwaltung/{round}/bewerbungen/nachtragen", use: record)
    }

    private func show(_ request: Request, _ context: StaffContext) async throws -> Response {
        let form = StaffRecordingForm(search: try request.queryFields["q"].trimmed)
        return try await page(try await services.round(context), form: form, context: context)
    }

    private func record(_ request: Request, _ context: StaffContext) async throws -> Response {
        let round = try await services.round(context)
        let form = StaffRecordingForm(context.form)
        do {
            let receipt = try await services.store(context).recordEntryByStaff(
                try form.parse(for: round), by: context.person.caller, operation: try context.form.operation(of: context.person)
            )
            return .seeOther("/verwaltung/\(round.slug)/bewerbungen/\(receipt.entry)?meldung=nachgetragen")
        } catch let problems as FormProblems {
            guard round.state == .open else { return try await page(round, form: form, refusal: .roundNotOpen, context: context) }
            return try await page(round, form: form, problems: problems, context: context)
        } catch let refusal as EntryRefusal {
            guard let problems = FormProblems(recording: refusal) else {
                return try await page(try await services.round(context), form: form, refusal: refusal, context: context)
            }
            return try await page(round, form: form, problems: problems, context: context)
        }
    }

    private func page(
        _ round: LoadedRound, form: StaffRecordingForm, problems: FormProblems = FormProblems(), refusal: EntryRefusal? = nil,
        context: StaffContext
    ) async throws -> Response {
        let content = StaffRecordingContent(
            round, form: form, choices: try await services.store(context).municipalityChoices(form.search, for: round), problems: problems,
            refusal: refusal, context: context
        )
        let title = "Bewerbung nachtragen"
        let page = Page(
            problems.isEmpty ? title : "Fehler: " + title, in: round, breadcrumb: .staffEntries(of: round) + [.init(title)]
        )
        let status = refusal.map { StaffEntryRefusal($0).status } ?? (problems.isEmpty ? .ok : .unprocessableContent)
        return try services.page("staff-recording", content, page, context: context, status: status)
    }
}
