import AwardStore
import HTTPTypes
import Hummingbird

struct SignInCodeContent: ViewModel {
    let errors: [ErrorItem]
    let code: FieldView
    let csrf: String
    let next: String
    /// Where a form was being sent when its session ended; nil for a usual sign-in.
    let path: String?
    let kept: [KeptField]

    init(next: String, kept: SignInLost?, problems: FormProblems, context: AppContext) {
        errors = problems.items
        code = FieldView.code("code", problems: problems)
        csrf = context.csrfToken
        self.next = next
        path = kept?.path
        self.kept = kept?.carried ?? []
    }
}

/// `/anmelden/zweiter-faktor`: the code after the right password.
struct SecondSignInRoutes {
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        router.get("/anmelden/zweiter-faktor", use: show)
        router.post("/anmelden/zweiter-faktor", use: complete)
    }

    private func challenge(_ request: Request) -> String? {
        request.cookies[AccountCookie.challenge.name(secure: services.secureCookies)].map(\.value)
    }

    private func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let next = try request.queryFields["weiter"]
        guard let challenge = challenge(request), try await services.gate.challengeIsOpen(token: challenge) else { return .seeOther("/anmelden") }
        let content = SignInCodeContent(next: next, kept: nil, problems: FormProblems(), context: context)
        return try services.anonymousPage("sign-in-code", content, Page("Zweiter Faktor"), context: context)
    }

    private func complete(_ request: Request, _ context: AppContext) async throws -> Response {
        let form = context.form
        let kept = form.has("path") ? SignInLost(kept: form) : nil
        do {
            return try await signIn(form, kept, challenge: challenge(request) ?? "", context)
        } catch is ChallengeOver {
            if let kept { return try SignInAgain.response(kept, problem: nil, services: services, context: context) }
            return .seeOther("/anmelden")
        } catch let refused as SignInProblem {
            let content = SignInCodeContent(next: form["next"], kept: kept, problems: refused.problems, context: context)
            let page = try services.anonymousPage("sign-in-code", content, Page("Zweiter Faktor"), context: context, status: refused.status)
            return refused.answer(page)
        }
    }

    private func signIn(_ form: FormFields, _ kept: SignInLost?, challenge: String, _ context: AppContext) async throws -> Response {
        do {
            let session = try await services.gate.completeSignIn(
                challenge: challenge, code: form["code"].trimmed, on: context.device, replacing: context.sessionToken
            )
            var response: Response
            if let kept {
                response = try await services.resume(kept, session, context)
            } else {
                response = services.signedIn(session, .seeOther(SignInRoutes.localPath(form["next"]) ?? "/konto/start"))
            }
            response.setCookie(AccountCookie.challenge.expired(secure: services.secureCookies))
            return response
        } catch is CodeRefused {
            var problems = FormProblems()
            problems.add("code", SecondFactorWords.refused)
            throw SignInProblem(problems)
        } catch let throttled as Throttled {
            throw SignInProblem(throttled, at: "code")
        }
    }
}
