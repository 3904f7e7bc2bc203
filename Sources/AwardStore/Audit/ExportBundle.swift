public import Awards
import Foundation
import Postgres

/// Why a published round has no bundle: it was published before acts were chained and signed.
public struct BundleMissing: Error, Equatable, Sendable {}

extension Store {
    /// The bundle with which anyone can check a published round, `lorbeer-bundle/1`. The same round gives the same bytes.
    /// - Returns: nil for a round that is not published.
    /// - Throws: ``BundleMissing``.
    public func resultBundle(slug: String) async throws -> String? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session), round.state == .published else { return nil }
            return try session.bundle(of: round.id)
        }
    }

    /// The checkpoint made when a round was published; nil where there is none.
    public func publicationCheckpoint(of round: Round.ID) async throws -> String? {
        try await database.read { session in
            try session.publication(of: round).flatMap { try session.firstCheckpoint(from: $0, isPublic: true)?.note }
        }
    }

    /// The newest checkpoint for everyone: while a round is open, that of the last full hour, because any other would tell
    /// when somebody acted; nil while there is none.
    public func publicCheckpoint() async throws -> String? {
        try await database.read { session in
            try session.first(
                """
                SELECT note FROM checkpoint
                WHERE key = (SELECT wall.installation_key())
                     AND (occasion = 'hour' OR occasion = 'act' AND NOT EXISTS (SELECT FROM round WHERE state = 'open'))
                ORDER BY size DESC, at DESC LIMIT 1
                """
            ) { row in try row("note") }
        }
    }
}

/// A signed state of the record, with the key it was signed by.
struct StoredCheckpoint {
    let size: Int
    let key: RecordKey
    let note: String
}

extension Session {
    /// The number of the event that published a round.
    fileprivate func publication(of round: Round.ID) throws -> Int? {
        try first(
            "SELECT seq FROM event WHERE round_id = \(round) AND action = \(EventAction.resultPublished.name) ORDER BY seq DESC LIMIT 1"
        ) { row in try row("seq") }
    }

    /// This installation's earliest checkpoint that covers an event: the same one at every call; nil where there is none.
    /// - Parameter isPublic: leaves out those that were made for one receipt.
    func firstCheckpoint(from seq: Int, isPublic: Bool) throws -> StoredCheckpoint? {
        let stored = try first(
            """
            SELECT size, key, note FROM checkpoint
            WHERE size >= \(seq) AND key = (SELECT wall.installation_key()) AND (occasion <> 'receipt' OR NOT \(isPublic)) ORDER BY size, at LIMIT 1
            """
        ) { row in (size: try row("size") as Int, key: try row("key") as String, note: try row("note") as String) }
        return stored.flatMap { stored in
            RecordKey(stored.key).map { StoredCheckpoint(size: stored.size, key: $0, note: stored.note) }
        }
    }

    /// The hashes of the first events.
    func chain(to size: Int) throws -> [RecordHash] {
        try rows("SELECT hash FROM wall.event_hashes(1, \(size)) ORDER BY seq") { row in
            guard let hash = RecordHash(try row("hash") as [UInt8]) else { throw UnreadableColumn(column: "hash", expected: "32 bytes") }
            return hash
        }
    }

    func bundle(of round: Round.ID) throws -> String {
        guard let seq = try publication(of: round), let checkpoint = try firstCheckpoint(from: seq, isPublic: true),
            let decision = try standingDecision(of: round), let allocation = try publicAllocation(of: decision.id)
        else { throw BundleMissing() }
        let rules = try publicRules(of: round)
        let bodies = try rows("SELECT body FROM event WHERE round_id = \(round) AND seq <= \(checkpoint.size) ORDER BY seq") { row in
            try row("body") as String
        }
        return try ResultBundle.text(
            round: round, key: checkpoint.key, checkpoint: checkpoint.note, chain: try chain(to: checkpoint.size), events: bodies,
            rules: rules.rules, rulesVersion: rules.version, entries: try publicEntries(of: round), ranking: try publicRanking(of: round),
            decision: PublicDecision(id: decision.id, decision.planned), allocation: allocation
        )
    }
}
