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
        case .renewal: .invitation
        case .teamInvitation: .teamInvitation
        case .passwordReset: .passwordReset
        case .passwordChanged: .passwordChanged
        case .leadGiven: .leadGiven
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
        try execute("UPDATE outbox_mail SET sealed_text = NULL, settled_at = now() WHERE account_id = \(account) AND kind = \(kind.rawValue) AND sealed_text IS NOT NULL")
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
    public let state: State
    /// nil while nobody has noted it.
    public let sent: Sent?

    /// The text is still there.
    public var readable: Bool { state == .ready }

    /// Who has sent it by hand, and when.
    public struct Sent: Sendable, Equatable {
        public let at: Date
        public let by: String
    }

    public enum State: String, Sendable {
        case ready
        /// Its link was used, replaced or taken back.
        case settled
        case expired
    }
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
                SELECT m.id, m.account_id, m.recipient, m.kind, m.subject, m.created_at, m.sent_at, s.display_name AS sender,
                       CASE WHEN m.settled_at IS NOT NULL THEN 'settled' WHEN m.expires_at <= now() THEN 'expired' ELSE 'ready' END AS state
                FROM outbox_mail m LEFT JOIN account s ON s.id = m.sent_by WHERE \(everything) OR NOT powerful_account(m.account_id)
                ORDER BY m.created_at DESC, m.id LIMIT \(OutboxPage.size) OFFSET \((page - 1) * OutboxPage.size)
                """
            ) { row in try OutboxItem(row) }
            return OutboxPage(items: items, total: total)
        }
    }

    /// The text of a mail to somebody without power, with `origin` as the beginning of its links; nil where it is gone. That it was
    /// shown is recorded: who reads a link could use it.
    /// - Throws: ``MailNotVisible``; ``StepUpNeeded`` for mail to a powerful account.
    public func mailText(_ id: OutboxMail.ID, origin: String, by caller: Caller) async throws -> (item: OutboxItem, text: String?) {
        try await mailText(id, origin: origin, by: caller) { isPowerful in
            guard !isPowerful else { throw StepUpNeeded() }
        }
    }

    /// The same for any account: whoever reads it has just proved again who they are.
    /// - Throws: ``MailNotVisible``.
    public func mailText(_ id: OutboxMail.ID, origin: String, by confirmed: ConfirmedCaller) async throws -> (item: OutboxItem, text: String?) {
        try await mailText(id, origin: origin, by: confirmed.caller) { _ in }
    }

    private func mailText(
        _ id: OutboxMail.ID, origin: String, by caller: Caller, checking: @escaping @Sendable (_ isPowerful: Bool) throws -> Void
    ) async throws -> (item: OutboxItem, text: String?) {
        try await database.transaction { session in
            let (item, isPowerful) = try visible(id, to: caller, in: session)
            try checking(isPowerful)
            let sealed = try session.first("SELECT sealed_text FROM outbox_mail WHERE id = \(id)") { row in try row("sealed_text") as [UInt8]? } ?? nil
            guard item.readable, let sealed else { return (item, nil) }
            let text = String(decoding: try Sealer(secret, for: .mail(id)).open(sealed), as: UTF8.self)
            if item.kind.opensAccount, !isPowerful, !permissions.mayReadMail(try session.actor(caller.account), powerful: true) {
                try session.execute("UPDATE account SET link_shown_at = now() WHERE id = \(item.account)")
            }
            try session.record(.mailShown, by: caller.account, about: .mail(id), after: ["account": item.account.description])
            return (item, text.replacingOccurrences(of: AccountMail.originMark, with: origin))
        }
    }

    /// One mail without its text.
    /// - Returns: also whether its text takes a fresh proof.
    /// - Throws: ``MailNotVisible``.
    public func mail(_ id: OutboxMail.ID, by caller: Caller) async throws -> (item: OutboxItem, isPowerful: Bool) {
        try await database.transaction { session in try visible(id, to: caller, in: session) }
    }

    /// Notes that somebody has sent a mail by hand; a second time changes nothing.
    /// - Throws: ``MailNotVisible``; ``OperationReused``, ``OutcomeUnknown``.
    public func markSent(_ id: OutboxMail.ID, by caller: Caller, operation: Operation) async throws {
        _ = try await perform(operation) { session in
            let (item, _) = try visible(id, to: caller, in: session)
            guard item.sent == nil else { return id }
            try session.execute("UPDATE outbox_mail SET sent_at = now(), sent_by = \(caller.account) WHERE id = \(id)")
            try session.record(.mailSent, by: caller.account, about: .mail(id), after: ["account": item.account.description])
            return id
        }
    }

    /// Holds the account, so that it cannot gain power between the question and the answer.
    private func visible(_ id: OutboxMail.ID, to caller: Caller, in session: Session) throws -> (item: OutboxItem, isPowerful: Bool) {
        try session.execute("SELECT FROM account WHERE id = (SELECT account_id FROM outbox_mail WHERE id = \(id)) FOR UPDATE")
        let found = try session.first(
            """
            SELECT m.id, m.account_id, m.recipient, m.kind, m.subject, m.created_at, m.sent_at, s.display_name AS sender,
                   CASE WHEN m.settled_at IS NOT NULL THEN 'settled' WHEN m.expires_at <= now() THEN 'expired' ELSE 'ready' END AS state,
                   powerful_account(m.account_id) AS powerful
            FROM outbox_mail m LEFT JOIN account s ON s.id = m.sent_by WHERE m.id = \(id)
            """
        ) { row in (item: try OutboxItem(row), isPowerful: try row("powerful") as Bool) }
        guard let found, permissions.mayReadMail(try session.actor(caller.account), powerful: found.isPowerful) else { throw MailNotVisible() }
        return found
    }

    /// How many mails wait to be sent by this person's hand.
    public func waitingMails(for actor: Actor) async throws -> Int {
        let everything = permissions.mayReadMail(actor, powerful: true)
        guard everything || permissions.mayReadMail(actor, powerful: false) else { return 0 }
        return try await database.read { session in
            try session.value(
                """
                SELECT count(*) FROM outbox_mail m
                WHERE m.sent_at IS NULL AND m.settled_at IS NULL AND m.expires_at > now()
                  AND (\(everything) OR NOT powerful_account(m.account_id))
                """
            )
        }
    }
}

/// There is no such mail, or it is not for this person.
public struct MailNotVisible: Error, Equatable {}

extension OutboxItem {
    fileprivate init(_ row: Row) throws {
        let sentAt: Date? = try row("sent_at")
        let sender: String? = try row("sender")
        self.init(
            id: try row("id"), account: try row("account_id"), recipient: try row("recipient"), kind: try row.state("kind"),
            subject: try row("subject"), createdAt: try row("created_at"), state: try row.state("state"),
            sent: sentAt.map { Sent(at: $0, by: sender ?? "") }
        )
    }
}
