public import Awards
import Postgres

/// Why no chair is named.
public enum ChairRefusal: Error, Equatable, Sendable {
    case roundPublished
    /// A juror that this round does not have.
    case notInRound
}

extension Store {
    /// Makes a juror the chair of the round's jury, in place of whoever was.
    /// - Throws: ``ChairRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func nameChair(_ juror: Juror.ID, of round: Round.ID, by caller: Caller, operation: Operation) async throws {
        _ = try await perform(operation) { session in
            guard let loaded = try loadRound(round, lock: .exclusive, in: session) else { throw ChairRefusal.notInRound }
            guard loaded.state != .published else { throw ChairRefusal.roundPublished }
            let before = try session.first("UPDATE juror SET chair = false WHERE round_id = \(round) AND chair RETURNING id") { row in
                try row("id") as Juror.ID
            }
            guard try session.execute("UPDATE juror SET chair = true WHERE id = \(juror) AND round_id = \(round)") == 1 else {
                throw ChairRefusal.notInRound
            }
            try session.record(
                .chairNamed, by: caller.account, about: .juror(juror), round: round, before: before.map { ["juror": $0] }, after: ["juror": juror]
            )
            return juror
        }
    }
}
