import AwardStore
import Awards

/// What `/verwaltung/{round}/bewerbungen/{entry}` shows.
struct StaffEntryContent: ViewModel {
    struct Admit: ViewModel {
        let action: String
        let hidden: FormHidden
        let button: String
    }

    struct Reject: ViewModel {
        let action: String
        let hidden: FormHidden
        let unsaved: Bool
        let reason: FieldView
    }

    let roundTabs: RoundTabs
    let errors: [ErrorItem]
    let context: String
    let municipality: String
    let tag: String
    let state: String
    let notices: [NoticeView]
    let facts: [Fact]
    let hash: String?
    /// Empty for a draft.
    let checks: [StaffEntryCheck]
    let admit: Admit?
    let reject: Reject?
    /// Why an admitted entry can't be rejected.
    let locked: String?
    /// A reason that was typed and can't be sent any more.
    let keptReason: String?
    /// nil for a draft: what a municipality is still writing is its own.
    let content: EntryContentView?
    let back: String
}

extension StaffEntryContent {
    /// - Parameters:
    ///   - problems: what is wrong with the form that came back.
    ///   - refusal: why what was asked for was not done.
    init(_ entry: EntryDetail, problems: FormProblems = FormProblems(), refusal: EntryRefusal? = nil, context: some PageContext) {
        let head = entry.head
        let round = entry.round
        roundTabs = RoundTabs(slug: round.slug, current: .entries)
        errors = problems.items
        self.context = head.number.map { "Bewerbung Nr. \(round.entryNumber($0))" } ?? "Bewerbung"
        municipality = head.title.plain
        tag = head.state.rawValue
        state = head.state.germanName
        notices = (refusal.map { [StaffEntryRefusal($0).notice] } ?? []) + Self.notices(entry)
        facts = StaffEntryFacts(entry).all
        hash = head.contentHash
        checks = head.state == .draft ? [] : StaffEntryCheck.all(of: entry)
        let open = round.state == .open && head.state != .draft && context.app.mayRunRounds
        let base = "/verwaltung/\(round.slug)/bewerbungen"
        let hidden = problems.isEmpty
            ? FormHidden(context, revision: head.revision)
            : FormHidden(context, repeating: context.form, revision: head.revision)
        admit = open && head.state != .admitted
            ? Admit(
                action: "\(base)/\(head.id)/zulassen", hidden: FormHidden(context, revision: head.revision),
                button: head.state == .rejected ? "Doch zulassen" : "Bewerbung zulassen"
            ) : nil
        let typed = context.form["grund"]
        reject = open && head.state != .rejected && entry.assignments == 0
            ? Reject(
                action: "\(base)/\(head.id)/ablehnen", hidden: hidden, unsaved: !typed.isEmpty,
                reason: FieldView(
                    "grund", label: "Grund der Ablehnung", hint: "Die Kommune liest diesen Text.", value: typed, problems: problems
                )
            ) : nil
        locked = open && head.state != .rejected && entry.assignments > 0
            ? "Der Bewerbung \(entry.assignments == 1 ? "ist ein Jurymitglied" : "sind \(entry.assignments.grouped) Jurymitglieder") zugeteilt. Ablehnen lässt sie sich erst, wenn die Zuteilung zurückgenommen ist."
            : nil
        keptReason = reject == nil && !typed.isEmpty ? typed : nil
        content = head.state == .draft ? nil : EntryContentView(entry.content)
        back = base
    }

    private static func notices(_ entry: EntryDetail) -> [NoticeView] {
        var notices: [NoticeView] = []
        if entry.head.state == .draft {
            notices.append(NoticeView(
                kind: "info", heading: "Noch ein Entwurf",
                text: "Was die Kommune schreibt, sehen Sie erst, wenn sie die Bewerbung eingereicht hat."
            ))
        } else if let recording = entry.recording {
            notices.append(NoticeView(kind: "info", heading: "Von der Geschäftsstelle nachgetragen", text: recording.reason))
        }
        if let reason = entry.head.rejectionReason {
            notices.append(NoticeView(kind: "danger", heading: "Grund der Ablehnung", text: reason))
        }
        let samples = entry.round.rules.sampleNotes(for: "form")
        if !samples.isEmpty { notices.append(NoticeView(kind: "info", heading: "Beispieldaten", text: samples.joined(separator: " "))) }
        return notices
    }
}
