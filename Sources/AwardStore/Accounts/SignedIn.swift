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
    public let standing: SecondFactorStanding
    /// When the person last proved that it is them.
    public let confirmedAt: Date

    public var caller: Caller { Caller(account: account, requestedAt: requestedAt) }

    /// For acts that are asked for again even where somebody is signed in.
    /// - Throws: ``StepUpNeeded``.
    public func confirmed() throws -> ConfirmedCaller {
        guard StepUp.holds(confirmedAt: confirmedAt, requestedAt: requestedAt) else { throw StepUpNeeded() }
        return ConfirmedCaller(caller)
    }
}

/// The last proof is more than ten minutes old.
public struct StepUpNeeded: Error, Equatable {}

/// Someone who has just proved that it is them. Acts that need it take this instead of a ``Caller``, so that nothing but
/// ``SignedIn/confirmed()`` leads to them.
public struct ConfirmedCaller: Sendable, Equatable {
    public let caller: Caller

    init(_ caller: Caller) {
        self.caller = caller
    }
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
            SELECT clock_timestamp() AS requested_at, s.csrf_token, s.confirmed_at, a.id, a.display_name, a.email, a.sample_data,
                   s.last_seen_at < now() - interval '1 minute' AS stale,
                   ARRAY(SELECT r.role FROM account_role r WHERE r.account_id = a.id ORDER BY r.role) AS roles,
                   EXISTS (SELECT FROM membership m WHERE m.account_id = a.id) AS is_applicant,
                   EXISTS (SELECT FROM juror j WHERE j.account_id = a.id) AS is_juror,
                   EXISTS (SELECT FROM juror j WHERE j.account_id = a.id AND j.chair) AS chairs,
                   EXISTS (SELECT FROM second_factor f WHERE f.account_id = a.id AND f.enrolled_at IS NOT NULL) AS enrolled
            FROM session s JOIN account a ON a.id = s.account_id
            WHERE s.token_hash = \(tokenHash) AND s.expires_at > now()
              AND s.last_seen_at > now() - interval '30 minutes' AND a.disabled_at IS NULL
            """
        ) { row in
            let roles = try row.roles()
            let person = SignedIn(
                account: try row("id"), displayName: try row("display_name"), email: try row("email"),
                csrfToken: try row("csrf_token"), requestedAt: try row("requested_at"),
                actor: Actor(roles: roles, isApplicant: try row("is_applicant"), isJuror: try row("is_juror")),
                standing: SecondFactorStanding(
                    roles: roles, chairsJury: try row("chairs"), enrolled: try row("enrolled"), sampleData: try row("sample_data")
                ),
                confirmedAt: try row("confirmed_at")
            )
            return (person, try row("stale"))
        }
    }

    /// Who acts, read in the transaction that acts.
    func actor(_ account: Account.ID) throws -> Actor {
        try one(
            """
            SELECT ARRAY(SELECT r.role FROM account_role r WHERE r.account_id = a.id) AS roles,
                   EXISTS (SELECT FROM membership m WHERE m.account_id = a.id) AS is_applicant,
                   EXISTS (SELECT FROM juror j WHERE j.account_id = a.id) AS is_juror
            FROM account a WHERE a.id = \(account) FOR SHARE
            """
        ) { row in Actor(roles: try row.roles(), isApplicant: try row("is_applicant"), isJuror: try row("is_juror")) }
    }
}

extension Row {
    /// The column `roles`.
    func roles() throws -> Set<Role> {
        Set(try (self("roles") as [String]).compactMap(Role.init(rawValue:)))
    }
}
