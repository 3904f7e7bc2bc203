import AwardStore
import Awards
import Foundation

/// One step on a round's way; the partial `timeline` shows a list of them under the key `timeline`.
struct TimelineItem: ViewModel {
    enum State: String {
        case done, current, upcoming, stuck
    }

    let label: String
    let date: String?
    let datetime: String
    let state: String
    let stateLabel: String
    let note: String?
    let current: Bool

    init(_ label: String, date: String? = nil, datetime: String = "", state: State, stateLabel: String, note: String? = nil) {
        self.label = label
        self.date = date
        self.datetime = datetime
        self.state = state.rawValue
        self.stateLabel = stateLabel
        self.note = note
        current = state == .current || state == .stuck
    }
}

/// The way of a round from its call to the published result, and the step it is at: the first that is not done.
struct RoundTimeline {
    private let overview: RoundOverview
    private let now: Date

    init(_ overview: RoundOverview, at now: Date) {
        self.overview = overview
        self.now = now
    }

    private var dates: RoundDates { overview.round.rules.dates }
    private var received: Int { overview.entries(.submitted) + overview.entries(.admitted) + overview.entries(.rejected) }
    private var isPastDeadline: Bool { now >= overview.round.entryDeadlineUTC }

    private struct Step {
        let label: String
        var date: (shown: String, machine: String)?
        let isDone: Bool
        var isStuck = false
        let text: String
        var note: String?
    }

    var items: [TimelineItem] {
        var reached = false
        return steps.map { step in
            let isAt = !reached && !step.isDone
            if isAt { reached = true }
            let state: TimelineItem.State = isAt ? (step.isStuck ? .stuck : .current) : step.isDone && !reached ? .done : .upcoming
            return TimelineItem(
                step.label, date: step.date?.shown, datetime: step.date?.machine ?? "", state: state,
                stateLabel: state == .upcoming ? "Geplant" : step.text, note: step.note
            )
        }
    }

    private var steps: [Step] {
        let final = overview.sheets(.final)
        let counted = final + overview.sheets(.draft) + overview.sheets(.notStarted)
        let waiting = overview.entries(.submitted)
        let state = overview.round.state
        return [
            Step(label: "Aufruf", date: (dates.callOpens.german, dates.callOpens.machine), isDone: now >= overview.round.callOpensUTC, text: "Eröffnet"),
            Step(
                label: "Bewerbungsfrist", date: (dates.entryDeadline.german, dates.entryDeadline.machine), isDone: isPastDeadline,
                text: received.counted("Bewerbung", "Bewerbungen", none: "Keine Bewerbung") + " eingegangen"
            ),
            Step(
                label: "Zulassung", isDone: isPastDeadline && waiting == 0 || state != .open, isStuck: waiting > 0,
                text: waiting > 0 ? waiting.counted("Bewerbung ungeprüft", "Bewerbungen ungeprüft") : "Alle Bewerbungen geprüft"
            ),
            Step(
                label: "Bewertung", isDone: state != .open,
                text: counted == 0 ? "Noch keine Bögen zugeteilt" : "\(final.grouped) von \(counted.grouped) Bögen abgeschlossen"
            ),
            Step(
                label: "Jurysitzung", date: dates.juryMeets.map { ($0.german, $0.description) }, isDone: overview.steps.decidedAt != nil,
                text: overview.steps.decidedAt == nil ? "Beschluss steht aus" : "Beschluss erfasst"
            ),
            Step(
                label: "Bekanntgabe", date: dates.ceremony.map { ($0.german, $0.description) }, isDone: state == .published,
                text: state == .published ? "Ergebnis veröffentlicht" : overview.steps.allocatedAt == nil ? "Preise noch nicht berechnet" : "Preise berechnet"
            ),
        ]
    }
}
