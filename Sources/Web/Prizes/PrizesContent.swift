import AwardStore
import Awards

struct PrizesContent: ViewModel {
    struct Step: ViewModel {
        let action: String
        let hidden: FormHidden
    }

    struct Recorded: ViewModel {
        let decidedBy: String
        let decidedOn: String?
        let reason: String?
        let recorded: String
        let stored: String?
    }

    let errors: [ErrorItem]
    let roundTabs: RoundTabs
    let roundTitle: String
    let tag: String
    let tagLabel: String
    let rulesVersion: Int
    let notices: [NoticeView]
    /// Why there is nothing to decide yet, and where to go first.
    let waiting: String?
    let waitingLink: String
    let waitingLabel: String
    let decision: DecisionView?
    let recorded: Recorded?
    let distribution: DistributionView?
    let isPreview: Bool
    /// Storing the computed prizes; nil where there is nothing to store.
    let allocate: Step?
    /// The page that asks before publishing.
    let publish: String?
    let results: String?
}

/// What is being shown on the prize page besides what is stored.
struct PrizeDraft {
    var fields: FormFields
    var problems = FormProblems()
    var preview: (decision: PlannedDecision, prizes: ComputedPrizes)?
    var notice: NoticeView?
}

extension PrizesContent {
    init(_ desk: PrizeDesk, draft: PrizeDraft?, clock: ZonedClock, context: some PageContext) {
        let round = desk.board.round
        let isPublished = round.state == .published
        let mayDecide = context.app.mayRunRounds && !isPublished
        let needsFreezing = desk.board.frozen == nil && desk.board.finalSheets > 0
        errors = draft?.problems.items ?? []
        roundTabs = RoundTabs(slug: round.slug, current: .prizes)
        roundTitle = round.title
        (tag, tagLabel) = Self.state(desk)
        rulesVersion = round.rulesVersion
        notices = Self.notices(desk) + (draft?.notice.map { [$0] } ?? [])
        waiting = needsFreezing ? "Die Jury beschließt auf der festgestellten Rangliste." : nil
        waitingLink = "/verwaltung/\(round.slug)/rangliste"
        waitingLabel = "Zur Rangliste"
        let stored = desk.decision?.planned ?? desk.board.proposal
        decision = !mayDecide || needsFreezing ? nil : DecisionView(
            desk, fields: draft?.fields ?? DecisionForm.fields(of: stored, rules: round.rules), problems: draft?.problems ?? FormProblems(),
            hidden: FormHidden(context, revision: desk.decisions), unsaved: draft != nil
        )
        recorded = desk.decision.map { decision in
            Recorded(
                decidedBy: decision.planned.decidedBy, decidedOn: decision.planned.decidedOn?.german,
                reason: decision.planned.reason.isEmpty ? nil : decision.planned.reason, recorded: "\(clock.minute(decision.recordedAt)), \(decision.recordedBy)",
                stored: desk.allocation.map { "\(clock.minute($0.computedAt)), \($0.computedBy)" }
            )
        }
        let shown = draft?.preview ?? desk.prizes.flatMap { prizes in desk.decision.map { ($0.planned, prizes) } }
        distribution = shown.map { DistributionView($0.prizes, decision: $0.decision, entries: desk.entries, rules: round.rules) }
        isPreview = draft?.preview != nil
        let canStore = mayDecide && desk.decision != nil && desk.allocation == nil && draft == nil
        allocate = canStore ? Step(action: "/verwaltung/\(round.slug)/preise/verteilung", hidden: FormHidden(context)) : nil
        publish = mayDecide && desk.allocation != nil && draft == nil ? "/verwaltung/\(round.slug)/preise/veroeffentlichen" : nil
        results = isPublished ? "/ergebnisse/\(round.slug)" : nil
    }

    /// The page while jurors still score.
    init(waiting round: LoadedRound) {
        errors = []
        roundTabs = RoundTabs(slug: round.slug, current: .prizes)
        roundTitle = round.title
        tag = "open"
        tagLabel = "Bewertung läuft"
        rulesVersion = round.rulesVersion
        notices = []
        waiting = "Preise werden vergeben, wenn die Bewertung abgeschlossen ist."
        waitingLink = "/verwaltung/\(round.slug)/jury"
        waitingLabel = "Stand der Bewertung ansehen"
        decision = nil
        recorded = nil
        distribution = nil
        isPreview = false
        allocate = nil
        publish = nil
        results = nil
    }

    private static func state(_ desk: PrizeDesk) -> (String, String) {
        if desk.board.round.state == .published { return ("published", "Veröffentlicht") }
        if desk.allocation != nil { return ("done", "Verteilung festgeschrieben") }
        return desk.decision == nil ? ("warning", "Noch nicht beschlossen") : ("open", "Beschlossen, Verteilung offen")
    }

    private static func notices(_ desk: PrizeDesk) -> [NoticeView] {
        let rules = desk.board.round.rules
        let samples = rules.sampleNotes(for: "tracks") + rules.sampleNotes(for: "prizes") + rules.sampleNotes(for: "ranking")
        var notices = samples.isEmpty ? [] : [NoticeView(kind: "info", heading: "Beispieldaten", text: samples.joined(separator: " "))]
        if let prizes = desk.prizes, prizes.unallocatedCents > 0, desk.board.round.state != .published {
            notices.append(NoticeView(
                kind: "warning", heading: "\(prizes.unallocatedCents.euroText) sind nicht zugeteilt",
                text: "Sie können das Ergebnis so veröffentlichen. Wenn noch ein Platz oder ein Sonderpreis fehlt, ergänzen Sie den Beschluss."
            ))
        }
        return notices
    }
}
