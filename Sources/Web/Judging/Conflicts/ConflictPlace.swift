import AwardStore
import Awards

/// Where the pages on a round's conflicts stand: the staff's, or the chair's own. Both show the same templates.
struct ConflictPlace {
    let desk: ConflictDesk
    let slug: String
    /// For auditors.
    let isReadOnly: Bool

    var path: String {
        switch desk {
        case .staff: "/verwaltung/\(slug)/befangenheit"
        case .chair: "/jury/vorsitz/\(slug)"
        }
    }

    var roundTabs: RoundTabs? { desk == .staff ? RoundTabs(slug: slug, current: .jury) : nil }

    func href(_ pair: AssignmentPair) -> String { "\(path)/\(pair.juror)/\(pair.entry)" }

    func page(_ title: String, in round: LoadedRound, crumbs: [Frame.Crumb] = [], flash: Frame.Flash? = nil) -> Page {
        switch desk {
        case .staff:
            var page = Page(staff: title, in: round, flash: flash)
            if !crumbs.isEmpty { page.breadcrumb = page.breadcrumb.dropLast() + crumbs }
            return page
        case .chair:
            return Page(
                title, roundName: round.title,
                sampleBanner: round.rules.round.sampleData ? "Diese Runde ist eine Demonstration mit erfundenen Daten." : nil,
                breadcrumb: [.init("Jury", "/jury")] + (crumbs.isEmpty ? [.init(title)] : crumbs), flash: flash
            )
        }
    }
}
