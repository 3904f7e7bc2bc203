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
        try await perform(operation, serializable: true) { session in
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
                before: ["state": round.state.rawValue], after: ["state": Round.State.published.rawValue, "allocation": allocation.id.description]
            )
            return allocation.id
        }
    }
}
