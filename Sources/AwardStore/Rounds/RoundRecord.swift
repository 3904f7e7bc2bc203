import Awards
public import Foundation
import Postgres

/// A page of a round's events, the newest first.
public struct RoundRecord: Sendable, Equatable {
    public struct Item: Sendable, Equatable {
        public let number: Int
        public let at: Date
        /// nil where the act came from the command line, and where it was erased.
        public let actor: String?
        /// The record knows no more who it was.
        public let isErased: Bool
        /// The action's name in the record, for example `sheetSaved`.
        public let action: String
        /// Whom it concerns: a municipality, a juror, or both.
        public let subject: String?
    }

    public static let itemsPerPage = 50

    public let round: LoadedRound
    public let items: [Item]
    /// All events of the round.
    public let total: Int
    /// Counted from 1.
    public let page: Int
}

extension Store {
    /// What was done in a round, without what was written: texts and points stay where they belong.
    /// - Parameter page: counted from 1.
    /// - Returns: nil where there is no such round.
    public func roundRecord(slug: String, page: Int) async throws -> RoundRecord? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session) else { return nil }
            let total: Int = try session.value("SELECT count(*) FROM event WHERE round_id = \(round.id)")
            let items = try session.rows(
                """
                WITH shown AS (
                    SELECT e.seq, e.at, d.actor_id, e.actor IS NOT NULL AND d.seq IS NULL AS erased, e.action, e.subject_kind, e.subject_id
                    FROM event e LEFT JOIN event_detail d ON d.seq = e.seq WHERE e.round_id = \(round.id)
                    ORDER BY e.seq DESC LIMIT \(RoundRecord.itemsPerPage)::bigint OFFSET \((page - 1) * RoundRecord.itemsPerPage)::bigint
                )
                SELECT v.seq, v.at, actor.display_name AS actor, v.erased, v.action, person.display_name AS person,
                       m.kind, m.display_name, m.designation, m.article
                FROM shown v
                LEFT JOIN account actor ON actor.id = v.actor_id
                LEFT JOIN assignment a ON v.subject_kind = 'assignment' AND a.id = v.subject_id
                LEFT JOIN measure s ON v.subject_kind = 'measure' AND s.id = v.subject_id
                LEFT JOIN entry e ON e.id = coalesce(a.entry_id, s.entry_id, CASE v.subject_kind WHEN 'entry' THEN v.subject_id END)
                LEFT JOIN municipality m ON m.id = e.municipality_id
                LEFT JOIN juror j ON j.id = coalesce(a.juror_id, CASE v.subject_kind WHEN 'juror' THEN v.subject_id END)
                LEFT JOIN account person ON person.id = j.account_id
                ORDER BY v.seq DESC
                """
            ) { row in try RoundRecord.Item(row) }
            return RoundRecord(round: round, items: items, total: total, page: page)
        }
    }
}

extension RoundRecord.Item {
    /// From the event, whoever acted, and whom it concerns: `person`, a municipality's title, both or neither.
    init(_ row: Row) throws {
        let municipality = try (row("kind") as String?).map { _ in try row.municipalityTitle().plain }
        let subject = [try row("person") as String?, municipality].compactMap(\.self).joined(separator: " · ")
        self.init(
            number: try row("seq"), at: try row("at"), actor: try row("actor"), isErased: try row("erased"), action: try row("action"),
            subject: subject.isEmpty ? nil : subject
        )
    }
}
