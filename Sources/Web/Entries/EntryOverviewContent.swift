import AwardStore
import Awards
import Foundation

/// An entry at a glance: what is due, what is missing, and once it is in, what it says.
struct EntryOverviewContent: ViewModel {
    let round: String
    let municipality: String
    let state: String
    let tag: String
    let lead: String
    let explanation: String
    /// Only for drafts that can still be worked on.
    let steps: [EntryStep]
    let gaps: [GapItem]
    let draft: Bool
    let late: Bool
    let editHref: String?
    let receiptHref: String?
    let rejection: String?
    /// nil before the result is published.
    let resultHref: String?
    let content: EntryContentView?

    init(_ detail: EntryDetail, at now: Date) {
        let base = "/bewerbungen/\(detail.head.id)"
        round = detail.round.title
        municipality = detail.head.title.plain
        state = detail.head.state.germanName
        tag = detail.head.state.rawValue
        explanation = SizeClassText.explanation(detail.head.figure, track: detail.head.track, in: detail.round.rules)
        draft = detail.head.state == .draft
        late = draft && detail.round.entryWindow.phase(at: now) != .open
        gaps = draft ? detail.gaps.all.map { GapItem($0, in: detail) } : []
        steps = draft && detail.isEditable ? detail.steps(current: "") : []
        editHref = draft && detail.isEditable && !late ? base + "/pruefen" : nil
        receiptHref = draft || detail.head.origin == .staff ? nil : base + "/beleg"
        rejection = detail.head.rejectionReason
        content = draft && !late ? nil : EntryContentView(detail.content)
        lead = Self.lead(detail, late: late)
        resultHref = detail.round.state == .published ? "/ergebnisse/\(detail.round.slug)" : nil
    }

    private static func lead(_ detail: EntryDetail, late: Bool) -> String {
        switch detail.head.state {
        case .draft where late: "\(EntryRefusal.deadlinePassed.heading) (\(detail.round.deadlineText)). \(EntryRefusal.deadlinePassed.sentence)"
        case .draft: "Ihre Bewerbung ist noch nicht eingereicht. Reichen Sie bis \(detail.round.deadlineText) ein."
        case .submitted: "Ihre Bewerbung ist eingereicht. Die Geschäftsstelle prüft, ob sie zugelassen wird."
        case .admitted where detail.round.state == .published: "Das Ergebnis der Runde ist veröffentlicht."
        case .admitted where detail.round.state == .scoringClosed: "Die Jury hat Ihre Bewerbung bewertet und entscheidet über die Preise."
        case .admitted: "Ihre Bewerbung ist zugelassen und wird von der Jury bewertet."
        case .rejected: "Ihre Bewerbung ist nicht zugelassen."
        }
    }
}
