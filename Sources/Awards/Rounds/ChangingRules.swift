/// May a round's rules be replaced by a new version? Deadlines may move; what somebody has already relied on may not.
public enum ChangingRules {
    /// What has happened in the round so far.
    public struct Facts: Sendable, Equatable {
        public let state: Round.State
        public let entries: Int
        /// Score sheets beyond `notStarted`.
        public let startedSheets: Int

        public init(state: Round.State, entries: Int, startedSheets: Int) {
            self.state = state
            self.entries = entries
            self.startedSheets = startedSheets
        }
    }

    /// Checked in this order.
    /// - Throws: ``RulesRefusal``.
    public static func decide(from old: RoundRules, to new: RoundRules, facts: Facts) throws(RulesRefusal) {
        guard facts.state == .open else { throw .roundClosed }
        guard old.competition.slug == new.competition.slug else { throw .otherCompetition }
        if facts.entries > 0 {
            guard old.tracks.map(\.bounds) == new.tracks.map(\.bounds), old.eligibility == new.eligibility else {
                throw .tracksInUse
            }
            let questions = Set(new.form.sections.flatMap { section in section.questions.map { section.code + "/" + $0.code } })
            let asked = old.form.sections.flatMap { section in section.questions.map { section.code + "/" + $0.code } }
            guard asked.allSatisfy(questions.contains) else { throw .questionsInUse }
        }
        if facts.startedSheets > 0 {
            guard old.rubric == new.rubric else { throw .rubricInUse }
            guard old.exclusion == new.exclusion else { throw .exclusionInUse }
        }
    }
}

/// Why rules can't be replaced.
public enum RulesRefusal: Error, Equatable, Sendable {
    case roundClosed
    case otherCompetition
    case tracksInUse
    case questionsInUse
    case rubricInUse
    case exclusionInUse

    /// German: why, and what to do.
    public var sentence: String {
        switch self {
        case .roundClosed: "Die Bewertung dieser Runde ist abgeschlossen; ihre Regeln bleiben, wie sie sind."
        case .otherCompetition: "Die Runde gehört zu einem anderen Wettbewerb. Bitte lassen Sie competition.slug unverändert."
        case .tracksInUse: "Es gibt schon Bewerbungen. Größenklassen, Teilnahmekreis und Stichtag lassen sich nicht mehr ändern."
        case .questionsInUse: "Es gibt schon Bewerbungen. Fragen lassen sich ergänzen, aber nicht mehr streichen oder verschieben."
        case .rubricInUse: "Es gibt schon Bewertungen. Das Bewertungsraster lässt sich nicht mehr ändern."
        case .exclusionInUse: "Es gibt schon Bewertungen. Wofür ein Ausschluss wegen Befangenheit gilt, lässt sich nicht mehr ändern."
        }
    }
}

extension TrackRules {
    fileprivate var bounds: Bounds { Bounds(code: code, from: populationFrom, to: populationTo) }

    fileprivate struct Bounds: Equatable {
        let code: String
        let from: Int
        let to: Int?
    }
}
