public import Awards
import Postgres

extension Store {
    /// Takes the second factor off one's own account.
    /// - Throws: ``SecondFactorRefusal``.
    public func removeSecondFactor(of confirmed: ConfirmedCaller) async throws {
        let account = confirmed.caller.account
        try await database.transaction { session in
            try session.holdSignIns(of: account)
            guard permissions.mayWorkWithoutSecondFactor(try session.standing(of: account)) else { throw SecondFactorRefusal.required }
            guard try session.removeSecondFactor(of: account) else { throw SecondFactorRefusal.notEnrolled }
            try session.record(.secondFactorRemoved, by: account, about: .account(account))
        }
    }

    /// Takes the lost second factor off somebody else's account and ends all their sessions. Who needs one has to set up a new
    /// one before anything else.
    /// - Throws: ``SecondFactorRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func resetSecondFactor(of account: Account.ID, by confirmed: ConfirmedCaller, operation: Operation) async throws {
        let caller = confirmed.caller
        _ = try await perform(operation) { session in
            guard try session.first("SELECT id FROM account WHERE id = \(account) FOR UPDATE", { _ in true }) != nil else {
                throw SecondFactorRefusal.notVisible
            }
            let actor = try session.actor(caller.account)
            guard account != caller.account, permissions.mayResetSecondFactor(actor, powerful: try session.isPowerful(account)) else {
                throw SecondFactorRefusal.notAllowed
            }
            guard try session.removeSecondFactor(of: account) else { throw SecondFactorRefusal.notEnrolled }
            try session.endSessions(of: account)
            try session.record(.secondFactorReset, by: caller.account, about: .account(account))
            try post(.secondFactorReset, to: account, in: session)
            return account
        }
    }
}

extension Session {
    func standing(of account: Account.ID) throws -> SecondFactorStanding {
        try one(
            """
            SELECT a.sample_data, ARRAY(SELECT r.role FROM account_role r WHERE r.account_id = a.id) AS roles,
                   EXISTS (SELECT FROM juror j WHERE j.account_id = a.id AND j.chair) AS chairs,
                   EXISTS (SELECT FROM second_factor f WHERE f.account_id = a.id AND f.enrolled_at IS NOT NULL) AS enrolled
            FROM account a WHERE a.id = \(account)
            """
        ) { row in
            SecondFactorStanding(
                roles: try row.roles(), chairsJury: try row("chairs"), enrolled: try row("enrolled"), sampleData: try row("sample_data")
            )
        }
    }
}
