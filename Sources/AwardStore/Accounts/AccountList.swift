public import Awards
public import Foundation
import Postgres

/// An account in a list.
public struct AccountSummary: Sendable, Equatable {
    public enum State: String, Sendable {
        case active
        /// Invited and not yet there.
        case pending
        case disabled
    }

    public let id: Account.ID
    public let email: String
    public let displayName: String
    public let roles: Set<Role>
    /// Where the person works on entries, by name.
    public let municipalities: [String]
    /// On whose juries the person sits, by title.
    public let rounds: [String]
    public let state: State
    public let secondFactor: Bool
    /// A link to it would open more than a municipality's entries.
    public let powerful: Bool
    public let sampleData: Bool
}

/// One page of the accounts, by address.
public struct AccountPage: Sendable, Equatable {
    public static let size = 50

    public let items: [AccountSummary]
    public let total: Int
}

/// One account with what belongs to it.
public struct AccountDetail: Sendable, Equatable {
    public struct OpenInvitation: Sendable, Equatable {
        public let id: Invitation.ID
        public let roles: Set<Role>
        public let createdAt: Date
        public let expiresAt: Date
        public let expired: Bool
    }

    public let summary: AccountSummary
    public let invitation: OpenInvitation?
}

extension Store {
    /// Accounts whose name or address contains the text; all for "".
    /// - Parameter page: from 1.
    public func accounts(containing text: String = "", page: Int = 1) async throws -> AccountPage {
        let text = FormText.trimmed(text)
        return try await database.read { session in
            let total: Int = try session.value(
                "SELECT count(*) FROM account WHERE strpos(folded(display_name), folded(\(text))) > 0 OR strpos(folded(email), folded(\(text))) > 0"
            )
            let found = try session.rows(
                """
                SELECT id FROM account WHERE strpos(folded(display_name), folded(\(text))) > 0 OR strpos(folded(email), folded(\(text))) > 0
                ORDER BY lower(email) LIMIT \(AccountPage.size) OFFSET \((page - 1) * AccountPage.size)
                """
            ) { row in try row("id") as Account.ID }
            let items = try session.summaries(of: found)
            return AccountPage(items: items, total: total)
        }
    }

    /// All accounts, by address.
    public func allAccounts() async throws -> [AccountSummary] {
        var all: [AccountSummary] = []
        var page = try await accounts()
        while !page.items.isEmpty {
            all += page.items
            page = try await accounts(page: all.count / AccountPage.size + 1)
            guard all.count.isMultiple(of: AccountPage.size) else { break }
        }
        return all
    }

    /// nil where there is no such account.
    public func account(_ id: Account.ID) async throws -> AccountDetail? {
        try await database.read { session in
            guard let summary = try session.summaries(of: [id]).first else { return nil }
            return AccountDetail(summary: summary, invitation: try session.openInvitation(of: id))
        }
    }
}

extension Session {
    /// In the order of the accounts; those that are not there are left out.
    fileprivate func summaries(of accounts: [Account.ID]) throws -> [AccountSummary] {
        try rows(
            """
            SELECT a.id, a.email, a.display_name, a.sample_data, a.disabled_at IS NOT NULL AS disabled, a.password_hash IS NULL AS pending,
                   ARRAY(SELECT r.role FROM account_role r WHERE r.account_id = a.id) AS roles,
                   EXISTS (SELECT FROM second_factor f WHERE f.account_id = a.id AND f.enrolled_at IS NOT NULL) AS second_factor,
                   powerful_account(a.id) AS powerful,
                   ARRAY(SELECT t.display_name FROM membership m JOIN municipality t ON t.id = m.municipality_id
                         WHERE m.account_id = a.id ORDER BY t.display_name COLLATE "de-x-icu") AS municipalities,
                   ARRAY(SELECT r.title FROM juror j JOIN round r ON r.id = j.round_id WHERE j.account_id = a.id ORDER BY r.title) AS rounds
            FROM unnest(\(accounts)::uuid[]) WITH ORDINALITY AS o(id, place) JOIN account a ON a.id = o.id ORDER BY o.place
            """
        ) { row in try AccountSummary(row) }
    }

    fileprivate func openInvitation(of account: Account.ID) throws -> AccountDetail.OpenInvitation? {
        try first(
            """
            SELECT id, roles, created_at, expires_at, expires_at <= now() AS expired FROM invitation
            WHERE account_id = \(account) AND token_hash IS NOT NULL AND accepted_at IS NULL AND revoked_at IS NULL
            """
        ) { row in
            AccountDetail.OpenInvitation(
                id: try row("id"), roles: try row.roles(), createdAt: try row("created_at"), expiresAt: try row("expires_at"), expired: try row("expired")
            )
        }
    }
}

extension AccountSummary {
    fileprivate init(_ row: Row) throws {
        let disabled: Bool = try row("disabled")
        let pending: Bool = try row("pending")
        self.init(
            id: try row("id"), email: try row("email"), displayName: try row("display_name"), roles: try row.roles(),
            municipalities: try row("municipalities"), rounds: try row("rounds"),
            state: disabled ? .disabled : pending ? .pending : .active, secondFactor: try row("second_factor"), powerful: try row("powerful"), sampleData: try row("sample_data")
        )
    }
}
