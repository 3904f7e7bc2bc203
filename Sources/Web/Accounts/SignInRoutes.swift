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

/// `/anmelden`, `/abmelden`, `/konto`.
struct SignInRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        router.get("/anmelden", use: show)
        router.post("/anmelden", use: signIn)
        router.post("/anmelden/fortsetzen", use: signInAgain)
        router.post("/abmelden", use: signOut)
        router.group(context: PersonContext.self).get("/konto", use: account)
    }

    private func show(_ request: Request, _ context: AppContext) throws -> Response {
        if context.signedIn != nil { return .seeOther("/konto") }
        let next = request.uri.queryParameters["weiter"].map(String.init) ?? ""
        return try page(email: "", next: next, problems: FormProblems(), context: context, status: .ok)
    }

    private func page(
        email: String, next: String, problems: FormProblems, context: AppContext, status: HTTPResponse.Status
    ) throws -> Response {
        let content = SignInContent(
            errors: problems.items,
            email: FieldView("email", label: "E-Mail-Adresse", value: email, problems: problems, type: "email", autocomplete: "username"),
            password: FieldView("password", label: "Passwort", value: "", problems: problems, type: "password", autocomplete: "current-password"),
            csrf: context.csrfToken, next: next
        )
        var response = try services.page("sign-in", content, Page("Anmelden"), context: context, status: status)
        response.headers[.signInShown] = "1"
        return response
    }

    private func signIn(_ request: Request, _ context: AppContext) async throws -> Response {
        let form = context.form
        do {
            let session = try await services.signIn(form, replacing: context.sessionToken)
            var response = Response.seeOther(Self.localPath(form["next"]) ?? "/konto/start")
            response.setCookie(SessionCookie.make(session.token, secure: services.secureCookies))
            return response
        } catch let problems as FormProblems {
            return try page(email: form["email"], next: form["next"], problems: problems, context: context, status: .unprocessableContent)
        }
    }

    private func signInAgain(_ request: Request, _ context: AppContext) async throws -> Response {
        let kept = SignInLost(kept: context.form)
        do {
            let session = try await services.signIn(context.form, replacing: context.sessionToken)
            guard let person = try await services.gate.signedIn(token: session.token) else { throw SignInNeeded() }
            var context = context
            context.signedIn = person
            var response = try SignInAgain.resume(kept, services: services, context: context)
            response.setCookie(SessionCookie.make(session.token, secure: services.secureCookies))
            return response
        } catch let problems as FormProblems {
            return try SignInAgain.response(kept, problem: problems, services: services, context: context)
        }
    }

    private func signOut(_ request: Request, _ context: AppContext) async throws -> Response {
        if let token = context.sessionToken, let person = context.signedIn {
            try await services.gate.signOut(token: token, account: person.account)
        }
        var response = Response.seeOther("/")
        response.setCookie(SessionCookie.expired(secure: services.secureCookies))
        return response
    }

    private func account(_ request: Request, _ context: PersonContext) throws -> Response {
        let content = AccountContent(name: context.person.displayName, email: context.person.email, places: AccountContent.places(of: context.person))
        return try services.page("account", content, Page("Ihr Konto"), context: context)
    }

    /// A path on this server; anything that could lead elsewhere is nil.
    static func localPath(_ path: String) -> String? {
        guard path.hasPrefix("/"), !path.hasPrefix("//"), !path.hasPrefix("/\\"), path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        else { return nil }
        return path
    }
}

struct AccountContent: ViewModel {
    struct Place: ViewModel {
        let href: String
        let label: String
    }

    let name: String
    let email: String
    let places: [Place]

    static func places(of person: SignedIn) -> [Place] {
        var places: [Place] = []
        if person.actor.isApplicant { places.append(Place(href: "/bewerbungen", label: "Ihre Bewerbungen")) }
        if person.actor.isJuror { places.append(Place(href: "/jury", label: "Ihr Jury-Schreibtisch")) }
        if person.actor.readsRounds { places.append(Place(href: "/verwaltung", label: "Verwaltung der Wettbewerbsrunden")) }
        return places
    }
}

extension Services {
    /// - Throws: ``FormProblems`` where address or password are missing or wrong; which of the two is not told.
    func signIn(_ form: FormFields, replacing old: String?) async throws -> NewSession {
        var problems = FormProblems()
        if form["email"].trimmed.isEmpty { problems.add("email", "Bitte geben Sie Ihre E-Mail-Adresse ein.") }
        if form["password"].isEmpty { problems.add("password", "Bitte geben Sie Ihr Passwort ein.") }
        guard problems.isEmpty else { throw problems }
        do {
            return try await gate.signIn(email: form["email"].trimmed, password: form["password"], replacing: old)
        } catch is SignInRefused {
            problems.add("email", "E-Mail-Adresse und Passwort passen nicht zusammen. Bitte prüfen Sie beides.")
            throw problems
        }
    }
}
