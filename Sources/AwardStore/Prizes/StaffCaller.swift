public import Awards
import Foundation
import Postgres

extension Store {
    /// A member of the staff as a caller of now, for commands.
    /// - Parameter email: nil takes the staff account that was created first.
    /// - Returns: nil where there is no such member of staff.
    public func staffCaller(email: String?) async throws -> Caller? {
        try await database.read { session in
            try session.first(
                """
                SELECT a.id, clock_timestamp() AS now
                FROM account a JOIN account_role r ON r.account_id = a.id AND r.role = 'staff'
                WHERE a.disabled_at IS NULL AND (\(email)::text IS NULL OR lower(a.email) = lower(\(email)))
                ORDER BY a.created_at, a.id LIMIT 1
                """
            ) { row in Caller(account: try row("id"), requestedAt: try row("now")) }
        }
    }
}

extension Operation {
    /// An act that nobody sends twice, because no form was rendered for it.
    public static func unrepeated(by account: Account.ID) -> Operation {
        let id = UUID()
        return Operation(id: id, account: account, requestHash: Token.sha256(id.uuidString.utf8))
    }
}
