import AwardStore
import Awards
import ScoringEngine

/// What a juror sent and what is stored, side by side.
struct VersionsView: ViewModel {
    struct Line: ViewModel {
        let title: String
        let value: String
        /// The other version says something else.
        let differs: Bool
    }

    let heading: String
    let text: String
    let storedHeading: String
    let mine: [Line]
    let stored: [Line]
    let keepHref: String

    init(_ refusal: ScoreRefusal, mine form: ScoreForm, page: SheetPage) {
        let clock = ZonedClock(page.head.round.rules.round.timeZone)
        let rubric = page.head.round.rules.rubric
        heading = refusal.heading
        text = refusal.sentence
        storedHeading = page.sheet.savedAt.map { "Gespeichert um \(clock.time($0))" } ?? "Gespeicherte Fassung"
        keepHref = "/jury/\(page.head.assignment)/bogen"
        let left = Self.values(form, rubric)
        let right = Self.values(ScoreForm(page.sheet), rubric)
        mine = zip(left, right).map { Line(title: $0.title, value: $0.value, differs: $0.value != $1.value) }
        stored = zip(left, right).map { Line(title: $1.title, value: $1.value, differs: $0.value != $1.value) }
    }

    private static func values(_ form: ScoreForm, _ rubric: RubricRules) -> [(title: String, value: String)] {
        rubric.criteria.map { criterion in
            let text = form.text(criterion.code)
            let value = form.notApplicable.contains(criterion.code) ? "entfällt" : text.isEmpty ? "–" : text.replacing(".", with: ",")
            return (criterion.title, value)
        } + [("Kommentar", form.comment.isEmpty ? "–" : form.comment)]
    }
}
