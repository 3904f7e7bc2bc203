import AwardStore
import Awards

/// What `/verwaltung/{round}/bewerbungen/nachtragen` shows.
struct StaffRecordingContent: ViewModel {
    struct Form: ViewModel {
        let action: String
        let hidden: FormHidden
        let unsaved: Bool
        let search: String
        let municipality: FieldView
        let track: FieldView
        let received: FieldView
        let reason: FieldView
    }

    let roundTabs: RoundTabs
    let errors: [ErrorItem]
    let roundTitle: String
    let notices: [NoticeView]
    /// nil once the round is closed.
    let search: FieldView?
    /// nil until there is a municipality to choose.
    let form: Form?
    /// A reason that was typed and can't be sent any more.
    let keptReason: String?
    /// Found municipalities that have an entry already.
    let entered: [String]
    let back: String

    init(
        _ round: LoadedRound, form: StaffRecordingForm, choices: [MunicipalityChoice], problems: FormProblems = FormProblems(),
        refusal: EntryRefusal? = nil, context: StaffContext
    ) {
        let base = "/verwaltung/\(round.slug)/bewerbungen"
        let open = round.state == .open
        let free = choices.filter { !$0.entered }
        roundTabs = RoundTabs(slug: round.slug, current: .entries)
        errors = problems.items
        roundTitle = round.title
        entered = choices.filter(\.entered).map { "\($0.title.plain), \($0.body.land)" }
        notices = Self.notices(form.search, found: choices.count, refusal: open ? refusal : .roundNotOpen)
        search = open ? FieldView(
            "q", label: "Name oder Schlüssel der Kommune", hint: "Mindestens zwei Zeichen. Gezeigt werden höchstens 20 Treffer.",
            value: form.search, type: "search", autocomplete: "off"
        ) : nil
        self.form = open && (!free.isEmpty || !problems.isEmpty)
            ? Form(form, base + "/nachtragen", free, rules: round.rules, problems: problems, context: context) : nil
        keptReason = self.form == nil && !form.reason.isEmpty ? form.reason : nil
        back = base
    }

    private static func notices(_ search: String, found: Int, refusal: EntryRefusal?) -> [NoticeView] {
        if let refusal { return [StaffEntryRefusal(refusal).notice] }
        guard !search.isEmpty, found == 0 else { return [] }
        return [NoticeView(kind: "info", heading: "Keine Kommune gefunden", text: "Zu „\(search)“ gibt es keine Kommune. Bitte prüfen Sie die Schreibweise.")]
    }
}

extension StaffRecordingContent.Form {
    fileprivate init(
        _ form: StaffRecordingForm, _ action: String, _ choices: [MunicipalityChoice], rules: RoundRules, problems: FormProblems,
        context: StaffContext
    ) {
        self.action = action
        hidden = FormHidden(context)
        unsaved = !problems.isEmpty
        search = form.search
        municipality = FieldView(
            "kommune", label: "Kommune", choices: choices.map { ($0.id.description, $0.title.plain) }, chosen: [form.municipality],
            problems: problems,
            hints: Dictionary(uniqueKeysWithValues: choices.map { ($0.id.description, Self.hint($0)) })
        )
        track = FieldView(
            "klasse", label: "Größenklasse", hint: "Wählen Sie nur selbst, wenn die Einwohnerzahl fehlt oder für diese Runde eine andere galt.",
            choices: [("", "Aus der Einwohnerzahl")] + rules.tracks.map { ($0.code, $0.title) }, chosen: [form.track], problems: problems
        )
        received = FieldView(
            "eingang", label: "Eingang des Papiers", hint: "Zum Beispiel 30.06.2027. Danach richtet sich, ob die Frist eingehalten ist.",
            value: form.received, problems: problems, required: false, autocomplete: "off"
        )
        reason = FieldView(
            "grund", label: "Grund", hint: "Zum Beispiel: Bewerbung kam auf Papier. Der Grund steht im Protokoll.", value: form.reason,
            problems: problems
        )
    }

    private static func hint(_ choice: MunicipalityChoice) -> String {
        let figure = choice.placement.map { "\($0.track.title), \($0.figure.population.grouped) Einwohner*innen" }
        return [choice.body.land, choice.body.key, figure ?? "Größenklasse nicht bestimmbar"].joined(separator: " · ")
    }
}
