/// May the jury's decision be recorded as it is?
public enum DecidingPlaces {
    public struct Facts: Sendable {
        public let state: Round.State
        /// The size class of every admitted entry.
        public let admitted: [Entry.ID: String]
        /// The frozen ranking's groups by size class; nil while nothing is frozen.
        public let frozen: [String: [[Entry.ID]]]?
        /// Whether any final sheet exists.
        public let hasScores: Bool

        public init(state: Round.State, admitted: [Entry.ID: String], frozen: [String: [[Entry.ID]]]?, hasScores: Bool) {
            self.state = state
            self.admitted = admitted
            self.frozen = frozen
            self.hasScores = hasScores
        }
    }

    /// - Throws: the first of ``refusals(_:rules:facts:)``.
    public static func decide(_ decision: PlannedDecision, rules: RoundRules, facts: Facts) throws(PrizeRefusal) {
        if let first = refusals(decision, rules: rules, facts: facts).first { throw first }
    }

    /// Everything against the decision, in this order: the round's state, then who and why, places, amounts, special prizes.
    public static func refusals(_ decision: PlannedDecision, rules: RoundRules, facts: Facts) -> [PrizeRefusal] {
        switch facts.state {
        case .open: return [.scoringOpen]
        case .published: return [.roundPublished]
        case .scoringClosed: break
        }
        guard facts.frozen != nil || !facts.hasScores else { return [.rankingNotFrozen] }
        var refusals: [PrizeRefusal] = []
        if decision.decidedBy.isBlank { refusals.append(.deciderMissing) }
        if decision.reason.isBlank, needsReason(decision, rules: rules, facts: facts) { refusals.append(.reasonMissing) }
        refusals += places(decision, rules: rules, facts: facts)
        refusals += DecidingAmounts.refusals(decision, rules: rules)
        refusals += DecidingSpecialPrizes.refusals(decision, rules: rules, admitted: facts.admitted)
        return refusals
    }

    /// A reason is owed where the jury does not simply follow the frozen ranking, or moves money between places.
    /// The order inside a group of equals is no deviation.
    public static func needsReason(_ decision: PlannedDecision, rules: RoundRules, facts: Facts) -> Bool {
        guard let frozen = facts.frozen, decision.amounts.isEmpty else { return true }
        return rules.tracks.contains { track in
            let followed = Ladder(track, rules: rules).awarded(frozen[track.code] ?? [])
            return decision.groups(of: track.code).map(Set.init) != followed.map(Set.init)
        }
    }

    private static func places(_ decision: PlannedDecision, rules: RoundRules, facts: Facts) -> [PrizeRefusal] {
        var refusals: [PrizeRefusal] = []
        var placed: Set<Entry.ID> = []
        for places in decision.places {
            guard let track = rules.track(places.track) else {
                refusals.append(.unknownTrack(places.track))
                continue
            }
            for group in places.groups {
                if group.isEmpty { refusals.append(.emptyPlace(track: track.code)) }
                for entry in group {
                    if let home = facts.admitted[entry] {
                        if home != track.code { refusals.append(.entryInOtherTrack(entry, track: track.code)) }
                    } else {
                        refusals.append(.entryNotAdmitted(entry))
                    }
                    if !placed.insert(entry).inserted { refusals.append(.placedTwice(entry)) }
                }
            }
            let ladder = Ladder(track, rules: rules)
            if ladder.covered(places.groups) < places.groups.count {
                refusals.append(.beyondLadder(track: track.code, places: ladder.cents.count))
            }
        }
        return refusals
    }
}

extension String {
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
