@testable public import AwardStore
public import Awards
public import Foundation
import Postgres

extension ClientDevice {
    /// A device that nobody has signed in on, unless it brings a token.
    public static func sample(place: String = "192.0.2.1", token: String? = nil) -> ClientDevice {
        ClientDevice(place: place, token: token, words: "Testgerät")
    }
}

/// What should not have happened.
public struct TestUnexpected: Error {
    public init() {}
}

/// A mail in the outbox, as an administrator reads it.
public struct SampleMail: Sendable {
    public let subject: String
    /// nil where it is gone.
    public let text: String?

    /// The token at the end of a link.
    public func link(_ path: String) -> String? {
        guard let text, let start = text.range(of: "https://lorbeer.example.org" + path) else { return nil }
        return String(text[start.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
    }
}

extension SamplePeople {
    /// The last mail to an address, whoever may see it.
    public func mail(to email: String) async throws -> SampleMail {
        let reader = try await administrator("postlesen@example.org")
        let id: OutboxMail.ID = try await store.database.read { session in
            try session.value("SELECT id FROM outbox_mail WHERE recipient = \(email) ORDER BY created_at DESC LIMIT 1")
        }
        let (item, text) = try await store.mailText(id, origin: "https://lorbeer.example.org", by: ConfirmedCaller(try await caller(reader)))
        return SampleMail(subject: item.subject, text: text)
    }

    /// How many mails wait for an address.
    public func mailCount(to email: String) async throws -> Int {
        try await store.database.read { session in try session.value("SELECT count(*) FROM outbox_mail WHERE recipient = \(email)") }
    }

    /// An administrator of the demo kind; the same one for the same address.
    public func administrator(_ email: String = "administration@example.org") async throws -> Account.ID {
        let known: Account.ID? = try await store.database.read { session in
            try session.first("SELECT id FROM account WHERE email = \(email)") { row in try row("id") }
        }
        if let known { return known }
        return try await account(email, roles: [.administrator])
    }

    /// An account that is none of the demo's: what binds real people binds it.
    public func real(_ email: String, roles: Set<Role> = []) async throws -> Account.ID {
        try await store.createAccount(NewAccount(email: email, displayName: "Echte Person", password: Self.password, roles: roles), by: nil)
    }

    /// Whether the record has such an event about an account or municipality.
    public func recorded(_ action: String, about id: UUID) async throws -> Int {
        try await store.database.read { session in
            try session.value(
                """
                SELECT count(*) FROM event e LEFT JOIN event_detail d ON d.seq = e.seq
                WHERE e.action = \(action) AND coalesce(e.subject_id, d.account_id) = \(id)
                """
            )
        }
    }
}
