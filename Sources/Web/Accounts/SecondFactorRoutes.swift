import AwardStore
import Awards
import HTTPTypes
import Hummingbird

struct SecondFactorContent: ViewModel {
    struct Setup: ViewModel {
        let secret: String
        let address: String
        let size: Int
        let path: String
        let code: FieldView
    }

    let errors: [ErrorItem]
    let csrf: String
    let enrolled: Bool
    let setup: Setup?
    /// The person's tasks need it, and it is not there yet.
    let required: Bool
    /// Why a powerful account of the demo works without one.
    let sampleNote: Bool
    let removable: Bool
    /// Who takes a lost one off.
    let helper: String
    let codesLeft: String
}

struct RecoveryCodesContent: ViewModel {
    let codes: [String]
    let next: String
}

/// `/konto/zweiter-faktor`: setting the app up, recovery codes, taking it off.
struct SecondFactorRoutes {
    private static let path = "/konto/zweiter-faktor"
    let services: Services

    func add(to router: some RouterMethods<AppContext>) {
        let people = router.group(context: EnrolmentContext.self)
        people.get("/konto/zweiter-faktor", use: show)
        people.post("/konto/zweiter-faktor/einrichten", use: begin)
        people.post("/konto/zweiter-faktor", use: enrol)
        people.post("/konto/zweiter-faktor/codes", use: replaceCodes)
        people.post("/konto/zweiter-faktor/entfernen", use: remove)
    }

    private func show(_ request: Request, _ context: EnrolmentContext) async throws -> Response {
        let flash: Frame.Flash? = request.uri.queryParameters["meldung"] == "entfernt"
            ? Frame.Flash(kind: "success", text: "Der zweite Faktor ist entfernt.") : nil
        return try await page(FormProblems(), context, flash: flash)
    }

    private func page(_ problems: FormProblems, _ context: EnrolmentContext, flash: Frame.Flash? = nil) async throws -> Response {
        let person = context.person
        let standing = person.standing
        let pending = if let confirmed = try? person.confirmed() {
            try await services.store(context).pendingSecondFactor(of: confirmed, token: try context.sessionToken())
        } else {
            nil as SecondFactorSecret?
        }
        let setup = pending.flatMap { secret in
            QRCode(secret.address).map { code in
                SecondFactorContent.Setup(
                    secret: secret.base32.inGroupsOfFour, address: secret.address, size: code.size, path: code.path,
                    code: FieldView(
                        "code", label: "Code aus der App", value: "", problems: problems, inputmode: "numeric", autocomplete: "one-time-code"
                    )
                )
            }
        }
        let exempt = context.app.permissions.mayWorkWithoutSecondFactor(standing)
        let left = standing.enrolled ? try await services.store(context).recoveryCodesLeft(of: person.caller) : 0
        let content = SecondFactorContent(
            errors: problems.items, csrf: context.app.csrfToken, enrolled: standing.enrolled, setup: setup,
            required: !exempt && !standing.enrolled, sampleNote: standing.sampleData && standing.isPowerful, removable: standing.enrolled && exempt,
            helper: person.helperWithFactor,
            codesLeft: left.counted("Wiederherstellungscode ist noch gültig", "Wiederherstellungscodes sind noch gültig")
        )
        let page = Page("Zweiter Faktor", breadcrumb: [.init("Konto", "/konto"), .init("Zweiter Faktor")], flash: flash)
        return try services.page("second-factor", content, page, context: context, status: problems.isEmpty ? .ok : .unprocessableContent)
    }

    private func begin(_ request: Request, _ context: EnrolmentContext) async throws -> Response {
        try await services.store(context).beginSecondFactor(
            of: try context.confirmed(orBackTo: Self.path), token: try context.sessionToken()
        )
        return .seeOther(Self.path)
    }

    private func enrol(_ request: Request, _ context: EnrolmentContext) async throws -> Response {
        let confirmed = try context.confirmed(orBackTo: Self.path)
        do {
            let enrolled = try await services.store(context).enrolSecondFactor(
                of: confirmed, code: context.form["code"].trimmed, token: try context.sessionToken()
            )
            var response = try recoveryCodes(enrolled.recoveryCodes, context)
            response.setCookie(SessionCookie.make(enrolled.token, secure: services.secureCookies))
            return response
        } catch is CodeRefused {
            var problems = FormProblems()
            problems.add("code", "Der Code stimmt nicht. Bitte prüfen Sie, ob die Uhr Ihres Telefons richtig geht, und geben Sie den nächsten Code ein.")
            return try await page(problems, context)
        }
    }

    /// In the answer itself, because the codes are stored nowhere in clear.
    private func recoveryCodes(_ codes: [String], _ context: EnrolmentContext) throws -> Response {
        try services.page(
            "recovery-codes", RecoveryCodesContent(codes: codes, next: "/konto/start"), Page("Ihre Wiederherstellungscodes"), context: context
        )
    }

    private func replaceCodes(_ request: Request, _ context: EnrolmentContext) async throws -> Response {
        try recoveryCodes(try await services.store(context).replaceRecoveryCodes(of: try context.confirmed(orBackTo: Self.path)), context)
    }

    private func remove(_ request: Request, _ context: EnrolmentContext) async throws -> Response {
        try await services.store(context).removeSecondFactor(of: try context.confirmed(orBackTo: Self.path))
        return .seeOther(Self.path + "?meldung=entfernt")
    }
}

extension SignedIn {
    /// Who takes a lost second factor off, as ``Permissions/mayResetSecondFactor(_:powerful:)`` has it.
    fileprivate var helperWithFactor: String {
        actor.roles.isEmpty && !actor.isJuror ? "die Geschäftsstelle" : "die Administration"
    }
}

extension String {
    /// Easier to type: "ABCD EFGH".
    fileprivate var inGroupsOfFour: String {
        let letters = Array(self)
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }.joined(separator: " ")
    }
}
