import AwardStore
import Awards
import ScoringEngine

/// A score sheet as it was filled in, before anyone interprets it.
struct ScoreForm: Sendable {
    /// By criterion code, as typed.
    let points: [String: String]
    /// Criteria marked as not applicable.
    let notApplicable: Set<String>
    let comment: String
    let intent: ScoreDraft.Intent
    let revision: Int

    static let pointsPrefix = "points-"
    static let notApplicablePrefix = "na-"
    static let notApplicableValue = "n/a"

    /// - Throws: ``FormUnreadable`` for a form without a revision.
    init(_ form: FormFields) throws {
        var points: [String: String] = [:]
        var notApplicable: Set<String> = []
        for field in form.fields {
            if field.name.hasPrefix(Self.pointsPrefix) {
                points[String(field.name.dropFirst(Self.pointsPrefix.count))] = field.value.trimmed
            } else if field.name.hasPrefix(Self.notApplicablePrefix) {
                notApplicable.insert(String(field.name.dropFirst(Self.notApplicablePrefix.count)))
            }
        }
        for (code, value) in points where value == Self.notApplicableValue {
            notApplicable.insert(code)
            points[code] = ""
        }
        self.points = points
        self.notApplicable = notApplicable
        comment = form["comment"].trimmed
        revision = try form.revision()
        intent = switch form["action"] {
        case "finalise": .finalise
        case "abstain": .abstain
        default: .saveDraft
        }
    }

    /// The form of what is stored.
    init(_ sheet: StoredSheet) {
        points = sheet.marks.compactMapValues { if case .points(let points) = $0 { points.german } else { nil } }
        notApplicable = Set(sheet.marks.filter { $0.value == .notApplicable }.keys)
        comment = sheet.comment
        intent = .saveDraft
        revision = sheet.revision
    }

    /// - Throws: ``FormProblems``, all at once, in the rubric's order.
    func parse(_ rubric: RubricRules) throws -> ScoreDraft {
        var problems = FormProblems()
        var marks: [String: Mark] = [:]
        for criterion in rubric.criteria {
            if let problem = problem(with: criterion, in: rubric) { problems.add(criterion.fieldID, "\(criterion.title): \(problem)") }
            marks[criterion.code] = mark(criterion.code)
        }
        let maximum = ScoreDraft.maximumCommentCharacters
        if comment.count > maximum {
            problems.add("comment", "Der Kommentar darf höchstens \(maximum.grouped) Zeichen lang sein. Bitte kürzen Sie ihn.")
        }
        guard problems.isEmpty else { throw problems }
        return ScoreDraft(marks: marks, comment: comment, intent: intent, revision: revision)
    }

    /// What can be read, for showing a total beside a form with problems.
    func readableMarks(_ rubric: RubricRules) -> [String: Mark] {
        Dictionary(
            uniqueKeysWithValues: rubric.criteria.filter { problem(with: $0, in: rubric) == nil }.compactMap { criterion in
                mark(criterion.code).map { (criterion.code, $0) }
            }
        )
    }

    func text(_ code: String) -> String { points[code] ?? "" }

    /// nil for a criterion left empty, and for points nobody can read.
    private func mark(_ code: String) -> Mark? {
        notApplicable.contains(code) ? .notApplicable : Self.points(text(code)).map(Mark.points)
    }

    private func problem(with criterion: CriterionRules, in rubric: RubricRules) -> String? {
        let text = text(criterion.code)
        if notApplicable.contains(criterion.code) {
            if rubric.notApplicable == .refuse { return "In dieser Runde braucht jedes Kriterium Punkte." }
            return text.isEmpty ? nil : "Bitte geben Sie entweder Punkte an oder wählen Sie „Entfällt“."
        }
        if text.isEmpty { return intent == .finalise ? "Bitte vergeben Sie Punkte\(rubric.orNotApplicable)." : nil }
        guard let points = Self.points(text), criterion.scale.contains(points) else {
            return "„\(text.prefix(20))“ passt nicht. Bitte geben Sie eine Zahl von \(criterion.scale.germanRange) ein."
        }
        return nil
    }

    /// "7,5" and "7.5" are the same points.
    private static func points(_ text: String) -> FixedPoint? {
        FixedPoint(text.replacing(",", with: "."))
    }
}

extension RubricRules {
    fileprivate var orNotApplicable: String {
        notApplicable == .renormalise ? " oder wählen Sie „Entfällt“" : ""
    }
}

extension Scale {
    /// "0 bis 10 in Schritten von 0,5"
    var germanRange: String { "\(min.german) bis \(max.german) in Schritten von \(step.german)" }
}

extension CriterionRules {
    /// The id of the criterion's first control, which messages link to.
    var fieldID: String { "punkte-" + code }
}

extension VersionsView {
    /// Two of a juror's own windows, or the end of scoring, have come between.
    init(_ refusal: ScoreRefusal, mine form: ScoreForm, page: SheetPage) {
        let clock = ZonedClock(page.head.round.rules.round.timeZone)
        let stored = ScoreForm(page.sheet)
        self.init(
            heading: refusal.heading, text: refusal.sentence,
            storedHeading: page.sheet.savedAt.map { "Gespeichert um \(clock.time($0))" } ?? "Gespeicherte Fassung",
            keepHref: "/jury/\(page.head.assignment)/bogen",
            pairs: page.head.round.rules.rubric.criteria.map { ($0.title, form.readable($0.code), stored.readable($0.code)) }
                + [("Kommentar", form.comment, stored.comment)]
        )
    }
}

extension ScoreForm {
    fileprivate func readable(_ criterion: String) -> String {
        notApplicable.contains(criterion) ? "entfällt" : text(criterion).replacing(".", with: ",")
    }
}
