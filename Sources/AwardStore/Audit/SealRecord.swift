public import Awards
import Foundation
import Postgres

extension ServerSecret.Purpose {
    static let record = Self("record/ed25519")
}

extension Store {
    /// What checks this installation's checkpoints; to be published.
    public var recordKey: RecordKey { signer.key }

    private var signer: RecordSigner { RecordSigner(seed: secret.derive(.record)) }

    /// Signs the record as far as it goes, after an official act was appended in the same transaction.
    func seal(_ session: Session) throws {
        try session.keepCheckpoint(by: signer, ContextKey(secret))
    }

    /// Signs the record where that is due by the database's clock: an hour after the last checkpoint, after a deadline for
    /// entries has passed, and when an act waits whose receipt needs one.
    /// - Returns: whether there was anything to sign.
    @discardableResult
    public func sealIfDue() async throws -> Bool {
        let signer = signer
        let key = ContextKey(secret)
        return try await database.transaction { session in
            let due: Bool = try session.value(
                """
                SELECT h.size > coalesce(c.size, 0) AND (
                    c.at IS NULL OR c.at <= clock_timestamp() - interval '1 hour'
                    OR EXISTS (SELECT FROM round r WHERE r.entry_deadline AT TIME ZONE r.time_zone BETWEEN c.at AND clock_timestamp())
                    OR EXISTS (SELECT FROM event e WHERE e.seq > c.size AND e.action IN
                               (\(EventAction.sheetFinalised.name), \(EventAction.sheetAbstained.name), \(EventAction.entryRecorded.name)))
                )
                FROM event_head h
                LEFT JOIN LATERAL (SELECT size, at FROM checkpoint WHERE key = \(signer.key.description) ORDER BY size DESC LIMIT 1) c ON true
                """
            )
            if due { try session.keepCheckpoint(by: signer, key) }
            return due
        }
    }
}

extension Session {
    /// - Parameter key: shows the database that no door alone has made this.
    fileprivate func keepCheckpoint(by signer: RecordSigner, _ key: ContextKey) throws {
        let head = try one("SELECT size, event_root(edge) AS root FROM event_head") { row in
            (size: try row("size") as Int, root: try row("root") as [UInt8])
        }
        guard let root = RecordHash(head.root) else { throw UnreadableColumn(column: "root", expected: "32 bytes") }
        let note = Checkpoint.note(size: head.size, root: root, by: signer)
        let mark = key.mark(of: "checkpoint.\(head.size).\(signer.key).\(root).\(note)")
        try execute("SELECT wall.keep_checkpoint(\(head.size), \(signer.key.description), \(root.bytes), \(note), \(mark))")
    }
}
