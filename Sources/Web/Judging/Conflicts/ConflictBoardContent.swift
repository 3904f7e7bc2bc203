import AwardStore
import Awards

/// What the pages on a round's conflicts show, the staff's and the chair's.
struct ConflictBoardContent: ViewModel {
    struct Case: ViewModel {
        let juror: String
        let municipality: String
        let track: String
        let tag: String
        let state: String
        let matter: String
        let detail: String?
        let verdict: String?
        let excluded: Bool
        let href: String
        let action: String
    }

    struct Suggestion: ViewModel {
        let juror: String
        let municipality: String
        let sentence: String
        let assigned: Bool
        let href: String
    }

    struct Short: ViewModel {
        let municipality: String
        let track: String
        let possible: Int
    }

    /// nil for the chair.
    let roundTabs: RoundTabs?
    let roundTitle: String
    let lead: String
    let chairNote: String
    let scope: String
    /// What can't be changed any more, and why; nil where everything can.
    let fixed: String?
    let open: [Case]
    let settled: [Case]
    let suggestions: [Suggestion]
    let suggestionsCaption: String
    let short: [Short]
    let minimum: Int
    /// nil for the chair.
    let jury: String?

    private static let suggestionsShown = 100

    init(_ board: ConflictBoard, at place: ConflictPlace) {
        let round = board.round
        let titles = Dictionary(uniqueKeysWithValues: round.rules.tracks.map { ($0.code, $0.title) })
        let clock = ZonedClock(round.rules.round.timeZone)
        let showCase = { (found: ConflictCase) in Case(found, track: titles[found.track] ?? found.track, clock: clock, at: place) }
        roundTabs = place.roundTabs
        roundTitle = round.title
        lead = place.desk == .chair
            ? "Sie entscheiden, ob ein Jurymitglied befangen ist. Über Ihre eigenen Fälle und über Bewerbungen, die Sie selbst nicht bewerten dürfen, entscheidet die Geschäftsstelle."
            : "Was Jurymitglieder angezeigt haben, worauf das System hinweist und was darüber entschieden ist."
        chairNote = board.chair.map { "Vorsitz der Jury: \($0)." } ?? "Diese Jury hat noch keinen Vorsitz. Bis dahin entscheidet die Geschäftsstelle."
        scope = "Ein Ausschluss gilt \(round.rules.exclusion.germanName)."
        fixed = round.state == .published
            ? "Das Ergebnis ist veröffentlicht. Hier ändert sich nichts mehr."
            : board.isFrozen ? "Die Rangliste ist festgestellt. Entscheidungen ändern sie nicht mehr; die Jury kann in ihrem Beschluss davon abweichen." : nil
        open = board.cases.filter { $0.standing == .pending }.map(showCase)
        settled = board.cases.filter { $0.standing != .pending }.map(showCase)
        suggestions = board.suggestions.prefix(Self.suggestionsShown).map { Suggestion($0, isOffice: place.desk == .staff, at: place) }
        let count = board.suggestions.count
        suggestionsCaption = count.counted("Hinweis", "Hinweise", none: "Kein Hinweis")
            + (count > Self.suggestionsShown ? ", davon die ersten \(Self.suggestionsShown)" : "")
        short = board.shortEntries.map { Short(municipality: $0.municipality.plain, track: titles[$0.track] ?? $0.track, possible: $0.possible) }
        minimum = round.rules.rubric.minimumSheets
        jury = place.desk == .staff ? "/verwaltung/\(round.slug)/jury" : nil
    }
}

extension ConflictBoardContent.Case {
    fileprivate init(_ found: ConflictCase, track: String, clock: ZonedClock, at place: ConflictPlace) {
        juror = found.juror
        municipality = found.municipality.plain
        self.track = track
        tag = found.tag
        state = found.state
        matter = found.matterText
        detail = found.declaredAt.map { "\(found.recordedByOthers ? "erfasst" : "angezeigt") am \(clock.minute($0))" }
        verdict = found.verdict.map { "\($0.officeName), \(clock.day($0.at)): \($0.german)" }
        excluded = found.excluded
        href = place.href(found.pair)
        let decides = !place.isReadOnly && found.standing == .pending && found.matter.isChairCompetent == (place.desk == .chair)
        action = decides ? "Entscheiden" : "Ansehen"
    }
}

extension ConflictBoardContent.Suggestion {
    /// Who judges what is shown to staff alone.
    fileprivate init(_ open: OpenSuggestion, isOffice: Bool, at place: ConflictPlace) {
        juror = open.juror
        municipality = open.suggested.municipality.plain
        sentence = open.suggested.toOffice(open.juror)
        assigned = isOffice && open.isAssigned
        href = place.href(open.suggested.pair)
    }
}
