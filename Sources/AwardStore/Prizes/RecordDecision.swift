public import Awards
import Postgres

extension EventAction {
    static let decisionRecorded = Self("decisionRecorded")
    static let decisionSuperseded = Self("decisionSuperseded")
}

extension Store {
    /// Records what the jury decided. An earlier decision is kept and superseded, with the prizes computed from it.
    /// - Parameter revision: the number of decisions when the form was shown; nil where nothing was shown.
    /// - Throws: ``PrizeRefusal``, ``OperationReused``, ``OutcomeUnknown``.
    @discardableResult
    public func recordDecision(
        _ decision: PlannedDecision, in id: Round.ID, by caller: Caller, revision: Int? = nil, operation: Operation
    ) async throws -> JuryDecision.ID {
        try await perform(operation) { session in
            guard let round = try loadRound(id, lock: .exclusive, in: session) else { throw RoundUnknown() }
            let id = try session.recordDecision(decision, in: round, by: caller, revision: revision)
            try seal(session)
            return id
        }
    }

    /// What is against a decision, and what it would pay; nothing is written.
    /// - Returns: refusals, or the prizes where there is none.
    public func previewPrizes(_ decision: PlannedDecision, in id: Round.ID) async throws -> (refusals: [PrizeRefusal], prizes: ComputedPrizes?) {
        try await database.read { session in
            guard let round = try loadRound(id, in: session) else { throw RoundUnknown() }
            let facts = try session.decisionFacts(round)
            let refusals = DecidingPlaces.refusals(decision, rules: round.rules, facts: facts)
            guard refusals.isEmpty else { return (refusals, nil) }
            do throws(PrizeRefusal) {
                return ([], try AllocatingPrizes.compute(decision, rules: round.rules))
            } catch {
                return ([error], nil)
            }
        }
    }
}

extension Session {
    /// Checks and writes; the round is held exclusively.
    func recordDecision(
        _ decision: PlannedDecision, in round: LoadedRound, by caller: Caller, revision: Int?
    ) throws -> JuryDecision.ID {
        let before = try decisionCount(of: round.id)
        if let revision, revision != before { throw PrizeRefusal.editedMeanwhile }
        try DecidingPlaces.decide(decision, rules: round.rules, facts: try decisionFacts(round))
        _ = try AllocatingPrizes.compute(decision, rules: round.rules)
        let superseded = try first(
            "UPDATE jury_decision SET superseded_at = now() WHERE round_id = \(round.id) AND superseded_at IS NULL RETURNING id"
        ) { row in try row("id") as JuryDecision.ID }
        let id = try insert(decision, in: round, by: caller)
        guard let stored = try currentDecision(of: round.id)?.planned else { throw PrizeRefusal.decisionMissing }
        if let superseded {
            try record(.decisionSuperseded, by: caller.account, about: .decision(superseded), round: round.id, after: ["by": id])
        }
        try record(
            .decisionRecorded, by: caller.account, about: .decision(id), round: round.id, after: decision,
            facts: ["decision": .hash(try CanonicalJSON(encoding: PublicDecision(id: id, stored)).hash)]
        )
        return id
    }

    func decisionCount(of round: Round.ID) throws -> Int {
        try value("SELECT count(*) FROM jury_decision WHERE round_id = \(round)")
    }

    func decisionFacts(_ round: LoadedRound) throws -> DecidingPlaces.Facts {
        let admitted = try admittedEntries(of: round.id)
        let frozen = try frozenRanking(of: round.id).map { try board(of: round, frozen: $0) }
        let hasScores: Bool = try value(
            "SELECT EXISTS (SELECT FROM score_sheet WHERE round_id = \(round.id) AND state = 'final')"
        )
        return DecidingPlaces.Facts(
            state: round.state,
            admitted: Dictionary(uniqueKeysWithValues: admitted.map { ($0.entry, $0.track) }),
            frozen: frozen.map { board in
                Dictionary(uniqueKeysWithValues: board.tracks.map { ($0.rules.code, $0.groups) })
            },
            hasScores: hasScores
        )
    }
}
