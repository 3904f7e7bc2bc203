import AwardStore
import Awards

/// A new password, once: the browser can show it, so typing it twice would only teach people to copy it.
enum PasswordFields {
    static func new(_ problems: FormProblems) -> FieldView {
        FieldView(
            "new", label: "Neues Passwort", hint: PasswordRefusal.hint, value: "", problems: problems, type: "password", autocomplete: "new-password"
        )
    }
}

extension FormProblems {
    mutating func add(_ refusal: PasswordRefusal, at field: String) {
        add(field, refusal.sentence)
    }
}
