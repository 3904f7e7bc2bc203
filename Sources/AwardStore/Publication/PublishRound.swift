public import Awards
import Postgres

extension EventAction {
    static let resultPublished = Self("resultPublished")
}

extension Store {
    /// Makes the result public. It is final.
    /// - Throws: ``PrizeRefusal``, ``OperationReused``, ``OutcomeUnknown``.
    @discardableResult
    public func publishRound(_ id: Round.ID, by caller: Caller, operation: Operation) async throws -> Allocation.ID {
        try await perform(operation) { session in
            guard let round = try loadRound(id, lock: .exclusive, in: session) else { throw RoundUnknown() }
            let decision = try session.currentDecision(of: id)
            let allocation = try decision.flatMap { try session.allocation(of: $0.id) }
            try PublishingRound.decide(
                PublishingRound.Facts(state: round.state, hasDecision: decision != nil, isAllocated: allocation != nil)
            )
            guard let allocation else { throw PrizeRefusal.notAllocated }
            try session.execute(
                """
                UPDATE round SET state = 'published', published_at = now(), published_allocation_id = \(allocation.id)
                WHERE id = \(id)
                """
            )
            try session.record(
                .resultPublished, by: caller.account, about: .round(id), round: id,
                before: ["state": round.state.rawValue], after: ["state": Round.State.published.rawValue, "allocation": allocation.id.description],
                facts: try session.publicationFacts(of: id)
            )
            try seal(session)
            return allocation.id
        }
    }
}

extension Session {
    /// Every published part once more by its hash, and how many events of the round there are with this one.
    fileprivate func publicationFacts(of round: Round.ID) throws -> EventFacts {
        guard let decision = try currentDecision(of: round), let allocation = try publicAllocation(of: decision.id) else {
            throw PrizeRefusal.notAllocated
        }
        let rules = try publicRules(of: round)
        let events: Int = try value("SELECT count(*) FROM event WHERE round_id = \(round)")
        return [
            "version": .number(rules.version), "rules": .hash(rules.rules.hash), "events": .number(events + 1),
            "entries": .hash(try CanonicalJSON(encoding: try publicEntries(of: round)).hash),
            "ranking": try publicRanking(of: round).map { .hash(try CanonicalJSON(encoding: $0).hash) } ?? .nothing,
            "decision": .hash(try CanonicalJSON(encoding: PublicDecision(id: decision.id, decision.planned)).hash),
            "allocation": .hash(try CanonicalJSON(encoding: allocation).hash),
        ]
    }
}
