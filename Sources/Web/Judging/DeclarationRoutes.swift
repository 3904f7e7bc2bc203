import AwardStore
import Awards
import HTTPTypes
import Hummingbird

/// `/jury/{assignment}/erklaerung`: before the entry opens, and later when a reason turns up.
struct DeclarationRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let jury = router.group(context: JurorContext.self)
        jury.get("/jury/{assignment}/erklaerung", use: show)
        jury.post("/jury/{assignment}/erklaerung", use: declare)
    }

    private func show(_ request: Request, _ context: JurorContext) async throws -> Response {
        try await page(DeclarationForm(), problems: FormProblems(), hidden: FormHidden(context), status: .ok, context: context)
    }

    private func declare(_ request: Request, _ context: JurorContext) async throws -> Response {
        let assignment: Assignment.ID = try context.identifier("assignment")
        let form = DeclarationForm(context.form)
        do {
            let declared = try await services.store(context).declareConflict(
                assignment, try form.parse(), by: context.person.caller, operation: try context.form.operation(of: context.person)
            )
            return switch declared.standing {
            case .clear: .seeOther("/jury/\(assignment)/bogen?meldung=erklaert")
            case .pending: .seeOther("/jury?meldung=offen")
            case .excluded: .seeOther("/jury?meldung=befangen")
            }
        } catch ConflictRefusal.notAssigned {
            throw PageNotFound()
        } catch ConflictRefusal.suggestionUnanswered {
            let problems = FormProblems("erlaeuterung", ConflictRefusal.suggestionUnanswered.sentence)
            return try await page(
                form, problems: problems, hidden: FormHidden(context, repeating: context.form, revision: 0), status: .unprocessableContent,
                context: context
            )
        } catch let problems as FormProblems {
            return try await page(
                form, problems: problems, hidden: FormHidden(context, repeating: context.form, revision: 0), status: .unprocessableContent,
                context: context
            )
        }
    }

    private func page(
        _ form: DeclarationForm, problems: FormProblems, hidden: FormHidden, status: HTTPResponse.Status, context: JurorContext
    ) async throws -> Response {
        let assignment: Assignment.ID = try context.identifier("assignment")
        guard let access = try await services.store(context).sheetAccess(assignment, of: context.person.account) else { throw PageNotFound() }
        let late: Bool
        switch access {
        case .recused: return .seeOther("/jury/\(assignment)/bogen")
        case .undeclared: late = false
        case .open: late = true
        }
        let suggestions = try await services.store(context).suggestions(for: assignment, of: context.person.account)
        let content = DeclarationContent(access.head, late: late, suggestions: suggestions, form: form, problems: problems, hidden: hidden)
        let page = Page("Erklärung zu \(access.head.municipality.plain)", in: access.head.round, breadcrumb: [.init("Erklärung")])
        return try services.page("declaration", content, page, context: context, status: status)
    }
}
