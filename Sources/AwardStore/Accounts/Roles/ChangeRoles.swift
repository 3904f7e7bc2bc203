public import Awards
import Postgres

extension Store {
    /// Gives and takes roles. All the person's sessions end, and they are told by mail. With a new role, what could have opened the
    /// account until now opens it no longer. To somebody who was invited and is not there yet goes a new invitation.
    /// - Returns: whether the person was sent an invitation, to set a new password.
    /// - Throws: ``RolesRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    @discardableResult
    public func changeRoles(of account: Account.ID, to roles: Set<Role>, by confirmed: ConfirmedCaller, operation: Operation) async throws -> Bool {
        try await administer(account, by: confirmed, operation: operation) { session, facts, caller in
            try ChangingRoles.decide(roles, on: facts)
            // Recorded while whoever gives the role away still has it.
            try session.record(
                .rolesChanged, by: caller.account, about: .account(account), before: facts.map { $0.roles.map(\.rawValue).sorted() },
                after: roles.map(\.rawValue).sorted()
            )
            try session.write(roles, of: account)
            if let facts, facts.pending || !roles.isSubset(of: facts.roles) {
                try session.revokeRoleInvitation(of: account)
                guard try !renewAccess(of: account, by: caller.account, in: session) else { return true }
            }
            try post(.rolesChanged, to: account, in: session)
            return false
        }
    }

    /// Closes an account, or opens it again. A closed one cannot sign in; what it did stays.
    /// - Throws: ``RolesRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func setAccount(_ account: Account.ID, disabled: Bool, by confirmed: ConfirmedCaller, operation: Operation) async throws {
        _ = try await administer(account, by: confirmed, operation: operation) { session, facts, caller in
            try ChangingRoles.decide(disabling: disabled, isOwn: account == caller.account, on: facts)
            try session.record(disabled ? .accountDisabled : .accountEnabled, by: caller.account, about: .account(account))
            try session.execute("UPDATE account SET disabled_at = CASE WHEN \(disabled) THEN now() END WHERE id = \(account)")
            return false
        }
    }

    /// Locks all administrators in one order, so that two of them can't take the role from each other at the same moment.
    private func administer(
        _ account: Account.ID, by confirmed: ConfirmedCaller, operation: Operation,
        _ change: @escaping @Sendable (Session, ChangingRoles.Facts?, Caller) throws -> Bool
    ) async throws -> Bool {
        let caller = confirmed.caller
        return try await perform(operation) { session in
            try session.lockAccounts(with: account)
            guard permissions.mayAdministerAccounts(try session.actor(caller.account)) else { throw RolesRefusal.notAllowed }
            let outcome = try change(session, try session.roleFacts(of: account), caller)
            try session.endSessions(of: account)
            return outcome
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

    /// What it offers is decided anew.
    fileprivate func revokeRoleInvitation(of account: Account.ID) throws {
        try execute(
            "UPDATE invitation SET revoked_at = now() WHERE account_id = \(account) AND accepted_at IS NULL AND revoked_at IS NULL AND roles <> '{}'"
        )
    }

    fileprivate func roleFacts(of account: Account.ID) throws -> ChangingRoles.Facts? {
        try first(
            """
            SELECT ARRAY(SELECT r.role FROM account_role r WHERE r.account_id = a.id
                         UNION SELECT unnest(i.roles) FROM invitation i
                         WHERE i.account_id = a.id AND i.accepted_at IS NULL AND i.revoked_at IS NULL) AS roles, a.disabled_at IS NOT NULL AS disabled,
                   a.password_hash IS NULL AS pending,
                   (SELECT count(*) FROM account_role r JOIN account o ON o.id = r.account_id
                    WHERE r.role = 'administrator' AND o.disabled_at IS NULL AND o.password_hash IS NOT NULL) AS administrators,
                   wall.takes_part(a.id) AS takes_part
            FROM account a WHERE a.id = \(account)
            """
        ) { row in
            ChangingRoles.Facts(
                roles: try row.roles(), disabled: try row("disabled"), pending: try row("pending"), administrators: try row("administrators"),
                takesPart: try row("takes_part")
            )
        }
    }
}
