import AwardStore
import Awards

/// What `/jury` shows.
struct JurorDeskContent: ViewModel {
    struct RoundPart: ViewModel {
        let id: String
        let title: String
        let lead: String
        /// The chair's page; nil for anybody else.
        let chairHref: String?
        let next: Next?
        let done: Notice?
        let meter: Meter?
        /// Nothing at all, not even an entry the juror may not judge.
        let unassigned: Bool
        let filters: [Filter]
        let caption: String
        let assignments: [Item]
    }

    struct Next: ViewModel {
        let municipality: String
        let text: String
        let href: String
        let button: String
    }

    /// Why there is nothing to do.
    struct Notice: ViewModel {
        let title: String
        let text: String
    }

    struct Meter: ViewModel {
        let id: String
        let finished: Int
        let expected: Int
        let text: String
    }

    struct Filter: ViewModel {
        let href: String
        let label: String
        let count: Int
        let current: Bool
    }

    struct Item: ViewModel {
        let municipality: String
        let land: String
        let href: String?
        let track: String
        let tag: String
        let state: String
        let detail: String?
        let total: String
    }

    /// Which assignments the table shows.
    enum Shown: String, CaseIterable {
        case all = ""
        case open = "offen"
        case finished = "erledigt"

        var label: String {
            switch self {
            case .all: "Alle"
            case .open: "Offen"
            case .finished: "Erledigt"
            }
        }

        func includes(_ assignment: DeskAssignment) -> Bool {
            switch self {
            case .all: true
            case .open: assignment.isOpen
            case .finished: !assignment.isOpen && assignment.step != .undecided
            }
        }
    }

    let name: String
    let rounds: [RoundPart]

    init(_ desk: JurorDesk, name: String, shown: Shown) {
        self.name = name
        rounds = desk.rounds.map { RoundPart($0, shown: shown) }
    }
}

extension JurorDeskContent.RoundPart {
    fileprivate init(_ desk: DeskRound, shown: JurorDeskContent.Shown) {
        let round = desk.round
        id = round.slug
        title = round.title
        lead = Self.lead(desk)
        chairHref = desk.isChair ? "/jury/vorsitz/\(round.slug)" : nil
        next = desk.next.map(JurorDeskContent.Next.init)
        done = desk.state == .open && desk.next == nil && !desk.assignments.isEmpty ? Self.done(desk) : nil
        unassigned = desk.assignments.isEmpty
        meter = desk.expected == 0 ? nil : JurorDeskContent.Meter(
            id: "stand-" + round.slug, finished: desk.finished, expected: desk.expected,
            text: "\(desk.finished.grouped) von \(desk.expected.grouped)"
        )
        filters = JurorDeskContent.Shown.allCases.map { filter in
            JurorDeskContent.Filter(
                href: filter == .all ? "/jury" : "/jury?stand=\(filter.rawValue)", label: filter.label,
                count: desk.assignments.count { filter.includes($0) }, current: filter == shown
            )
        }
        let visible = desk.assignments.filter { shown.includes($0) }
        caption = visible.count.counted("Bewerbung", "Bewerbungen", none: "Keine Bewerbung")
        assignments = visible.map { JurorDeskContent.Item($0, in: desk) }
    }

    private static func done(_ desk: DeskRound) -> JurorDeskContent.Notice {
        let undecided = desk.assignments.count { $0.step == .undecided }
        let waiting = undecided == 0 ? "" : " Bei \(undecided.counted("Bewerbung", "Bewerbungen")) ist noch nicht entschieden, ob Sie befangen sind."
        guard desk.expected > 0 else {
            return JurorDeskContent.Notice(
                title: "Zurzeit nichts zu bewerten", text: undecided == 0 ? "Bei den Bewerbungen, die Ihnen zugeteilt sind, wirken Sie nicht mit." : waiting.trimmed
            )
        }
        return JurorDeskContent.Notice(
            title: undecided == 0 ? "Alles erledigt" : "Zurzeit alles erledigt",
            text: "Ihre Bögen sind abgeschlossen. Bis zum Ende der Bewertung können Sie sie wieder öffnen." + waiting
        )
    }

    private static func lead(_ desk: DeskRound) -> String {
        switch desk.state {
        case .open:
            guard let day = desk.round.rules.dates.juryMeets else { return "Bitte schließen Sie Ihre Bögen ab, bevor die Geschäftsstelle die Bewertung beendet." }
            return "Bitte schließen Sie Ihre Bögen ab, bevor die Jury am \(day.german) tagt."
        case .scoringClosed: return "Die Bewertung ist abgeschlossen. Vielen Dank für Ihre Arbeit."
        case .published: return "Das Ergebnis ist veröffentlicht. Vielen Dank für Ihre Arbeit."
        }
    }
}

extension JurorDeskContent.Next {
    fileprivate init(_ assignment: DeskAssignment) {
        municipality = assignment.municipality.plain
        href = assignment.href
        switch assignment.step {
        case .declarationMissing:
            text = "Erklären Sie zuerst, ob Sie befangen sind. Danach öffnet sich die Bewerbung."
            button = "Zur Erklärung"
        case .draft:
            text = "Ihr Bogen ist begonnen. Füllen Sie ihn zu Ende aus und schließen Sie ihn ab."
            button = "Bogen weiter ausfüllen"
        default:
            text = "Lesen Sie die Bewerbung und vergeben Sie Punkte."
            button = "Bogen öffnen"
        }
    }
}

extension JurorDeskContent.Item {
    fileprivate init(_ assignment: DeskAssignment, in desk: DeskRound) {
        municipality = assignment.municipality.plain
        land = assignment.land
        href = assignment.href
        track = desk.round.rules.track(assignment.track)?.title ?? assignment.track
        tag = assignment.entryState == .admitted ? assignment.step.tag : "rejected"
        state = assignment.entryState == .admitted ? assignment.step.ownName : "Nimmt nicht teil"
        detail = assignment.step == .draft ? "\(assignment.marked) von \(desk.round.rules.rubric.criteria.count) Kriterien" : nil
        total = assignment.total?.germanTotal ?? "–"
    }
}

extension DeskAssignment {
    var href: String { "/jury/\(id)" }
}
