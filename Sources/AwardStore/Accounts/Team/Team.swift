public import Awards
public import Foundation
import Postgres

/// The people who work on a municipality's entries, and those who are invited to.
public struct Team: Sendable, Equatable {
    public struct Member: Sendable, Equatable {
        public let account: Account.ID
        public let name: String
        public let email: String
        public let lead: Bool
        public let disabled: Bool
    }

    public struct Invited: Sendable, Equatable {
        public let id: Invitation.ID
        /// As whoever has invited them wrote it; the person's own name is theirs to tell by joining.
        public let name: String
        public let email: String
        public let lead: Bool
        public let expiresAt: Date
        public let expired: Bool
    }

    public let municipality: Municipality.ID
    public let title: MunicipalityTitle
    public let members: [Member]
    public let invited: [Invited]
}

extension Store {
    /// A municipality's team, for one of its members.
    /// - Returns: nil for everyone else, as if there were no such municipality.
    public func ownTeam(_ municipality: Municipality.ID, of caller: Caller) async throws -> Team? {
        guard let team = try await team(municipality), team.members.contains(where: { $0.account == caller.account }) else { return nil }
        return team
    }

    /// A municipality's team, for staff.
    public func team(_ municipality: Municipality.ID) async throws -> Team? {
        try await database.read { session in
            let title = try session.first("SELECT kind, display_name, designation, article FROM municipality WHERE id = \(municipality)") { row in
                try row.municipalityTitle()
            }
            guard let title else { return nil }
            return Team(
                municipality: municipality, title: title, members: try session.members(of: municipality), invited: try session.invited(to: municipality)
            )
        }
    }
}

extension Session {
    fileprivate func members(of municipality: Municipality.ID) throws -> [Team.Member] {
        try rows(
            """
            SELECT a.id, a.display_name, a.email, m.lead, a.disabled_at IS NOT NULL AS disabled
            FROM membership m JOIN account a ON a.id = m.account_id
            WHERE m.municipality_id = \(municipality) ORDER BY m.lead DESC, a.display_name COLLATE "de-x-icu", a.id
            """
        ) { row in
            Team.Member(
                account: try row("id"), name: try row("display_name"), email: try row("email"), lead: try row("lead"), disabled: try row("disabled")
            )
        }
    }

    fileprivate func invited(to municipality: Municipality.ID) throws -> [Team.Invited] {
        try rows(
            """
            -- In small letters, because the account's spelling would tell that there is one.
            SELECT i.id, i.invited_name, lower(a.email) AS email, i.lead, i.expires_at, i.expires_at <= now() AS expired
            FROM invitation i JOIN account a ON a.id = i.account_id
            WHERE i.municipality_id = \(municipality) AND i.accepted_at IS NULL AND i.revoked_at IS NULL
            ORDER BY i.invited_name COLLATE "de-x-icu", i.id
            """
        ) { row in
            Team.Invited(
                id: try row("id"), name: try row("invited_name"), email: try row("email"), lead: try row("lead"),
                expiresAt: try row("expires_at"), expired: try row("expired")
            )
        }
    }
}
