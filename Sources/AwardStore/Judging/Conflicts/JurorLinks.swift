public import Awards
public import Foundation
import Postgres

/// A person's link as stored.
public struct StoredLink: Sendable, Equatable {
    public let account: Account.ID
    public let link: JurorConnections.Link
    public let recordedAt: Date
    /// Somebody else has recorded it.
    public let recordedByOthers: Bool
}

/// A link to be recorded.
public struct NewLink: Sendable, Equatable {
    public var kind: JurorLink.Kind
    /// What the connection is, in the person's words.
    public var role: String
    public var target: JurorLink.Target

    public init(kind: JurorLink.Kind, role: String, target: JurorLink.Target) {
        self.kind = kind
        self.role = role
        self.target = target
    }
}

/// The links of a juror as staff see them.
public struct JurorLinksPage: Sendable, Equatable {
    public let round: LoadedRound
    public let juror: Juror.ID
    public let account: Account.ID
    public let name: String
    public let organisation: String
    public let links: [StoredLink]
}

/// Why a link stays.
public enum LinkRefusal: Error, Equatable, Sendable {
    /// Only whoever recorded it, or staff, take it back.
    case recordedByOthers
}

extension Store {
    /// A person's links that stand, the newest first.
    public func links(of account: Account.ID) async throws -> [StoredLink] {
        try await database.read { session in try session.links(of: [account]) }
    }

    /// nil where the round has no such juror.
    public func jurorLinks(of juror: Juror.ID, slug: String) async throws -> JurorLinksPage? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session) else { return nil }
            let person = try session.first(
                """
                SELECT j.account_id, j.organisation, c.display_name FROM juror j JOIN account c ON c.id = j.account_id
                WHERE j.id = \(juror) AND j.round_id = \(round.id)
                """
            ) { row in (account: try row("account_id") as Account.ID, organisation: try row("organisation") as String, name: try row("display_name") as String) }
            guard let person else { return nil }
            return JurorLinksPage(
                round: round, juror: juror, account: person.account, name: person.name, organisation: person.organisation,
                links: try session.links(of: [person.account])
            )
        }
    }

    /// Records what connects a person with an institution. What it is stays out of the record of events.
    /// - Throws: ``OperationReused``, ``OutcomeUnknown``.
    @discardableResult
    public func recordLink(_ link: NewLink, of account: Account.ID, by caller: Caller, operation: Operation) async throws -> JurorLink.ID {
        try await perform(operation) { session in
            let id: JurorLink.ID = try session.value(
                """
                INSERT INTO juror_link (account_id, kind, role, municipality_id, land_code, institution, recorded_at, recorded_by)
                VALUES (\(account), \(link.kind.rawValue), \(link.role), \(link.target.municipality), \(link.target.land),
                        \(link.target.institution), \(caller.requestedAt), \(caller.account)) RETURNING id
                """
            )
            try session.record(
                .jurorLinkRecorded, by: caller.account, about: .account(account), after: ["link": id.description, "kind": link.kind.rawValue]
            )
            return id
        }
    }

    /// Takes a link back; one that is gone already is no error. Suggestions from it are gone with it.
    /// - Throws: ``LinkRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func removeLink(_ link: JurorLink.ID, of account: Account.ID, by caller: Caller, operation: Operation) async throws {
        _ = try await perform(operation) { session in
            let recorder = try session.first(
                "SELECT recorded_by FROM juror_link WHERE id = \(link) AND account_id = \(account) AND removed_at IS NULL"
            ) { row in try row("recorded_by") as Account.ID }
            guard let recorder else { return 0 }
            // Jurors at their own desk have no role that matters, and their door none to read.
            let roles = caller.account == account ? [] : try session.roles(of: caller.account)
            guard permissions.mayRemoveLink(caller.account, of: roles, about: account, recordedBy: recorder) else {
                throw LinkRefusal.recordedByOthers
            }
            let removed = try session.execute(
                """
                UPDATE juror_link SET removed_at = \(caller.requestedAt), removed_by = \(caller.account)
                WHERE id = \(link) AND account_id = \(account) AND removed_at IS NULL
                """
            )
            if removed > 0 {
                try session.record(.jurorLinkRemoved, by: caller.account, about: .account(account), before: ["link": link.description])
            }
            return removed
        }
    }

    /// Municipalities and Landkreise by part of the name or the beginning of the key, at most 20 and in the order of DIN
    /// 5007, and Länder by part of the name; nothing for a text shorter than two characters.
    public func linkTargets(_ text: String) async throws -> [LinkTarget] {
        let text = FormText.trimmed(text)
        guard text.count >= 2 else { return [] }
        return try await database.read { session in
            let places = try session.rows(
                """
                SELECT m.id, m.kind, m.key, m.display_name, m.designation, m.article, l.name AS land
                FROM municipality m JOIN land l ON l.code = m.land_code
                WHERE strpos(search_form(m.display_name), folded(\(text))) > 0 OR starts_with(m.key, \(text))
                ORDER BY folded(m.display_name) <> folded(\(text)), m.display_name COLLATE "de-x-icu", m.key LIMIT 20
                """
            ) { row in LinkTarget(target: .municipality(try row("id")), name: try row.municipalityTitle().plain, detail: try row("land")) }
            let lands = try session.rows(
                "SELECT code, name FROM land WHERE strpos(search_form(name), folded(\(text))) > 0 ORDER BY name COLLATE \"de-x-icu\" LIMIT 5"
            ) { row in LinkTarget(target: .land(try row("code")), name: try row("name"), detail: "Land") }
            return lands + places
        }
    }
}

/// Something a link can lead to.
public struct LinkTarget: Sendable, Equatable {
    public let target: JurorLink.Target
    public let name: String
    /// The Land a municipality lies in; "Land" for one.
    public let detail: String
}

extension JurorLink.Target {
    fileprivate var municipality: Municipality.ID? { if case .municipality(let id) = self { id } else { nil } }
    fileprivate var land: String? { if case .land(let code) = self { code } else { nil } }
    fileprivate var institution: String? { if case .institution(let name) = self { name } else { nil } }
}

extension Session {
    /// The links that stand, the newest first.
    func links(of accounts: [Account.ID]) throws -> [StoredLink] {
        try rows(
            """
            SELECT k.id, k.account_id, k.kind AS link_kind, k.role, k.land_code, l.name AS land, k.institution, k.recorded_at,
                   k.recorded_by <> k.account_id AS by_others, m.id AS municipality_id, m.key, m.kind, m.display_name, m.designation, m.article
            FROM juror_link k
            LEFT JOIN municipality m ON m.id = k.municipality_id
            LEFT JOIN land l ON l.code = k.land_code
            WHERE k.account_id = ANY(\(accounts)::uuid[]) AND k.removed_at IS NULL
            ORDER BY k.recorded_at DESC, k.id
            """
        ) { row in
            StoredLink(
                account: try row("account_id"),
                link: JurorConnections.Link(id: try row("id"), kind: try row.state("link_kind"), role: try row("role"), target: try row.linkTarget()),
                recordedAt: try row("recorded_at"), recordedByOthers: try row("by_others")
            )
        }
    }
}

extension Row {
    fileprivate func linkTarget() throws -> JurorConnections.Link.Target {
        if let id: Municipality.ID = try self("municipality_id") {
            return .municipality(KnownMunicipality(id: id, key: try self("key"), title: try municipalityTitle()))
        }
        if let code: String = try self("land_code") { return .land(code: code, name: try self("land")) }
        return .institution(try self("institution"))
    }
}
