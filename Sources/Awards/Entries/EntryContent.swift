/// Everything an entry says, with the questions it answers: readable on its own, whatever becomes of the form.
///
/// Its canonical form (JSON, keys sorted, UTF-8, no escaped slashes, absent values left out) is what a receipt's hash
/// is made of.
public struct EntryContent: Codable, Equatable, Sendable {
    public struct Body: Codable, Equatable, Sendable {
        public let kind: Municipality.Kind
        /// AGS or Kreisschlüssel.
        public let key: String
        public let name: String
        public let land: String

        public init(kind: Municipality.Kind, key: String, name: String, land: String) {
            self.kind = kind
            self.key = key
            self.name = name
            self.land = land
        }
    }

    public struct SizeClass: Codable, Equatable, Sendable {
        public let code: String
        public let title: String
        /// nil for an entry recorded without one.
        public let figure: PopulationFigure?

        public init(code: String, title: String, figure: PopulationFigure?) {
            self.code = code
            self.title = title
            self.figure = figure
        }
    }

    public struct Section: Codable, Equatable, Sendable {
        public let code: String
        public let title: String
        public let answers: [Answer]
    }

    public struct Answer: Codable, Equatable, Sendable {
        public let code: String
        public let question: String
        /// Line ends are LF; "" where not answered.
        public let text: String
    }

    public struct MeasureItem: Codable, Equatable, Sendable {
        public let id: Measure.ID
        public let field: String
        public let fieldTitle: String
        public let title: String
        public let description: String
        public let startedYear: Int?
        public let finishedYear: Int?
    }

    public let format: String
    public let round: String
    public let rulesVersion: Int
    public let municipality: Body
    public let sizeClass: SizeClass
    public let sections: [Section]
    public let measures: [MeasureItem]

    /// - Parameter answers: texts by section and question.
    public init(
        rules: RoundRules, rulesVersion: Int, municipality: Body, sizeClass: SizeClass, answers: [String: [String: String]],
        measures: [EntryMeasure]
    ) {
        format = "lorbeer-entry/1"
        round = rules.round.slug
        self.rulesVersion = rulesVersion
        self.municipality = municipality
        self.sizeClass = sizeClass
        sections = rules.form.sections.map { section in
            Section(code: section.code, title: section.title, answers: section.questions.map { question in
                Answer(code: question.code, question: question.label, text: FormText.normalised(answers[section.code]?[question.code] ?? ""))
            })
        }
        self.measures = measures.map { measure in
            let draft = measure.draft.normalised
            return MeasureItem(
                id: measure.id, field: draft.field,
                fieldTitle: rules.form.measures.fields.first { $0.code == draft.field }?.title ?? "",
                title: draft.title, description: draft.description,
                startedYear: draft.startedYear, finishedYear: draft.finishedYear
            )
        }
    }
}
