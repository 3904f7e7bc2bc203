import AwardStore
import Awards

/// What `/verwaltung/{round}/zuteilung` shows.
struct AssignmentContent: ViewModel {
    struct TableForm: ViewModel {
        let action: String
        let hidden: FormHidden
        let track: String
        let page: Int
        /// Pairs that are assigned and could be taken back.
        let shown: [String]
    }

    struct ClassForm: ViewModel {
        let action: String
        let track: FieldView
        let jurors: FieldView
    }

    let roundTabs: RoundTabs
    let errors: [ErrorItem]
    let slug: String
    let matrix: ProgressMatrix
    let ready: Bool
    /// A cell on this page carries a suggestion.
    let warned: Bool
    /// nil once scoring is closed.
    let form: TableForm?
    let classForm: ClassForm?

    init(_ progress: JudgingProgress, suggested: Set<AssignmentPair>, problems: FormProblems, context: StaffContext) {
        let round = progress.round
        let path = "/verwaltung/\(round.slug)/zuteilung"
        roundTabs = RoundTabs(slug: round.slug, current: .jury)
        errors = problems.items
        slug = round.slug
        let matrix = ProgressMatrix(progress, path: path, suggested: suggested)
        warned = matrix.lines.contains { $0.cells.contains(where: \.suggested) }
        self.matrix = matrix
        let open = round.state == .open
        ready = !matrix.columns.isEmpty && !matrix.lines.isEmpty
        form = open && ready ? TableForm(
            action: path, hidden: FormHidden(context), track: progress.page.track ?? "", page: progress.page.number,
            shown: matrix.lines.flatMap(\.cells).filter { $0.assigned && !$0.fixed }.map(\.value)
        ) : nil
        classForm = open && ready ? ClassForm(
            action: path + "/klasse",
            track: FieldView(
                "klasse", label: "Größenklasse", choices: [("", "Bitte wählen")] + round.rules.tracks.map { ($0.code, $0.title) },
                chosen: [progress.page.track ?? ""], problems: problems
            ),
            jurors: FieldView(
                "jury", label: "Jurymitglieder", choices: progress.jurors.map { ($0.id.description, $0.name) }, chosen: [], problems: problems,
                type: "checkbox"
            )
        ) : nil
    }
}

/// The preview of assigning a whole size class.
struct ClassAssignmentContent: ViewModel {
    struct Share: ViewModel {
        let juror: String
        let name: String
        let added: Int
        let existing: Int
        /// nil where nothing is left out.
        let leftOut: String?
    }

    let roundTabs: RoundTabs
    let title: String
    let summary: String
    let shares: [Share]
    let action: String
    let hidden: FormHidden
    let track: String
    let something: Bool
    let back: String

    init(_ preview: ClassAssignment, round: LoadedRound, context: StaffContext) {
        let path = "/verwaltung/\(round.slug)/zuteilung"
        roundTabs = RoundTabs(slug: round.slug, current: .jury)
        title = round.rules.track(preview.track)?.title ?? preview.track
        let entries = preview.entries.counted("zugelassene Bewerbung", "zugelassene Bewerbungen", none: "keine zugelassene Bewerbung")
        let jurors = preview.shares.count.counted("Jurymitglied", "Jurymitglieder", none: "kein Jurymitglied")
        let all = preview.entries * preview.shares.count
        summary = "\(entries) für \(jurors): \(all.counted("Zuteilung", "Zuteilungen", none: "keine Zuteilung")), davon \(preview.pairs.count.grouped) neu."
        shares = preview.shares.map {
            Share(
                juror: $0.juror.description, name: $0.name, added: $0.added, existing: preview.entries - $0.added - $0.leftOut.count,
                leftOut: $0.leftOut.isEmpty ? nil : "Ausgelassen wegen möglicher Befangenheit: " + $0.leftOut.map(\.plain).germanList
            )
        }
        action = path + "/klasse"
        hidden = FormHidden(context)
        track = preview.track
        something = !preview.pairs.isEmpty
        back = "\(path)?klasse=\(preview.track)"
    }
}
