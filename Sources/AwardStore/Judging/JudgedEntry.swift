import Awards
import Postgres

/// An entry's text in the form's order, as a juror reads it.
public struct JudgedEntry: Sendable, Equatable {
    public struct Section: Sendable, Equatable {
        public let title: String
        public let answers: [Answer]
    }

    public struct Answer: Sendable, Equatable {
        public let question: String
        /// "" where the municipality wrote nothing.
        public let text: String
    }

    public struct Measure: Sendable, Equatable {
        public let field: String
        public let title: String
        public let description: String
        public let startedYear: Int?
        public let finishedYear: Int?
    }

    public let sections: [Section]
    public let measures: [Measure]
}

extension Session {
    /// Two queries.
    func judgedEntry(_ entry: Entry.ID, form: FormRules) throws -> JudgedEntry {
        let answers = Dictionary(
            uniqueKeysWithValues: try rows("SELECT section, answers FROM entry_section WHERE entry_id = \(entry)") { row in
                (try row("section") as String, try JSON.value(try row("answers"), as: [String: String].self))
            }
        )
        let fields = Dictionary(uniqueKeysWithValues: form.measures.fields.map { ($0.code, $0.title) })
        let measures = try rows(
            """
            SELECT field, title, description, started_year, finished_year
            FROM measure WHERE entry_id = \(entry) AND removed_at IS NULL ORDER BY position, id
            """
        ) { row in
            let field: String = try row("field")
            return JudgedEntry.Measure(
                field: fields[field] ?? field, title: try row("title"), description: try row("description"),
                startedYear: try row("started_year"), finishedYear: try row("finished_year")
            )
        }
        let sections = form.sections.map { section in
            JudgedEntry.Section(title: section.title, answers: section.questions.map {
                JudgedEntry.Answer(question: $0.label, text: answers[section.code]?[$0.code] ?? "")
            })
        }
        return JudgedEntry(sections: sections, measures: measures)
    }
}
