import AwardStore
import Awards

/// A link as it was filled in.
struct LinkForm {
    /// Part of a name or key, to choose the target from; also an institution's name.
    let search: String
    var kind = ""
    var role = ""
    /// `kommune.` or `land.` with an identifier, or `frei`.
    var target = ""

    init(search: String) {
        self.search = search
    }

    init(_ form: FormFields) {
        search = form["q"].trimmed
        kind = form["art"]
        role = form["funktion"].trimmed
        target = form["ziel"]
    }

    /// - Throws: ``FormProblems``, all at once.
    func parse() throws(FormProblems) -> NewLink {
        var problems = FormProblems()
        let target = chosenTarget
        if target == nil { problems.add("ziel", "Bitte wählen Sie aus, wohin die Verbindung führt.") }
        let kind = JurorLink.Kind(rawValue: kind)
        if kind == nil { problems.add("art", "Bitte wählen Sie die Art der Verbindung.") }
        if role.isEmpty { problems.add("funktion", "Bitte nennen Sie die Verbindung, zum Beispiel „Mitglied des Kreistags“.") }
        if role.count > JurorLink.maximumCharacters {
            problems.add("funktion", "Die Angabe darf höchstens \(JurorLink.maximumCharacters) Zeichen lang sein. Bitte kürzen Sie sie.")
        }
        guard let target, let kind, problems.isEmpty else { throw problems }
        return NewLink(kind: kind, role: role, target: target)
    }

    private var chosenTarget: JurorLink.Target? {
        if target == "frei" { return search.isEmpty || search.count > JurorLink.maximumCharacters ? nil : .institution(search) }
        let parts = target.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "kommune": return Municipality.ID(parts[1]).map(JurorLink.Target.municipality)
        case "land": return parts[1].count == 2 ? .land(parts[1]) : nil
        default: return nil
        }
    }
}

extension JurorLink.Target {
    /// As a form carries it.
    var formValue: String {
        switch self {
        case .municipality(let id): "kommune.\(id)"
        case .land(let code): "land.\(code)"
        case .institution: "frei"
        }
    }
}

/// A person's links, and the form to add one: the juror's own page and the staff's.
struct LinksContent: ViewModel {
    struct Item: ViewModel {
        let role: String
        let kind: String
        let target: String
        let at: String
        let byOthers: Bool
        /// nil for who only reads, and for what others recorded about the juror.
        let remove: Remove?
    }

    struct Remove: ViewModel {
        let action: String
        let hidden: FormHidden
        let label: String
    }

    struct Add: ViewModel {
        let action: String
        let hidden: FormHidden
        let search: String
        let target: FieldView
        let kind: FieldView
        let role: FieldView
    }

    /// nil on the juror's own page.
    let roundTabs: RoundTabs?
    let errors: [ErrorItem]
    /// nil on the juror's own page.
    let person: String?
    let back: String
    let items: [Item]
    let caption: String
    /// nil for who only reads.
    let search: FieldView?
    /// nil until something was searched for.
    let add: Add?

    init(
        _ links: [StoredLink], person: String?, roundTabs: RoundTabs?, path: String, back: String, form: LinkForm, targets: [LinkTarget],
        problems: FormProblems, context: some PageContext
    ) {
        self.roundTabs = roundTabs
        errors = problems.items
        self.person = person
        self.back = back
        let clock = ZonedClock()
        let changes = person == nil || context.app.mayRunRounds
        items = links.map { stored in
            Item(
                role: stored.link.role, kind: stored.link.kind.germanName, target: stored.link.target.german, at: clock.day(stored.recordedAt),
                byOthers: stored.recordedByOthers, remove: !changes || person == nil && stored.recordedByOthers ? nil : Remove(
                    action: "\(path)/\(stored.link.id)/entfernen", hidden: FormHidden(context), label: stored.link.german
                )
            )
        }
        caption = links.count.counted("Verbindung", "Verbindungen", none: "Keine Verbindung")
        search = !changes ? nil : FieldView(
            "q", label: "Kommune, Landkreis, Land oder Einrichtung", hint: "Ein Teil des Namens oder der Beginn des Gemeindeschlüssels.", value: form.search
        )
        add = !changes || form.search.count < 2 ? nil : Add(form, targets: targets, path: path, problems: problems, context: context)
    }
}

extension LinksContent.Add {
    fileprivate init(_ form: LinkForm, targets: [LinkTarget], path: String, problems: FormProblems, context: some PageContext) {
        action = path
        hidden = FormHidden(context)
        search = form.search
        let free = form.search.prefix(JurorLink.maximumCharacters)
        target = FieldView(
            "ziel", label: "Wohin führt die Verbindung?",
            choices: targets.map { ($0.target.formValue, $0.name) } + [("frei", "Andere Einrichtung: „\(free)“")], chosen: [form.target],
            problems: problems, hints: Dictionary(targets.map { ($0.target.formValue, $0.detail) }) { first, _ in first }
        )
        kind = FieldView(
            "art", label: "Art der Verbindung", choices: [("", "Bitte wählen")] + JurorLink.Kind.allCases.map { ($0.rawValue, $0.germanName) },
            chosen: [form.kind], problems: problems
        )
        role = FieldView(
            "funktion", label: "Worin besteht sie?", hint: "Zum Beispiel „Mitglied des Kreistags“.", value: form.role, problems: problems,
            maximum: JurorLink.maximumCharacters
        )
    }
}
