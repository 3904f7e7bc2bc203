import AwardStore
import Awards
import Foundation

/// A section of the form.
struct SectionContent: ViewModel {
    let context: String
    let title: String
    let help: String?
    let action: String
    let autosave: String
    let fields: [FieldView]
    let sampleNotes: [String]
    /// Why nothing was saved, or can be submitted any more; nil where all is well.
    let notice: String?
    let versions: VersionsView?
    /// The form on the page is not what is stored, so that nothing may be saved behind the person's back.
    let unsaved: Bool
    let saveState: String
    let hidden: FormHidden
    let steps: [EntryStep]

    /// - Parameter judge: say at the fields what is missing or too long; not on a first visit.
    init(
        _ detail: EntryDetail, _ section: FormSection, answers: [String: String], judge: Bool, hidden: FormHidden,
        notice: String? = nil, collision stored: StoredSection? = nil, unsaved: Bool = false
    ) {
        let all = detail.round.rules.form.sections
        let problems = judge ? Self.problems(section, answers) : FormProblems()
        context = "\(detail.head.title.plain) · Abschnitt \((all.firstIndex(of: section) ?? 0) + 1) von \(all.count)"
        title = section.title
        help = section.help
        action = "/bewerbungen/\(detail.head.id)/abschnitt/\(section.code)"
        autosave = action + "/entwurf"
        fields = section.questions.map { question in
            FieldView(
                QuestionField.name(question.code), label: question.label, hint: question.help, value: answers[question.code] ?? "",
                problems: problems, maximum: question.maximumCharacters, required: question.required
            )
        }
        sampleNotes = detail.round.rules.sampleNotes(for: "form")
        versions = stored.map { stored in
            VersionsView(
                storedBy: stored.savedBy, at: stored.savedAt, clock: detail.round.clock,
                keepHref: "/bewerbungen/\(detail.head.id)/abschnitt/\(section.code)",
                pairs: section.questions.map { ($0.label, answers[$0.code] ?? "", stored.answers[$0.code] ?? "") }
            )
        }
        self.notice = notice
        self.unsaved = unsaved
        saveState = detail.sections[section.code].map { "Gespeichert am \(detail.round.clock.minute($0.savedAt)) von \($0.savedBy)" } ?? "Noch nicht gespeichert"
        self.hidden = hidden
        steps = detail.steps(current: section.code)
    }

    private static func problems(_ section: FormSection, _ answers: [String: String]) -> FormProblems {
        var problems = FormProblems()
        for question in section.questions {
            let text = answers[question.code] ?? ""
            let excess = FormText.excess(text, over: question.maximumCharacters)
            if excess > 0 {
                problems.add(QuestionField.name(question.code), "Der Text ist \(excess.grouped) Zeichen zu lang. Als Entwurf bleibt er erhalten; bitte kürzen Sie ihn vor dem Einreichen.")
            }
        }
        return problems
    }
}

extension VersionsView {
    /// Two people have written in the same part of an entry.
    init(storedBy person: String, at moment: Date, clock: ZonedClock, keepHref: String, pairs: [Pair]) {
        self.init(
            heading: "Inzwischen hat jemand anderes gespeichert",
            text: "Ihre Eingabe ist nicht verloren: Beide Fassungen stehen hier nebeneinander. Übernehmen Sie in das Formular unten, was gelten soll, und speichern Sie.",
            storedHeading: "Gespeichert von \(person) um \(clock.time(moment))", keepHref: keepHref, pairs: pairs
        )
    }
}
