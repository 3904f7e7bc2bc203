public import Awards
import Foundation
import Postgres

extension ServerSecret.Purpose {
    static let record = Self("record/ed25519")
}

/// Why the record is signed.
enum SealOccasion: String {
    /// An official act.
    case act
    /// The clock alone, so that nothing can be told from it but how much happened in an hour.
    case hour
    /// A person's receipt needs it; it is published nowhere else, because it would tell when they acted.
    case receipt
}

extension Store {
    /// What checks this installation's checkpoints; to be published.
    public var recordKey: RecordKey { signer.key }

    private var signer: RecordSigner { RecordSigner(seed: secret.derive(.record)) }

    /// Signs the record as far as it goes, after an act was appended in the same transaction.
    func seal(_ session: Session, for occasion: SealOccasion = .act) throws {
        try session.keepCheckpoint(by: signer, ContextKey(secret), for: occasion)
    }

    /// Signs the record where that is due by the database's clock: once in every hour, after a deadline for entries has
    /// passed, and when an act waits whose receipt needs it.
    /// - Returns: whether there was anything to sign.
    @discardableResult
    public func sealIfDue() async throws -> Bool {
        let signer = signer
        let key = ContextKey(secret)
        return try await database.transaction { session in
            let due = try session.one(
                """
                SELECT h.size > 0 AND NOT EXISTS (SELECT FROM checkpoint k WHERE k.key = \(signer.key.description) AND k.occasion = 'hour'
                                                  AND k.at >= date_trunc('hour', clock_timestamp())) AS hour,
                       h.size > coalesce(c.size, 0) AND EXISTS (
                           SELECT FROM round r WHERE r.entry_deadline AT TIME ZONE r.time_zone BETWEEN c.at AND clock_timestamp()) AS deadline,
                       h.size > coalesce(c.size, 0) AND EXISTS (
                           SELECT FROM event e WHERE e.seq > coalesce(c.size, 0) AND e.action IN
                           (\(EventAction.sheetFinalised.name), \(EventAction.sheetAbstained.name), \(EventAction.entryRecorded.name))) AS receipt
                FROM event_head h
                LEFT JOIN LATERAL (
                    SELECT size, at FROM checkpoint WHERE key = \(signer.key.description) ORDER BY size DESC, at DESC LIMIT 1
                ) c ON true
                """
            ) { row in (hour: try row("hour") as Bool, deadline: try row("deadline") as Bool, receipt: try row("receipt") as Bool) }
            let occasions = [(SealOccasion.hour, due.hour), (.act, due.deadline), (.receipt, due.receipt)].filter(\.1).map(\.0)
            for occasion in occasions { try session.keepCheckpoint(by: signer, key, for: occasion) }
            return !occasions.isEmpty
        }
    }
}

extension Session {
    /// - Parameter key: shows the database that no door alone has made this.
    fileprivate func keepCheckpoint(by signer: RecordSigner, _ key: ContextKey, for occasion: SealOccasion) throws {
        let head = try one("SELECT size, event_root(edge) AS root FROM event_head") { row in
            (size: try row("size") as Int, root: try row("root") as [UInt8])
        }
        guard let root = RecordHash(head.root) else { throw UnreadableColumn(column: "root", expected: "32 bytes") }
        let note = Checkpoint.note(size: head.size, root: root, by: signer)
        let mark = key.mark(of: "checkpoint.\(head.size).\(signer.key).\(root).\(occasion.rawValue).\(note)")
        try execute(
            "SELECT wall.keep_checkpoint(\(head.size), \(signer.key.description), \(root.bytes), \(note), \(occasion.rawValue), \(mark))"
        )
    }
}
