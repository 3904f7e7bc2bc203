public import Awards
public import Foundation
import Postgres

/// The person behind a request.
public struct SignedIn: Sendable, Equatable {
    public let account: Account.ID
    public let displayName: String
    public let email: String
    public let csrfToken: String
    /// The database's clock at the first statement of the request.
    public let requestedAt: Date
    public let actor: Actor

    public var caller: Caller { Caller(account: account, requestedAt: requestedAt) }
}

extension Store {
    /// The person a session token belongs to, or nil when it is unknown, idle for over 30 minutes or past 12 hours.
    public func signedIn(token: String) async throws -> SignedIn? {
        let hash = Token.sha256(token.utf8)
        let found = try await database.read { session in try session.signedIn(hash) }
        guard let found else { return nil }
        if found.stale {
            try await database.transaction { session in
                _ = try session.execute("UPDATE session SET last_seen_at = now() WHERE token_hash = \(hash)")
            }
        }
        return found.person
    }
}

extension Session {
    fileprivate func signedIn(_ tokenHash: [UInt8]) throws -> (person: SignedIn, stale: Bool)? {
        try first(
            """
            SELECT clock_timestamp() AS requested_at, s.csrf_token, a.id, a.display_name, a.email,
                   s.last_seen_at < now() - interval '1 minute' AS stale,
                   ARRAY(SELECT r.role FROM account_role r WHERE r.account_id = a.id ORDER BY r.role) AS roles,
                   EXISTS (SELECT FROM membership m WHERE m.account_id = a.id) AS is_applicant,
                   EXISTS (SELECT FROM juror j WHERE j.account_id = a.id) AS is_juror
            FROM session s JOIN account a ON a.id = s.account_id
            WHERE s.token_hash = \(tokenHash) AND s.expires_at > now()
              AND s.last_seen_at > now() - interval '30 minutes' AND a.disabled_at IS NULL
            """
        ) { row in
            let person = SignedIn(
                account: try row("id"), displayName: try row("display_name"), email: try row("email"),
                csrfToken: try row("csrf_token"), requestedAt: try row("requested_at"),
                actor: Actor(
                    roles: Set(try (row("roles") as [String]).compactMap(Role.init(rawValue:))),
                    isApplicant: try row("is_applicant"), isJuror: try row("is_juror")
                )
            )
            return (person, try row("stale"))
        }
    }
}
