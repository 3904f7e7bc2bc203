import AwardStore
import Awards

/// The measures of a draft.
struct MeasureListContent: ViewModel {
    struct Item: ViewModel {
        let href: String
        let title: String
        let field: String
        let years: String
        let state: String
        let tag: String
        let move: String
        let isFirst: Bool
        let isLast: Bool
        let up: FormHidden
        let down: FormHidden
    }

    let context: String
    let lead: String
    let addHref: String?
    let items: [Item]
    /// There is an order to change.
    let movable: Bool
    let next: String
    let steps: [EntryStep]

    init(_ detail: EntryDetail, context: some PageContext) {
        let rules = detail.round.rules.form.measures
        let base = "/bewerbungen/\(detail.head.id)"
        self.context = detail.head.title.plain
        let least = rules.minimum == 1 ? "eine Maßnahme" : "\(rules.minimum) Maßnahmen"
        lead = "Beschreiben Sie mindestens \(least), höchstens \(rules.maximum)."
        movable = detail.measures.count > 1
        addHref = detail.measures.count < rules.maximum ? base + "/massnahmen/neu" : nil
        items = detail.measures.enumerated().map { index, stored in
            let draft = stored.measure.draft
            let complete = detail.gaps.measure(stored.measure.id).isEmpty
            return Item(
                href: "\(base)/massnahmen/\(stored.measure.id)", title: draft.title.trimmed.isEmpty ? "Ohne Titel" : draft.title,
                field: rules.fields.first { $0.code == draft.field }?.title ?? "noch nicht gewählt", years: MeasureYears.text(from: draft.startedYear, to: draft.finishedYear) ?? "–",
                state: complete ? "Vollständig" : "Angaben fehlen", tag: complete ? "final" : "missing",
                move: "\(base)/massnahmen/\(stored.measure.id)/verschieben", isFirst: index == 0, isLast: index == detail.measures.count - 1,
                up: FormHidden(context), down: FormHidden(context)
            )
        }
        next = base + "/pruefen"
        steps = detail.steps(current: "massnahmen")
    }
}
