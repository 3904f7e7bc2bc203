import AwardStore
import Awards
import HTTPTypes
import Hummingbird

/// `/jury/{assignment}/bogen`: reading the entry and scoring it.
struct ScoreRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let jury = router.group(context: JurorContext.self)
        jury.get("/jury/{assignment}/bogen", use: show)
        jury.post("/jury/{assignment}/bogen", use: save)
        jury.post("/jury/{assignment}/bogen/entwurf", use: autosave)
        jury.post("/jury/{assignment}/bogen/oeffnen", use: reopen)
    }

    private func show(_ request: Request, _ context: JurorContext) async throws -> Response {
        let flash = Self.flash(request.uri.queryParameters["meldung"].map(String.init))
        return try await page(context: context, flash: flash) { page in
            SheetContent(page, form: ScoreForm(page.sheet), context: context)
        }
    }

    private func save(_ request: Request, _ context: JurorContext) async throws -> Response {
        let form = try ScoreForm(context.form)
        do {
            let saved = try await store(form, context)
            if context.form["action"] == "next" { return try await next(after: saved.assignment, context) }
            return .seeOther("/jury/\(saved.assignment)/bogen?meldung=\(saved.state.rawValue)")
        } catch let problems as FormProblems {
            return try await page(context: context, status: .unprocessableContent) { page in
                SheetContent(page, form: form, problems: problems, context: context)
            }
        } catch let refusal as ScoreRefusal where refusal.status == .conflict {
            return try await page(context: context, status: .conflict) { page in
                SheetContent(page, form: form, versions: VersionsView(refusal, mine: form, page: page), context: context)
            }
        } catch let refusal as ScoreRefusal {
            return try answer(to: refusal, context)
        }
    }

    private func autosave(_ request: Request, _ context: JurorContext) async throws -> Response {
        let form = try ScoreForm(context.form)
        do {
            let saved = try await store(form, context)
            return try AutosaveAnswer.saved(at: saved.savedAt, revision: saved.revision, clock: ZonedClock(saved.timeZone))
        } catch let problems as FormProblems {
            return try AutosaveAnswer.refused(problems.problems.map(\.message).joined(separator: " "), status: .unprocessableContent)
        } catch let refusal as ScoreRefusal {
            let text = refusal == .editedMeanwhile ? "„Speichern“ zeigt Ihnen beide Fassungen." : refusal.sentence
            return try AutosaveAnswer.refused("\(refusal.heading). \(text)", status: refusal.status)
        }
    }

    private func reopen(_ request: Request, _ context: JurorContext) async throws -> Response {
        let assignment: Assignment.ID = try context.identifier("assignment")
        do {
            _ = try await services.store(context).reopenSheet(
                assignment, revision: try context.form.revision(), by: context.person.caller,
                operation: try context.form.operation(of: context.person)
            )
        } catch ScoreRefusal.notFinal, ScoreRefusal.editedMeanwhile {
            return .seeOther("/jury/\(assignment)/bogen")
        } catch let refusal as ScoreRefusal {
            return try answer(to: refusal, context)
        }
        return .seeOther("/jury/\(assignment)/bogen?meldung=geoeffnet")
    }

    private func store(_ form: ScoreForm, _ context: JurorContext) async throws -> SavedSheet {
        try await services.store(context).saveScore(
            try context.identifier("assignment"), by: context.person.caller, operation: try context.form.operation(of: context.person)
        ) { rubric in try form.parse(rubric) }
    }

    private func next(after assignment: Assignment.ID, _ context: JurorContext) async throws -> Response {
        let desk = try await services.store(context).jurorDesk(of: context.person.account)
        return .seeOther(desk.next(after: assignment).map(\.href) ?? "/jury?meldung=alles")
    }

    /// - Throws: the refusal, where it is a page of its own.
    private func answer(to refusal: ScoreRefusal, _ context: JurorContext) throws -> Response {
        let assignment: Assignment.ID = try context.identifier("assignment")
        switch refusal {
        case .notAssigned: throw PageNotFound()
        case .undeclared: return .seeOther("/jury/\(assignment)/erklaerung")
        case .recused: return .seeOther("/jury/\(assignment)/bogen")
        default: throw refusal
        }
    }

    /// The page of this assignment as far as it has opened.
    private func page(
        context: JurorContext, status: HTTPResponse.Status = .ok, flash: Frame.Flash? = nil, content: (SheetPage) -> SheetContent
    ) async throws -> Response {
        let assignment: Assignment.ID = try context.identifier("assignment")
        guard let access = try await services.store(context).sheetAccess(assignment, of: context.person.account) else { throw PageNotFound() }
        let head = access.head
        let name = head.municipality.plain
        let page = Page(name, in: head.round, breadcrumb: [.init(name)], flash: flash)
        switch access {
        case .undeclared:
            return .seeOther("/jury/\(assignment)/erklaerung")
        case .recused(_, let closure, let excluded):
            let content = RecusedContent(municipality: name, closure: closure, excluded: excluded)
            return try services.page("sheet-recused", content, page, context: context)
        case .open(let sheet):
            return try services.page("score-sheet", content(sheet), page, context: context, status: status)
        }
    }

    private static func flash(_ code: String?) -> Frame.Flash? {
        let text: String? = switch code {
        case "draft": "Ihr Bogen ist gespeichert."
        case "final": "Ihr Bogen ist abgeschlossen. Bis zum Ende der Bewertung können Sie ihn wieder öffnen."
        case "abstained": "Ihre Enthaltung ist gespeichert. Bis zum Ende der Bewertung können Sie den Bogen wieder öffnen."
        case "geoeffnet": "Der Bogen ist wieder offen. Er zählt erst, wenn Sie ihn erneut abschließen."
        case "erklaert": "Ihre Erklärung ist gespeichert. Die Bewerbung steht Ihnen jetzt offen."
        default: nil
        }
        return text.map { Frame.Flash(kind: "success", text: $0) }
    }
}

/// What a juror sees of an assignment that is closed to them.
struct RecusedContent: ViewModel {
    let municipality: String
    let tag: String
    let state: String
    let lead: String
    let help: String
    let excluded: Bool

    init(municipality: String, closure: SheetAccess.Closure, excluded: Bool) {
        self.municipality = municipality
        let step: DeskAssignment.Step = closure == .undecided ? .undecided : .recused
        tag = step.tag
        state = step.ownName
        let outcome = "Deshalb sehen und bewerten Sie diese Bewerbung nicht."
        switch closure {
        case .declared: lead = "Sie haben sich für befangen erklärt. \(outcome)"
        case .recorded: lead = "Für Sie ist erfasst, dass Sie befangen sind. \(outcome)"
        case .decided: lead = "Es ist entschieden, dass Sie befangen sind. \(outcome)"
        case .undecided: lead = "Ob Sie befangen sind, ist noch zu entscheiden. Bis dahin bleibt die Bewerbung für Sie geschlossen."
        case .withClass(let other): lead = "Wegen der Bewerbung von \(other.plain) sind Sie für die ganze Größenklasse ausgeschlossen. \(outcome)"
        }
        help = closure == .undecided
            ? "Das entscheidet der Vorsitz der Jury, und wo er selbst betroffen ist, die Geschäftsstelle. Sie müssen nichts weiter tun."
            : "Ist das ein Versehen? Dann wenden Sie sich bitte an den Vorsitz der Jury oder die Geschäftsstelle: Nur eine Entscheidung ändert es."
        self.excluded = excluded
    }
}
