public import Awards
public import Foundation
import Postgres

extension EventAction {
    static let prizesAllocated = Self("prizesAllocated")
}

/// A stored distribution of the prize money.
public struct StoredAllocation: Sendable, Equatable {
    public let id: Allocation.ID
    public let computedAt: Date
    /// The person's name.
    public let computedBy: String
    public let budgetCents: Int
    public let totalCents: Int
    public let unallocatedCents: Int
}

extension Store {
    /// Computes the prizes of the current decision by the round's rules and stores them, award by award.
    /// - Throws: ``PrizeRefusal``, ``OperationReused``, ``OutcomeUnknown``.
    @discardableResult
    public func allocatePrizes(of id: Round.ID, by caller: Caller, operation: Operation) async throws -> Allocation.ID {
        try await perform(operation) { session in
            guard let round = try loadRound(id, lock: .exclusive, in: session) else { throw RoundUnknown() }
            guard round.state != .published else { throw PrizeRefusal.roundPublished }
            guard let decision = try session.currentDecision(of: id) else { throw PrizeRefusal.decisionMissing }
            guard try session.allocation(of: decision.id) == nil else { throw PrizeRefusal.alreadyAllocated }
            let prizes = try AllocatingPrizes.compute(decision.planned, rules: round.rules)
            let allocation = try session.keep(prizes, of: decision.id, in: round, by: caller)
            try seal(session)
            return allocation
        }
    }
}

extension Session {
    func allocation(of decision: JuryDecision.ID) throws -> StoredAllocation? {
        try first(
            """
            SELECT l.id, l.computed_at, a.display_name, l.budget_cents, l.total_cents, l.unallocated_cents
            FROM allocation l JOIN account a ON a.id = l.computed_by WHERE l.decision_id = \(decision)
            """
        ) { row in
            StoredAllocation(
                id: try row("id"), computedAt: try row("computed_at"), computedBy: try row("display_name"),
                budgetCents: try row("budget_cents"), totalCents: try row("total_cents"),
                unallocatedCents: try row("unallocated_cents")
            )
        }
    }

    fileprivate func keep(
        _ prizes: ComputedPrizes, of decision: JuryDecision.ID, in round: LoadedRound, by caller: Caller
    ) throws -> Allocation.ID {
        let id: Allocation.ID = try value(
            """
            INSERT INTO allocation (round_id, decision_id, rules_version, budget_cents, total_cents, unallocated_cents, computed_by)
            VALUES (\(round.id), \(decision), \(round.rulesVersion), \(prizes.budgetCents), \(prizes.totalCents),
                    \(prizes.unallocatedCents), \(caller.account))
            RETURNING id
            """
        )
        for track in prizes.tracks {
            for (index, place) in track.places.enumerated() {
                try execute(
                    """
                    INSERT INTO award (allocation_id, round_id, entry_id, kind, track, position, rank, label, cents)
                    VALUES (\(id), \(round.id), \(place.entry), 'place', \(track.track), \(index + 1), \(place.rank),
                            \(String(place.rank)), \(place.cents))
                    """
                )
            }
        }
        for special in prizes.special {
            let title = round.rules.prizes.special.first { $0.code == special.prize }?.title ?? special.prize
            for (index, part) in special.parts.enumerated() {
                try execute(
                    """
                    INSERT INTO award (allocation_id, round_id, entry_id, kind, prize, position, label, cents)
                    VALUES (\(id), \(round.id), \(part.entry), 'special', \(special.prize), \(index + 1), \(title), \(part.cents))
                    """
                )
            }
        }
        try record(
            .prizesAllocated, by: caller.account, about: .allocation(id), round: round.id,
            after: ["totalCents": prizes.totalCents, "unallocatedCents": prizes.unallocatedCents, "budgetCents": prizes.budgetCents],
            facts: ["allocation": try publicAllocation(of: decision).map { .hash(try CanonicalJSON(encoding: $0).hash) } ?? .nothing]
        )
        return id
    }
}
