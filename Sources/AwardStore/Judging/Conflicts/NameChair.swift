public import Awards
import Postgres

extension Store {
    /// Makes a juror the chair of the round's jury, in place of whoever was. What could have opened the account until now opens it
    /// no longer, and the person is told by mail.
    /// - Returns: whether the person was sent an invitation, to set a new password.
    /// - Throws: ``ChairRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func nameChair(_ juror: Juror.ID, of round: Round.ID, by caller: Caller, operation: Operation) async throws -> Bool {
        try await perform(operation) { session in
            guard let loaded = try loadRound(round, lock: .exclusive, in: session) else { throw ChairRefusal.notInRound }
            let account = try session.first("SELECT account_id FROM juror WHERE id = \(juror) AND round_id = \(round)") { row in
                try row("account_id") as Account.ID
            }
            try NamingChair.decide(juror: account, by: caller.account, roundState: loaded.state)
            guard let account else { throw ChairRefusal.notInRound }
            let before = try session.first("SELECT id FROM juror WHERE round_id = \(round) AND chair") { row in try row("id") as Juror.ID }
            guard before != juror else { return false }
            try session.execute("UPDATE juror SET chair = false WHERE id = \(before)")
            try session.execute("UPDATE juror SET chair = true WHERE id = \(juror)")
            try session.record(
                .chairNamed, by: caller.account, about: .juror(juror), round: round, before: before.map { ["juror": $0] }, after: ["juror": juror]
            )
            guard try !renewAccess(of: account, by: caller.account, in: session) else { return true }
            try post(.rolesChanged, to: account, in: session)
            return false
        }
    }
}
