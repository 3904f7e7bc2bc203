public import Awards
import Postgres

/// An account in a list.
public struct AccountSummary: Sendable, Equatable {
    public let id: Account.ID
    public let email: String
    public let displayName: String
    public let isStaff: Bool
}

extension Store {
    /// All accounts that can sign in, by address.
    public func accounts() async throws -> [AccountSummary] {
        try await database.read { session in
            try session.rows(
                """
                SELECT a.id, a.email, a.display_name,
                       EXISTS (SELECT FROM account_role r WHERE r.account_id = a.id AND r.role = 'staff') AS is_staff
                FROM account a WHERE a.disabled_at IS NULL ORDER BY lower(a.email)
                """
            ) { row in
                AccountSummary(
                    id: try row("id"), email: try row("email"), displayName: try row("display_name"), isStaff: try row("is_staff")
                )
            }
        }
    }
}
