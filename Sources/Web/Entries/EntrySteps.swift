import AwardStore
import Awards

/// One line of the steps beside the form.
struct EntryStep: ViewModel {
    let label: String
    let href: String
    /// `done`, `missing` or `open`.
    let state: String
    let stateLabel: String
    let current: Bool
}

extension EntryDetail {
    /// The sections, the measures and the review, with what each still lacks.
    /// - Parameter current: a section's code, `massnahmen` or `pruefen`.
    func steps(current: String) -> [EntryStep] {
        let base = "/bewerbungen/\(head.id)"
        let sections = round.rules.form.sections.map { section in
            let state = Self.state(gaps: gaps.section(section.code).count, begun: self.sections[section.code] != nil)
            return EntryStep(
                label: section.title, href: "\(base)/abschnitt/\(section.code)", state: state.0, stateLabel: state.1,
                current: current == section.code
            )
        }
        let measureState = Self.state(gaps: gaps.measures.count, begun: !measures.isEmpty)
        let measuresStep = EntryStep(
            label: "Maßnahmen", href: base + "/massnahmen", state: measureState.0, stateLabel: measureState.1, current: current == "massnahmen"
        )
        let review = EntryStep(
            label: "Prüfen und einreichen", href: base + "/pruefen", state: gaps.isEmpty ? "done" : "open",
            stateLabel: gaps.isEmpty ? "Bereit" : "\(gaps.all.count.counted("Punkt", "Punkte")) offen", current: current == "pruefen"
        )
        return sections + [measuresStep, review]
    }

    private static func state(gaps: Int, begun: Bool) -> (String, String) {
        if gaps == 0 { return begun ? ("done", "Vollständig") : ("open", "Freiwillig") }
        return begun ? ("missing", gaps == 1 ? "1 Angabe fehlt" : "\(gaps) Angaben fehlen") : ("open", "Noch nicht begonnen")
    }
}

extension Services {
    /// The entry a page is about, if the person may see it.
    func ownEntry(_ context: ApplicantContext) async throws -> EntryDetail {
        guard let detail = try await store(context).entry(try context.identifier("entry"), for: context.person.account) else { throw PageNotFound() }
        return detail
    }
}

extension Page {
    /// A page inside an entry.
    init(_ title: String, entry detail: EntryDetail, flash: Frame.Flash? = nil) {
        self.init(
            title, in: detail.round,
            breadcrumb: [.init("Bewerbungen", "/bewerbungen"), .init(detail.head.title.plain, "/bewerbungen/\(detail.head.id)"), .init(title)],
            flash: flash
        )
    }
}
