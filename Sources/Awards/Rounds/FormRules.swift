/// The entry form: sections with questions, then measures.
public struct FormRules: Codable, Equatable, Sendable {
    public var sections: [FormSection]
    public var measures: MeasureRules

    public init(sections: [FormSection], measures: MeasureRules) {
        self.sections = sections
        self.measures = measures
    }

    public func section(_ code: String) -> FormSection? {
        sections.first { $0.code == code }
    }
}

public struct FormSection: Codable, Equatable, Sendable {
    public var code: String
    public var title: String
    public var help: String?
    public var questions: [FormQuestion]

    public init(code: String, title: String, help: String?, questions: [FormQuestion]) {
        self.code = code
        self.title = title
        self.help = help
        self.questions = questions
    }
}

public struct FormQuestion: Codable, Equatable, Sendable {
    /// Unique in the whole form.
    public var code: String
    public var label: String
    public var help: String?
    /// Unicode characters as a reader counts them, blanks included.
    public var maximumCharacters: Int
    public var required: Bool

    public init(code: String, label: String, help: String?, maximumCharacters: Int, required: Bool) {
        self.code = code
        self.label = label
        self.help = help
        self.maximumCharacters = maximumCharacters
        self.required = required
    }
}

public struct MeasureRules: Codable, Equatable, Sendable {
    public var minimum: Int
    public var maximum: Int
    public var titleMaximumCharacters: Int
    public var descriptionMaximumCharacters: Int
    /// A finished measure may have ended at most this many calendar years before the deadline's year; nil is no limit.
    public var finishedWithinYears: Int?
    /// The Handlungsfelder a measure is filed under.
    public var fields: [MeasureField]

    public init(
        minimum: Int, maximum: Int, titleMaximumCharacters: Int, descriptionMaximumCharacters: Int,
        finishedWithinYears: Int?, fields: [MeasureField]
    ) {
        self.minimum = minimum
        self.maximum = maximum
        self.titleMaximumCharacters = titleMaximumCharacters
        self.descriptionMaximumCharacters = descriptionMaximumCharacters
        self.finishedWithinYears = finishedWithinYears
        self.fields = fields
    }
}

public struct MeasureField: Codable, Equatable, Sendable {
    public var code: String
    public var title: String

    public init(code: String, title: String) {
        self.code = code
        self.title = title
    }
}
