public import Awards
public import Foundation
import Postgres

extension ServerSecret.Purpose {
    static func mail(_ id: OutboxMail.ID) -> Self { Self("outbox/\(id)") }
}

extension AccountMail {
    var kind: OutboxMail.Kind {
        switch self {
        case .invitation: .invitation
        case .passwordReset: .passwordReset
        case .passwordChanged: .passwordChanged
        case .leadGiven: .leadGiven
        case .memberAdded: .memberAdded
        case .secondFactorReset: .secondFactorReset
        case .rolesChanged: .rolesChanged
        }
    }

    /// How long the text is kept; not longer than its link works.
    var hours: Int { kind == .passwordReset ? 1 : Invitation.days * 24 }
}

extension Store {
    /// Puts a mail into the outbox, in the caller's transaction. Texts whose time is over go with the same opportunity.
    func post(_ mail: AccountMail, to account: Account.ID, id: OutboxMail.ID = .random(), in session: Session) throws {
        try session.execute("UPDATE outbox_mail SET sealed_text = NULL WHERE sealed_text IS NOT NULL AND expires_at < now()")
        let name = try session.first("SELECT display_name FROM account WHERE id = \(account)") { row in try row("display_name") as String }
        let sealed = Sealer(secret, for: .mail(id)).seal(Array(mail.text(to: name ?? "").utf8))
        try session.execute(
            """
            INSERT INTO outbox_mail (id, account_id, recipient, kind, subject, sealed_text, expires_at)
            SELECT \(id), a.id, a.email, \(mail.kind.rawValue), \(mail.subject), \(sealed), now() + make_interval(hours => \(mail.hours)::int)
            FROM account a WHERE a.id = \(account)
            """
        )
    }
}

extension Session {
    /// The link in these mails is dead: nobody has to read it any more.
    func dropMailText(of account: Account.ID, kind: OutboxMail.Kind) throws {
        try execute("UPDATE outbox_mail SET sealed_text = NULL WHERE account_id = \(account) AND kind = \(kind.rawValue)")
    }
}

/// A mail in the outbox, without its text.
public struct OutboxItem: Sendable, Equatable {
    public let id: OutboxMail.ID
    public let account: Account.ID
    public let recipient: String
    public let kind: OutboxMail.Kind
    public let subject: String
    public let createdAt: Date
    /// The text is still there.
    public let readable: Bool
}

/// One page of the outbox, the latest first.
public struct OutboxPage: Sendable, Equatable {
    public static let size = 50

    public let items: [OutboxItem]
    public let total: Int
}

extension Store {
    /// The mails this person may read. Those that could open a powerful account are not even listed for others.
    /// - Parameter page: from 1.
    public func outbox(page: Int, for actor: Actor) async throws -> OutboxPage {
        let everything = permissions.mayReadMail(actor, powerful: true)
        guard everything || permissions.mayReadMail(actor, powerful: false) else { return OutboxPage(items: [], total: 0) }
        return try await database.read { session in
            let total: Int = try session.value("SELECT count(*) FROM outbox_mail m WHERE \(everything) OR NOT powerful_account(m.account_id)")
            let items = try session.rows(
                """
                SELECT m.id, m.account_id, m.recipient, m.kind, m.subject, m.created_at,
                       m.sealed_text IS NOT NULL AND m.expires_at > now() AS readable
                FROM outbox_mail m WHERE \(everything) OR NOT powerful_account(m.account_id)
                ORDER BY m.created_at DESC, m.id LIMIT \(OutboxPage.size) OFFSET \((page - 1) * OutboxPage.size)
                """
            ) { row in try OutboxItem(row) }
            return OutboxPage(items: items, total: total)
        }
    }

    /// The text of a mail, with `origin` as the beginning of its links; nil where it is gone. That it was shown is recorded: who
    /// reads a link could use it.
    /// - Throws: ``MailNotVisible``.
    public func mailText(_ id: OutboxMail.ID, origin: String, by caller: Caller) async throws -> (item: OutboxItem, text: String?) {
        try await database.transaction { session in
            let found = try session.first(
                """
                SELECT m.id, m.account_id, m.recipient, m.kind, m.subject, m.created_at, powerful_account(m.account_id) AS powerful,
                       m.sealed_text IS NOT NULL AND m.expires_at > now() AS readable, m.sealed_text
                FROM outbox_mail m WHERE m.id = \(id)
                """
            ) { row in (item: try OutboxItem(row), powerful: try row("powerful") as Bool, sealed: try row("sealed_text") as [UInt8]?) }
            guard let found, permissions.mayReadMail(try session.actor(caller.account), powerful: found.powerful) else { throw MailNotVisible() }
            guard found.item.readable, let sealed = found.sealed else { return (found.item, nil) }
            let text = String(decoding: try Sealer(secret, for: .mail(id)).open(sealed), as: UTF8.self)
            try session.record(.mailShown, by: caller.account, about: .mail(id), after: ["account": found.item.account.description])
            return (found.item, text.replacingOccurrences(of: AccountMail.originMark, with: origin))
        }
    }
}

/// There is no such mail, or it is not for this person.
public struct MailNotVisible: Error, Equatable {}

extension OutboxItem {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row("id"), account: try row("account_id"), recipient: try row("recipient"), kind: try row.state("kind"),
            subject: try row("subject"), createdAt: try row("created_at"), readable: try row("readable")
        )
    }
}
