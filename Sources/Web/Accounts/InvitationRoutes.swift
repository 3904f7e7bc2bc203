import AwardStore
import Awards
import HTTPTypes
import Hummingbird

struct InvitationContent: ViewModel {
    let errors: [ErrorItem]
    let action: String
    let csrf: String
    let email: String
    let municipality: String?
    let name: FieldView
    let password: FieldView
}

/// `/einladung/{token}`: the invited person sets name and password and is in.
struct InvitationRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        router.get("/einladung/{token}", use: open)
        router.post("/einladung/{token}", use: accept)
    }

    private func open(_ request: Request, _ context: AppContext) async throws -> Response {
        try await page(FormProblems(), context)
    }

    private func page(_ problems: FormProblems, _ context: AppContext) async throws -> Response {
        let token = try context.text("token")
        guard let offer = try await services.gate.invitation(token: token, from: context.device) else { throw LinkDead() }
        let content = InvitationContent(
            errors: problems.items, action: "/einladung/\(token)", csrf: context.csrfToken, email: offer.email, municipality: offer.municipality,
            name: FieldView(
                "name", label: "Ihr Name", hint: "So, wie andere Sie sehen.", value: context.form.has("name") ? context.form["name"] : offer.displayName,
                problems: problems, autocomplete: "name"
            ),
            password: PasswordFields.new(problems)
        )
        return try services.anonymousPage(
            "invitation", content, Page("Ihre Einladung"), context: context, status: problems.isEmpty ? .ok : .unprocessableContent
        )
    }

    private func accept(_ request: Request, _ context: AppContext) async throws -> Response {
        let form = context.form
        var problems = FormProblems()
        problems.checkName("name", form)
        if form["new"].isEmpty { problems.add("new", "Bitte wählen Sie ein Passwort.") }
        do {
            guard problems.isEmpty else { throw problems }
            let session = try await services.gate.acceptInvitation(
                token: try context.text("token"), name: form["name"].trimmed, password: form["new"], on: context.device,
                replacing: context.sessionToken
            )
            return services.signedIn(session, .seeOther("/konto/start"))
        } catch let refusal as PasswordRefusal {
            problems.add(refusal, at: "new")
        } catch is FormProblems {}
        return try await page(problems, context)
    }
}

extension FormProblems {
    mutating func checkName(_ field: String, _ form: FormFields) {
        do throws(NameRefusal) {
            try NamingPerson.check(form[field].trimmed)
        } catch {
            add(field, error.sentence)
        }
    }
}
