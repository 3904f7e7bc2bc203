import Awards
import AwardStore

/// The declaration as it was filled in.
struct DeclarationForm {
    /// "nein", "ja" or "".
    let conflict: String
    let ground: String
    let note: String

    init(_ form: FormFields) {
        conflict = form["befangen"]
        ground = form["grund"]
        note = form["erlaeuterung"].trimmed
    }

    /// An empty form.
    init() {
        conflict = ""
        ground = ""
        note = ""
    }

    /// - Throws: ``FormProblems``, all at once.
    func parse() throws -> ConflictDeclaration {
        switch conflict {
        case "nein":
            guard ground.isEmpty else {
                throw FormProblems("befangen", "Sie haben unten einen Grund ausgewählt, aber erklärt, nicht befangen zu sein. Bitte wählen Sie, was zutrifft; für „nicht befangen“ wählen Sie beim Grund „Kein Grund“.")
            }
            guard !note.isEmpty else { return .noConflict }
            try checkNote()
            return .denied(note: note)
        case "ja": return try parseConflict()
        default: throw FormProblems("befangen", "Bitte wählen Sie aus, ob Sie befangen sind.")
        }
    }

    private func checkNote() throws {
        guard note.count > DeclaringConflict.maximumNoteCharacters else { return }
        throw FormProblems("erlaeuterung", ConflictRefusal.noteTooLong(maximum: DeclaringConflict.maximumNoteCharacters).sentence)
    }

    private func parseConflict() throws -> ConflictDeclaration {
        var problems = FormProblems()
        let ground = ConflictGround(rawValue: ground)
        if ground == nil { problems.add("grund", "Bitte wählen Sie den Grund aus, der am besten passt.") }
        if ground == .otherConcern, note.isEmpty { problems.add("erlaeuterung", "Bitte erläutern Sie den Grund kurz.") }
        if note.count > DeclaringConflict.maximumNoteCharacters {
            problems.add("erlaeuterung", ConflictRefusal.noteTooLong(maximum: DeclaringConflict.maximumNoteCharacters).sentence)
        }
        guard problems.isEmpty, let ground else { throw problems }
        return .conflict(ground, note: note)
    }
}

/// What `/jury/{assignment}/erklaerung` shows: of the entry, the municipality's name and class alone.
struct DeclarationContent: ViewModel {
    let errors: [ErrorItem]
    let municipality: String
    let context: String
    /// "No conflict" was declared before; only a conflict can be declared now.
    let late: Bool
    let closed: Bool
    /// Why a conflict is possible; empty where nothing says so.
    let suggestions: [String]
    let action: String
    let hidden: FormHidden
    let conflict: FieldView
    let ground: FieldView
    let note: FieldView

    init(_ head: AssignmentHead, late: Bool, suggestions: [SuggestedConflict], form: DeclarationForm, problems: FormProblems, hidden: FormHidden) {
        errors = problems.items
        municipality = head.municipality.plain
        context = "\(head.land) · \(head.round.rules.track(head.track)?.title ?? head.track)"
        self.late = late
        closed = head.round.state != .open
        self.suggestions = suggestions.map(\.toJuror)
        action = "/jury/\(head.assignment)/erklaerung"
        self.hidden = hidden
        conflict = FieldView(
            "befangen", label: "Ihre Erklärung", hint: "Maßstab sind die §§ 20 und 21 des Verwaltungsverfahrensgesetzes (VwVfG).",
            choices: [("nein", "Ich bin nicht befangen"), ("ja", "Ich bin oder könnte befangen sein")], chosen: [form.conflict], problems: problems,
            hints: [
                "nein": suggestions.isEmpty
                    ? "Keiner der unten genannten Gründe trifft zu."
                    : "Keiner der unten genannten Gründe trifft zu. Sagen Sie unten bitte kurz, warum der Hinweis nicht zutrifft; darüber wird entschieden.",
                "ja": "Sie sehen die Bewerbung dann nicht und bewerten sie nicht.",
            ]
        )
        ground = FieldView(
            "grund", label: "Grund", hint: late ? nil : "Nur wenn Sie befangen sind oder es sein könnten.",
            choices: (late ? [] : [("", "Kein Grund")]) + ConflictGround.allCases.map { ($0.rawValue, $0.germanName) },
            chosen: [form.ground], problems: problems,
            hints: Dictionary(uniqueKeysWithValues: ConflictGround.allCases.map { ($0.rawValue, $0.germanHint) })
        )
        note = FieldView(
            "erlaeuterung", label: "Erläuterung", hint: "Nur Geschäftsstelle, Vorsitz der Jury und Prüfung lesen sie.", value: form.note,
            problems: problems, maximum: DeclaringConflict.maximumNoteCharacters, required: !suggestions.isEmpty
        )
    }
}
