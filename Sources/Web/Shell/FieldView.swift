/// One labelled field of a form; the partials `field-text`, `field-textarea`, `field-select` and `field-choices` show it.
struct FieldView: ViewModel {
    struct Option: ViewModel {
        let value: String
        let label: String
        let hint: String?
        let selected: Bool
    }

    let name: String
    let id: String
    let label: String
    let hint: String?
    let value: String
    let error: String?
    let maximum: Int?
    let remaining: String?
    let required: Bool
    let options: [Option]
    let type: String
    let inputmode: String?
    let autocomplete: String?
    let describedBy: String?

    /// A single-line input or a text area; the template decides which.
    init(
        _ name: String, label: String, hint: String? = nil, value: String, problems: FormProblems = FormProblems(),
        maximum: Int? = nil, required: Bool = true, type: String = "text", inputmode: String? = nil, autocomplete: String? = nil
    ) {
        self.init(
            name: name, label: label, hint: hint, value: value, error: problems[name], maximum: maximum,
            required: required, options: [], type: type, inputmode: inputmode, autocomplete: autocomplete
        )
    }

    /// A choice: a select, or radio buttons and check boxes by `type` (`radio`, `checkbox`); hints by value.
    init(
        _ name: String, label: String, hint: String? = nil, choices: [(value: String, label: String)], chosen: [String],
        problems: FormProblems = FormProblems(), required: Bool = true, type: String = "radio", hints: [String: String] = [:]
    ) {
        self.init(
            name: name, label: label, hint: hint, value: chosen.first ?? "", error: problems[name], maximum: nil, required: required,
            options: choices.map { Option(value: $0.value, label: $0.label, hint: hints[$0.value], selected: chosen.contains($0.value)) },
            type: type, inputmode: nil, autocomplete: nil
        )
    }

    private init(
        name: String, label: String, hint: String?, value: String, error: String?, maximum: Int?, required: Bool,
        options: [Option], type: String, inputmode: String?, autocomplete: String?
    ) {
        self.name = name
        self.id = name
        self.label = label
        self.hint = hint
        self.value = value
        self.error = error
        self.maximum = maximum
        self.remaining = maximum.map { Self.remaining(of: $0, used: value.count) }
        self.required = required
        self.options = options
        self.type = type
        self.inputmode = inputmode
        self.autocomplete = autocomplete
        let parts = [hint == nil ? nil : name + "-hint", error == nil ? nil : name + "-error", maximum == nil ? nil : name + "-counter"]
        let describing = parts.compactMap { $0 }.joined(separator: " ")
        describedBy = describing.isEmpty ? nil : describing
    }

    private static func remaining(of maximum: Int, used: Int) -> String {
        used <= maximum
            ? "Noch \((maximum - used).grouped) Zeichen frei"
            : "\((used - maximum).grouped) Zeichen zu viel"
    }
}
