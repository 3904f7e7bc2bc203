import AwardStore
import HTTPTypes
import Hummingbird

/// Why a sign-in form comes back.
struct SignInProblem: Error {
    let problems: FormProblems
    let status: HTTPResponse.Status
    var retryAfter: Int?

    init(_ problems: FormProblems) {
        self.problems = problems
        status = .unprocessableContent
    }

    init(_ throttled: Throttled, at field: String) {
        var problems = FormProblems()
        problems.add(field, throttled.sentence)
        self.problems = problems
        status = throttled.status
        retryAfter = throttled.retryAfter
    }

    /// The page with the status, and with when to come back.
    func answer(_ page: Response) -> Response {
        var page = page
        guard let retryAfter else { return page }
        page.status = status
        page.headers[.retryAfter] = "\(retryAfter)"
        return page
    }
}

extension Services {
    /// - Throws: ``SignInProblem`` where address or password are missing or wrong; which of the two is not told.
    func signIn(_ form: FormFields, _ context: AppContext) async throws -> SignInOutcome {
        var problems = FormProblems()
        if form["email"].trimmed.isEmpty { problems.add("email", "Bitte geben Sie Ihre E-Mail-Adresse ein.") }
        if form["password"].isEmpty { problems.add("password", "Bitte geben Sie Ihr Passwort ein.") }
        guard problems.isEmpty else { throw SignInProblem(problems) }
        do {
            return try await gate.signIn(
                email: form["email"].trimmed, password: form["password"], on: context.device, replacing: context.sessionToken
            )
        } catch is SignInRefused {
            problems.add("email", "E-Mail-Adresse und Passwort passen nicht zusammen. Bitte prüfen Sie beides.")
            throw SignInProblem(problems)
        } catch let throttled as Throttled {
            throw SignInProblem(throttled, at: "email")
        }
    }

    /// The answer with the cookies of somebody who is signed in now.
    func signedIn(_ session: NewSession, _ answer: Response) -> Response {
        var answer = answer
        answer.setCookie(SessionCookie.make(session.token, secure: secureCookies))
        answer.setCookie(AccountCookie.device.make(session.deviceToken, secure: secureCookies))
        return answer
    }

    func asksForCode(_ challenge: String, _ answer: Response) -> Response {
        var answer = answer
        answer.setCookie(AccountCookie.challenge.make(challenge, secure: secureCookies))
        return answer
    }

    /// After signing in again in the middle of a form: the form as it was, under the new session.
    func resume(_ kept: SignInLost, _ session: NewSession, _ context: AppContext) async throws -> Response {
        guard let person = try await gate.signedIn(token: session.token) else { throw SignInNeeded() }
        var context = context
        context.signedIn = person
        return signedIn(session, try SignInAgain.resume(kept, services: self, context: context))
    }

    /// A page with a form for the public: the visit cookie goes with it.
    func anonymousPage(
        _ template: String, _ content: some ViewModel, _ page: Page, context: some PageContext, status: HTTPResponse.Status = .ok
    ) throws -> Response {
        var response = try self.page(template, content, page, context: context, status: status)
        response.headers[.signInShown] = "1"
        return response
    }
}
