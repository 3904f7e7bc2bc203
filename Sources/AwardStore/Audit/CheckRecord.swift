public import Awards
import Postgres
import ScoringEngine

/// What is wrong with the stored record, each with the place it was found at.
public enum RecordProblem: Error, Equatable, Sendable {
    /// The event's hash does not follow from the one before and its body.
    case brokenChain(seq: Int)
    /// A checkpoint of this size is not signed by its key, or of a key that is not this installation's.
    case badCheckpoint(size: Int)
    /// The events are not those that were signed.
    case rootDiffers(size: Int)
    /// A checkpoint was signed over more events than there are.
    case eventsMissing(size: Int, events: Int)
    /// Sheets have changed since the ranking was frozen.
    case sheetsChanged(round: String)
    /// A sheet is not as its juror's last act left it, by the assignment's id.
    case sheetNotAsLeft(round: String, String)
    /// An entry is not what was handed in and admitted, by id.
    case entryNotAsAdmitted(round: String, String)
    /// A published round does not stand up to its own bundle.
    case bundleFails(round: String, VerificationReport)
}

/// What ``Store/checkRecord()`` looked at, and what it found against it.
public struct RecordCheck: Sendable, Equatable {
    public let events: Int
    public let checkpoints: Int
    public let bundles: Int
    public let problems: [RecordProblem]
}

extension Store {
    /// Recomputes the whole record: the chain from its first event, the root and signature of every checkpoint, frozen scores
    /// against the sheets, and each published round by the verification that outsiders use.
    public func checkRecord() async throws -> RecordCheck {
        let key = recordKey
        return try await database.read { session in
            var problems: [RecordProblem] = []
            let events = try session.rows("SELECT seq, body, hash FROM event ORDER BY seq") { row in
                (seq: try row("seq") as Int, body: try row("body") as String, hash: try row("hash") as [UInt8])
            }
            var chain: [RecordHash] = []
            for event in events {
                let hash = (chain.last ?? .zero).followed(by: event.body)
                if hash.bytes != event.hash || event.seq != chain.count + 1 { problems.append(.brokenChain(seq: event.seq)) }
                chain.append(RecordHash(event.hash) ?? hash)
            }
            let notes = try session.rows("SELECT size, key, note FROM checkpoint ORDER BY size, at") { row in
                (size: try row("size") as Int, key: try row("key") as String, note: try row("note") as String)
            }
            var roots = MerkleRoots(of: chain)
            for note in notes {
                guard note.key == key.description, let checkpoint = try? Checkpoint(note: note.note, key: key), checkpoint.size == note.size else {
                    problems.append(.badCheckpoint(size: note.size))
                    continue
                }
                guard checkpoint.size <= chain.count else {
                    problems.append(.eventsMissing(size: checkpoint.size, events: chain.count))
                    continue
                }
                if roots.root(of: checkpoint.size) != checkpoint.root { problems.append(.rootDiffers(size: checkpoint.size)) }
            }
            let rounds = try self.checkRounds(session)
            return RecordCheck(events: chain.count, checkpoints: notes.count, bundles: rounds.bundles, problems: problems + rounds.problems)
        }
    }

    private func checkRounds(_ session: Session) throws -> (bundles: Int, problems: [RecordProblem]) {
        var bundles = 0
        var problems: [RecordProblem] = []
        let ids = try session.rows("SELECT id FROM round ORDER BY slug") { row in try row("id") as Round.ID }
        for round in try loadRounds(ids, in: session) {
            let sheets = try session.heldSheets(of: round.id).map(\.committed)
            problems += try session.sheetActs(of: round.id).faults(in: sheets, exclusion: round.rules.exclusion)
                .map { .sheetNotAsLeft(round: round.slug, $0.description) }
            problems += try session.entryActs(of: round.id).faults(in: session.publicEntries(of: round.id))
                .map { .entryNotAsAdmitted(round: round.slug, $0.description) }
            let frozen = try session.first("SELECT input::text AS input FROM ranking_run WHERE round_id = \(round.id) AND sheets IS NOT NULL") { row in
                try row("input") as String
            }
            if let frozen, try JSON.text(FrozenInput(round, try session.scores(of: round))).text != frozen {
                problems.append(.sheetsChanged(round: round.slug))
            }
            guard round.state == .published else { continue }
            do {
                let report = BundleVerification.report(on: Array(try session.bundle(of: round.id).utf8), key: recordKey.description)
                bundles += 1
                if !report.isClean { problems.append(.bundleFails(round: round.slug, report)) }
            } catch is BundleMissing {
                continue
            }
        }
        return (bundles, problems)
    }
}
