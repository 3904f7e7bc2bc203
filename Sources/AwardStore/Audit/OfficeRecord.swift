import Awards
import Postgres

/// A page of what was done outside rounds, the newest first: accounts, roles, teams, mail, the register. Who signed in when stays
/// out: nobody's work is watched here.
public struct OfficeRecord: Sendable, Equatable {
    public let items: [RoundRecord.Item]
    /// All such events.
    public let total: Int
    /// Counted from 1.
    public let page: Int
}

extension Store {
    /// - Parameter page: counted from 1.
    public func officeRecord(page: Int) async throws -> OfficeRecord {
        let signingIn = [EventAction.signedIn, .signedOut, .confirmed, .sessionsEnded].map(\.name)
        return try await database.read { session in
            let total: Int = try session.value("SELECT count(*) FROM event WHERE round_id IS NULL AND action <> ALL (\(signingIn))")
            let items = try session.rows(
                """
                SELECT e.seq, e.at, e.action, actor.display_name AS actor, e.actor IS NOT NULL AND d.seq IS NULL AS erased,
                       person.display_name AS person, m.kind, m.display_name, m.designation, m.article
                FROM (
                    SELECT seq, at, action, actor, subject_kind, subject_id FROM event WHERE round_id IS NULL AND action <> ALL (\(signingIn))
                    ORDER BY seq DESC LIMIT \(RoundRecord.itemsPerPage)::bigint OFFSET \((page - 1) * RoundRecord.itemsPerPage)::bigint
                ) e
                LEFT JOIN event_detail d ON d.seq = e.seq
                LEFT JOIN account actor ON actor.id = d.actor_id
                LEFT JOIN account person ON person.id = d.account_id
                LEFT JOIN municipality m ON e.subject_kind = 'municipality' AND m.id = e.subject_id
                ORDER BY e.seq DESC
                """
            ) { row in try RoundRecord.Item(row) }
            return OfficeRecord(items: items, total: total, page: page)
        }
    }
}
