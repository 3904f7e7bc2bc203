public import Awards
import Postgres

extension Store {
    /// Gives and takes roles. All the person's sessions end, and they are told by mail.
    /// - Throws: ``RolesRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func changeRoles(of account: Account.ID, to roles: Set<Role>, by confirmed: ConfirmedCaller, operation: Operation) async throws {
        try await administer(account, by: confirmed, operation: operation) { session, facts, caller in
            try ChangingRoles.decide(roles, on: facts)
            // Recorded while whoever gives the role away still has it.
            try session.record(
                .rolesChanged, by: caller.account, about: .account(account), before: facts.map { $0.roles.map(\.rawValue).sorted() },
                after: roles.map(\.rawValue).sorted()
            )
            try session.write(roles, of: account)
            try post(.rolesChanged, to: account, in: session)
        }
    }

    /// Closes an account, or opens it again. A closed one cannot sign in; what it did stays.
    /// - Throws: ``RolesRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func setAccount(_ account: Account.ID, disabled: Bool, by confirmed: ConfirmedCaller, operation: Operation) async throws {
        try await administer(account, by: confirmed, operation: operation) { session, facts, caller in
            try ChangingRoles.decide(disabling: disabled, on: facts)
            try session.record(disabled ? .accountDisabled : .accountEnabled, by: caller.account, about: .account(account))
            try session.execute("UPDATE account SET disabled_at = CASE WHEN \(disabled) THEN now() END WHERE id = \(account)")
        }
    }

    /// Locks all administrators in one order, so that two of them can't take the role from each other at the same moment.
    private func administer(
        _ account: Account.ID, by confirmed: ConfirmedCaller, operation: Operation,
        _ change: @escaping @Sendable (Session, ChangingRoles.Facts?, Caller) throws -> Void
    ) async throws {
        let caller = confirmed.caller
        _ = try await perform(operation) { session in
            try session.lockAccounts(with: account)
            guard permissions.mayAdministerAccounts(try session.actor(caller.account)) else { throw RolesRefusal.notAllowed }
            try change(session, try session.roleFacts(of: account), caller)
            try session.endSessions(of: account)
            return account
        }
    }
}

extension Session {
    fileprivate func lockAccounts(with account: Account.ID) throws {
        try execute(
            """
            SELECT FROM account a
            WHERE a.id = \(account) OR EXISTS (SELECT FROM account_role r WHERE r.account_id = a.id AND r.role = 'administrator')
            ORDER BY a.id FOR UPDATE OF a
            """
        )
    }

    fileprivate func roleFacts(of account: Account.ID) throws -> ChangingRoles.Facts? {
        try first(
            """
            SELECT ARRAY(SELECT r.role FROM account_role r WHERE r.account_id = a.id) AS roles, a.disabled_at IS NOT NULL AS disabled,
                   a.password_hash IS NULL AS pending,
                   (SELECT count(*) FROM account_role r JOIN account o ON o.id = r.account_id
                    WHERE r.role = 'administrator' AND o.disabled_at IS NULL AND o.password_hash IS NOT NULL) AS administrators
            FROM account a WHERE a.id = \(account)
            """
        ) { row in
            ChangingRoles.Facts(
                roles: try row.roles(), disabled: try row("disabled"), pending: try row("pending"), administrators: try row("administrators")
            )
        }
    }
}
