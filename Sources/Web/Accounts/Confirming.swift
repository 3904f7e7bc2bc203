import AwardStore
import Awards
import HTTPTypes
import Hummingbird

/// The person has to prove again that it is them, and then goes on at a page of this server.
struct ConfirmationWanted: Error {
    let back: String
}

extension AreaContext {
    /// For acts that are asked for again even where somebody is signed in.
    /// - Parameter back: the page to go on at after proving it.
    /// - Throws: ``ConfirmationWanted``.
    func confirmed(orBackTo back: String) throws -> ConfirmedCaller {
        do {
            return try person.confirmed()
        } catch is StepUpNeeded {
            throw ConfirmationWanted(back: back)
        }
    }

    var isConfirmed: Bool { (try? person.confirmed()) != nil }

    /// The session's own token; a signed-in person came with one.
    func sessionToken() throws -> String {
        guard let token = app.sessionToken else { throw SignInNeeded() }
        return token
    }
}

struct IdentityContent: ViewModel {
    let errors: [ErrorItem]
    let proof: FieldView
    let csrf: String
    let next: String
}

/// `/konto/bestaetigen`: asks for the second factor, or the password, and goes back.
struct ConfirmRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let people = router.group(context: EnrolmentContext.self)
        people.get("/konto/bestaetigen", use: show)
        people.post("/konto/bestaetigen", use: confirm)
    }

    private func show(_ request: Request, _ context: EnrolmentContext) throws -> Response {
        try page(next: try request.queryFields["weiter"], problems: FormProblems(), context: context, status: .ok)
    }

    private func page(next: String, problems: FormProblems, context: EnrolmentContext, status: HTTPResponse.Status) throws -> Response {
        let proof = context.person.standing.enrolled
            ? FieldView.code("proof", problems: problems)
            : FieldView("proof", label: "Ihr Passwort", value: "", problems: problems, type: "password", autocomplete: "current-password")
        let content = IdentityContent(errors: problems.items, proof: proof, csrf: context.app.csrfToken, next: next)
        return try services.page("confirm-identity", content, Page("Bitte bestätigen Sie, dass Sie es sind"), context: context, status: status)
    }

    private func confirm(_ request: Request, _ context: EnrolmentContext) async throws -> Response {
        let form = context.form
        var problems = FormProblems()
        do {
            let token = try await services.store(context).confirmIdentity(of: context.person, proof: form["proof"], token: try context.sessionToken())
            var response = Response.seeOther(SignInRoutes.localPath(form["next"]) ?? "/konto")
            response.setCookie(SessionCookie.make(token, secure: services.secureCookies))
            return response
        } catch is CodeRefused {
            problems.add("proof", SecondFactorWords.refused)
        } catch is CurrentPasswordWrong {
            problems.add("proof", "Das Passwort stimmt nicht.")
        }
        return try page(next: form["next"], problems: problems, context: context, status: .unprocessableContent)
    }
}

enum SecondFactorWords {
    static let refused = "Der Code stimmt nicht oder wurde schon benutzt. Bitte geben Sie den nächsten Code aus der App ein oder einen Wiederherstellungscode, den Sie noch nicht benutzt haben."
}

extension FieldView {
    /// The field for a code of the app; a recovery code fits too.
    static func code(_ name: String, label: String = "Code aus Ihrer App oder Wiederherstellungscode", problems: FormProblems) -> FieldView {
        FieldView(name, label: label, value: "", problems: problems, autocomplete: "one-time-code")
    }
}
