public import Awards
import Postgres

/// A decision about a juror's bias as kept.
public struct DecidedBias: Codable, Equatable, Sendable {
    public let assignment: Assignment.ID
    public let biased: Bool
}

extension Store {
    /// Decides whether a juror is biased before an entry, with a reason. "Not biased" opens the sheet again as it was; that
    /// is also the only way to take back a declaration.
    /// - Parameter revision: what the page was rendered from.
    /// - Throws: ``BiasRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func decideBias(
        _ assignment: Assignment.ID, biased: Bool, reason: String, revision: Int, by caller: Caller, operation: Operation
    ) async throws -> DecidedBias {
        let decided = try await perform(operation) { session in
            let held = try session.lockedCase(assignment)
            let overseen = try held.flatMap { try overseesConflicts(caller.account, $0.matter, in: session) ? $0 : nil }
            let roles = try session.roles(of: caller.account)
            let facts = overseen.map { held in
                DecidingBias.Facts(
                    roundState: held.roundState, isFrozen: held.isFrozen, standing: held.standing,
                    isCompetent: permissions.mayDecideBias(caller.account, of: roles, about: held.matter), revision: held.revision
                )
            }
            try DecidingBias.decide(biased: biased, reason: reason, revision: revision, on: facts)
            guard let held = overseen else { throw BiasRefusal.notVisible }
            try session.write(
                biased: biased, reason: reason, as: held.matter.isChairCompetent ? "chair" : "staff", on: assignment, by: caller
            )
            let settled = try session.settle(jurors: [held.juror])
            try session.record(
                .biasDecided, by: caller.account, about: .assignment(assignment), round: held.round, before: StandingRecord(before: held),
                after: StandingRecord(after: biased ? .excluded : .clear, of: assignment, held: held, settled: settled),
                facts: [SheetActs.biased: .number(biased ? 1 : 0)]
            )
            return DecidedBias(assignment: assignment, biased: biased)
        }
        guard decided.assignment == assignment else { throw OperationReused() }
        return decided
    }
}

extension Session {
    fileprivate func write(biased: Bool, reason: String, as office: String, on assignment: Assignment.ID, by caller: Caller) throws {
        try execute(
            """
            WITH decision AS (
                INSERT INTO conflict_decision (assignment_id, biased, reason, decided_at, decided_as, decided_by)
                VALUES (\(assignment), \(biased), \(reason), \(caller.requestedAt), \(office), \(caller.account))
                RETURNING id, assignment_id, biased
            )
            UPDATE conflict_declaration d SET decision_id = decision.id, biased = decision.biased, revision = d.revision + 1
            FROM decision WHERE d.assignment_id = decision.assignment_id
            """
        )
    }
}
