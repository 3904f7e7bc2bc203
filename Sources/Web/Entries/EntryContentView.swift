import Awards

/// The text of an entry, as everybody reads it who may: its municipality, the staff and the jury.
struct EntryContentView: ViewModel {
    struct Section: ViewModel {
        let title: String
        let answers: [Answer]
    }

    struct Answer: ViewModel {
        let question: String
        let text: String?
    }

    struct MeasureItem: ViewModel {
        let title: String
        let field: String
        let years: String?
        let text: String
    }

    let sections: [Section]
    let measures: [MeasureItem]

    init(_ content: EntryContent) {
        sections = content.sections.map { section in
            Section(title: section.title, answers: section.answers.map { Answer(question: $0.question, text: $0.text.isEmpty ? nil : $0.text) })
        }
        measures = content.measures.map { measure in
            MeasureItem(
                title: measure.title.isEmpty ? "Ohne Titel" : measure.title, field: measure.fieldTitle,
                years: MeasureYears.text(from: measure.startedYear, to: measure.finishedYear), text: measure.description
            )
        }
    }
}
