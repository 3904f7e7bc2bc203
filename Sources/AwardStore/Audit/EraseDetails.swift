public import Awards
import Postgres

extension EventAction {
    static let detailsErased = Self("detailsErased")
}

extension Store {
    /// Deletes what the record holds of a person beside the chain (Art. 17 GDPR): who they are behind their acts, what they
    /// wrote, and what others recorded about them. The chain stays and verifies; its salted hashes stand for nothing any more.
    /// - Parameter actor: who deletes; nil from the command line.
    /// - Returns: the number of events without detail from now on; nil where there is no account of this address.
    public func eraseDetails(of email: String, by actor: Account.ID?) async throws -> Int? {
        try await database.transaction { session in
            let account = try session.first("SELECT id FROM account WHERE lower(email) = lower(\(email))") { row in
                try row("id") as Account.ID
            }
            guard let account else { return nil }
            let erased = try session.execute(
                """
                DELETE FROM event_detail d
                WHERE d.actor_id = \(account) OR d.account_id = \(account) OR position(\(account.description) IN d.content) > 0
                   OR EXISTS (SELECT FROM event e JOIN juror j ON j.id = e.subject_id
                              WHERE e.seq = d.seq AND e.subject_kind = 'juror' AND j.account_id = \(account))
                """
            )
            guard erased > 0 else { return 0 }
            try session.record(.detailsErased, by: actor, about: .record, facts: ["events": .number(erased)])
            return erased
        }
    }
}

extension EventSubject {
    fileprivate static let record = Self(kind: "record", id: nil)
}
