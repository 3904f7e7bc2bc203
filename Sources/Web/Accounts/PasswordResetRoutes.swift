import AwardStore
import Awards
import HTTPTypes
import Hummingbird

struct PasswordForgottenContent: ViewModel {
    let errors: [ErrorItem]
    let email: FieldView
    let csrf: String
    /// The same whether the address has an account or not.
    let asked: Bool
}

struct PasswordNewContent: ViewModel {
    let errors: [ErrorItem]
    let action: String
    let csrf: String
    let password: FieldView
}

/// `/passwort-vergessen`, `/passwort-neu/{token}`.
struct PasswordResetRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        router.get("/passwort-vergessen", use: show)
        router.post("/passwort-vergessen", use: ask)
        router.get("/passwort-neu/{token}", use: open)
        router.post("/passwort-neu/{token}", use: set)
    }

    private func show(_ request: Request, _ context: AppContext) throws -> Response {
        try forgotten(email: "", asked: false, FormProblems(), context)
    }

    private func forgotten(email: String, asked: Bool, _ problems: FormProblems, _ context: AppContext) throws -> Response {
        let content = PasswordForgottenContent(
            errors: problems.items,
            email: FieldView("email", label: "E-Mail-Adresse", value: email, problems: problems, type: "email", autocomplete: "username"),
            csrf: context.csrfToken, asked: asked
        )
        return try services.anonymousPage(
            "password-forgotten", content, Page("Passwort vergessen"), context: context, status: problems.isEmpty ? .ok : .unprocessableContent
        )
    }

    private func ask(_ request: Request, _ context: AppContext) async throws -> Response {
        let email = context.form["email"].trimmed
        guard !email.isEmpty else {
            var problems = FormProblems()
            problems.add("email", "Bitte geben Sie Ihre E-Mail-Adresse ein.")
            return try forgotten(email: email, asked: false, problems, context)
        }
        try await services.gate.requestPasswordReset(email: email, from: context.device)
        return try forgotten(email: "", asked: true, FormProblems(), context)
    }

    private func open(_ request: Request, _ context: AppContext) async throws -> Response {
        guard try await services.gate.passwordResetIsOpen(token: try context.text("token"), from: context.device) else { throw LinkDead() }
        return try page(FormProblems(), context)
    }

    private func page(_ problems: FormProblems, _ context: AppContext) throws -> Response {
        let content = PasswordNewContent(
            errors: problems.items, action: "/passwort-neu/\(try context.text("token"))", csrf: context.csrfToken, password: PasswordFields.new(problems)
        )
        return try services.anonymousPage(
            "password-new", content, Page("Neues Passwort"), context: context, status: problems.isEmpty ? .ok : .unprocessableContent
        )
    }

    private func set(_ request: Request, _ context: AppContext) async throws -> Response {
        do {
            let device = try await services.gate.resetPassword(
                token: try context.text("token"), to: context.form["new"], on: context.device
            )
            var response = Response.seeOther("/anmelden?meldung=passwort")
            response.setCookie(AccountCookie.device.make(device, secure: services.secureCookies))
            response.setCookie(SessionCookie.expired(secure: services.secureCookies))
            return response
        } catch let refusal as PasswordRefusal {
            var problems = FormProblems()
            problems.add(refusal, at: "new")
            return try page(problems, context)
        }
    }
}
