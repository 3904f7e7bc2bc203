public import Awards
import Foundation
import Postgres

/// How far the proof of an act is.
public enum EventProof: Sendable, Equatable {
    /// Recorded; the next checkpoint will cover it.
    case pending
    case proved(EventReceipt, size: Int)
}

extension Store {
    /// The proof that an entry was handed in. Asks nobody for permission: whoever calls it has to.
    /// - Returns: nil where nothing was handed in.
    public func proof(ofEntry entry: Entry.ID) async throws -> EventProof? {
        try await database.read { session in
            let actions = [EventAction.entrySubmitted.name, EventAction.entryRecorded.name]
            guard let event = try session.event(of: actions, about: entry.uuid) else { return nil }
            let content = try session.one(
                """
                SELECT encode(e.content_hash, 'hex') AS hash, encode(e.content_salt, 'hex') AS salt, e.track, e.population, m.kind, m.key, m.display_name
                FROM entry e JOIN municipality m ON m.id = e.municipality_id WHERE e.id = \(entry)
                """
            ) { row in
                (
                    hash: try row("hash") as String?, salt: try row("salt") as String?,
                    entrant: PublicEntry.entrant(
                        kind: try row.state("kind"), key: try row("key"), name: try row("display_name"), track: try row("track"), population: try row("population")
                    )
                )
            }
            var disclosures: [EventReceipt.Disclosure] = []
            if let hash = content.hash, let salt = content.salt {
                disclosures.append(EventReceipt.Disclosure(purpose: "content", content: hash, salt: salt))
                disclosures.append(EventReceipt.Disclosure(purpose: PublicEntry.entrantPurpose, content: content.entrant, salt: salt))
            }
            return try session.proof(of: event, disclosing: disclosures)
        }
    }

    /// The proof that a juror finished a sheet, with the marks they gave.
    /// - Returns: nil where the assignment is not the account's, or its sheet is not finished.
    public func proof(ofSheet assignment: Assignment.ID, of account: Account.ID) async throws -> EventProof? {
        try await database.read { session in
            let round = try session.first(
                """
                SELECT a.round_id FROM assignment a JOIN juror j ON j.id = a.juror_id JOIN score_sheet s ON s.assignment_id = a.id
                WHERE a.id = \(assignment) AND j.account_id = \(account) AND s.state IN ('final', 'abstained')
                """
            ) { row in try row("round_id") as Round.ID }
            let actions = [EventAction.sheetFinalised.name, EventAction.sheetAbstained.name]
            guard let round, let event = try session.event(of: actions, about: assignment.uuid) else { return nil }
            let sheet = try session.heldSheets(of: round, only: assignment).first?.committed
            let opened = sheet.flatMap { sheet in
                sheet.salt.map { EventReceipt.Disclosure(purpose: CommittedSheet.purpose, content: sheet.content, salt: $0.description) }
            }
            return try session.proof(of: event, disclosing: [opened, event.detail].compactMap(\.self))
        }
    }
}

private struct StoredEvent {
    let seq: Int
    let body: String
    let before: RecordHash
    /// nil where it was erased.
    let detail: EventReceipt.Disclosure?
}

extension Session {
    /// The newest event of some actions about something.
    fileprivate func event(of actions: [String], about subject: UUID) throws -> StoredEvent? {
        try first(
            """
            SELECT e.seq, e.body, coalesce(p.hash, decode(repeat('00', 32), 'hex')) AS before, encode(d.salt, 'hex') AS salt, d.content
            FROM event e LEFT JOIN wall.event_hashes(e.seq - 1, e.seq - 1) p ON true LEFT JOIN event_detail d ON d.seq = e.seq
            WHERE e.subject_id = \(subject) AND e.action = ANY(\(actions)::text[]) ORDER BY e.seq DESC LIMIT 1
            """
        ) { row in
            guard let before = RecordHash(try row("before") as [UInt8]) else { throw UnreadableColumn(column: "before", expected: "32 bytes") }
            let salt: String? = try row("salt")
            let content: String? = try row("content")
            return StoredEvent(
                seq: try row("seq"), body: try row("body"), before: before,
                detail: salt.flatMap { salt in content.map { EventReceipt.Disclosure(purpose: "detail", content: $0, salt: salt) } }
            )
        }
    }

    fileprivate func proof(of event: StoredEvent, disclosing disclosures: [EventReceipt.Disclosure]) throws -> EventProof {
        guard let checkpoint = try firstCheckpoint(from: event.seq, isPublic: false) else { return .pending }
        let path = MerkleTree(events: try chain(to: checkpoint.size)).path(to: event.seq - 1)
        let receipt = EventReceipt(
            key: checkpoint.key, checkpoint: checkpoint.note, index: event.seq - 1, before: event.before, body: event.body, path: path,
            disclosures: disclosures
        )
        return .proved(receipt, size: checkpoint.size)
    }
}
