import HTTPTypes
import Hummingbird

/// A form field that is carried through signing in again.
struct KeptField: ViewModel {
    let name: String
    let value: String
}

struct SignInAgainContent: ViewModel {
    let errors: [ErrorItem]
    let email: FieldView
    let password: FieldView
    let csrf: String
    let path: String
    let kept: [KeptField]
}

struct ResumeContent: ViewModel {
    let path: String
    let kept: [KeptField]
    let csrf: String
    let texts: [String]
}

/// Signing in again in the middle of a form, without losing what was typed.
enum SignInAgain {
    static func response(_ lost: SignInLost, problem: FormProblems?, services: Services, context: AppContext) throws -> Response {
        let problems = problem ?? FormProblems()
        let content = SignInAgainContent(
            errors: problems.items,
            email: FieldView("email", label: "E-Mail-Adresse", value: problem == nil ? "" : context.form["email"], problems: problems, type: "email", autocomplete: "username"),
            password: FieldView("password", label: "Passwort", value: "", problems: problems, type: "password", autocomplete: "current-password"),
            csrf: context.csrfToken, path: lost.path, kept: lost.carried
        )
        return try services.anonymousPage(
            "sign-in-again", content, Page("Bitte melden Sie sich noch einmal an"), context: context, status: .unauthorized
        )
    }

    /// After signing in: one button sends the form on its way, with the new session's token.
    static func resume(_ lost: SignInLost, services: Services, context: AppContext) throws -> Response {
        guard let path = SignInRoutes.localPath(lost.path) else { throw FormUnreadable() }
        let content = ResumeContent(
            path: path, kept: lost.original, csrf: context.csrfToken, texts: lost.readable
        )
        return try services.page("resume", content, Page("Ihre Eingaben sind noch da"), context: context)
    }
}

extension SignInLost {
    private static let prefix = "kept."

    /// Reads the form of the page ``SignInAgain`` has shown.
    init(kept form: FormFields) {
        path = form["path"]
        self.form = FormFields(
            form.fields.filter { $0.name.hasPrefix(Self.prefix) }.map { (String($0.name.dropFirst(Self.prefix.count)), $0.value) }
        )
    }

    /// The original fields, prefixed so that they can't be mistaken for those of the sign-in form.
    var carried: [KeptField] {
        original.map { KeptField(name: Self.prefix + $0.name, value: $0.value) }
    }

    var original: [KeptField] {
        form.fields.filter { $0.name != "csrf" }.map { KeptField(name: $0.name, value: $0.value) }
    }

    /// What a person has typed, for showing it; ids and revisions are left out.
    var readable: [String] {
        form.fields.filter { !["csrf", "operation", "revision"].contains($0.name) && !$0.value.trimmed.isEmpty }.map(\.value)
    }
}
