import AwardStore
import Awards
import HTTPTypes
import Hummingbird

struct SignInContent: ViewModel {
    let errors: [ErrorItem]
    let email: FieldView
    let password: FieldView
    let csrf: String
    let next: String
}

/// `/anmelden`, `/abmelden`.
struct SignInRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        router.get("/anmelden", use: show)
        router.post("/anmelden", use: signIn)
        router.post("/anmelden/fortsetzen", use: signInAgain)
        router.post("/abmelden", use: signOut)
    }

    private func show(_ request: Request, _ context: AppContext) throws -> Response {
        if context.signedIn != nil { return .seeOther("/konto") }
        let next = request.uri.queryParameters["weiter"].map(String.init) ?? ""
        let flash: Frame.Flash? = switch request.uri.queryParameters["meldung"] {
        case "passwort": Frame.Flash(kind: "success", text: "Ihr neues Passwort gilt. Bitte melden Sie sich damit an.")
        case "abgemeldet": Frame.Flash(kind: "success", text: "Sie sind abgemeldet.")
        default: nil
        }
        return try page(email: "", next: next, problems: FormProblems(), context: context, status: .ok, flash: flash)
    }

    private func page(
        email: String, next: String, problems: FormProblems, context: AppContext, status: HTTPResponse.Status, flash: Frame.Flash? = nil
    ) throws -> Response {
        let content = SignInContent(
            errors: problems.items,
            email: FieldView("email", label: "E-Mail-Adresse", value: email, problems: problems, type: "email", autocomplete: "username"),
            password: FieldView("password", label: "Passwort", value: "", problems: problems, type: "password", autocomplete: "current-password"),
            csrf: context.csrfToken, next: next
        )
        return try services.anonymousPage("sign-in", content, Page("Anmelden", flash: flash), context: context, status: status)
    }

    private func signIn(_ request: Request, _ context: AppContext) async throws -> Response {
        let form = context.form
        let next = Self.localPath(form["next"]) ?? ""
        do {
            switch try await services.signIn(form, context) {
            case .signedIn(let session):
                return services.signedIn(session, .seeOther(next.isEmpty ? "/konto/start" : next))
            case .codeNeeded(let token):
                return services.asksForCode(token, .seeOther("/anmelden/zweiter-faktor" + (next.isEmpty ? "" : "?weiter=" + next.queryEscaped)))
            }
        } catch let refused as SignInProblem {
            let answer = try page(email: form["email"], next: form["next"], problems: refused.problems, context: context, status: refused.status)
            return refused.answer(answer)
        }
    }

    private func signInAgain(_ request: Request, _ context: AppContext) async throws -> Response {
        let kept = SignInLost(kept: context.form)
        do {
            switch try await services.signIn(context.form, context) {
            case .signedIn(let session):
                return try await services.resume(kept, session, context)
            case .codeNeeded(let token):
                let content = SignInCodeContent(next: "", kept: kept, problems: FormProblems(), context: context)
                return services.asksForCode(token, try services.anonymousPage("sign-in-code", content, Page("Zweiter Faktor"), context: context))
            }
        } catch let refused as SignInProblem {
            return refused.answer(try SignInAgain.response(kept, problem: refused.problems, services: services, context: context))
        }
    }

    private func signOut(_ request: Request, _ context: AppContext) async throws -> Response {
        if let token = context.sessionToken, let person = context.signedIn {
            try await services.gate.signOut(token: token, account: person.account)
        }
        var response = Response.seeOther("/anmelden?meldung=abgemeldet")
        response.setCookie(SessionCookie.expired(secure: services.secureCookies))
        return response
    }

    /// A path on this server; anything that could lead elsewhere is nil.
    static func localPath(_ path: String) -> String? {
        guard path.hasPrefix("/"), !path.hasPrefix("//"), !path.hasPrefix("/\\"), path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        else { return nil }
        return path
    }
}
