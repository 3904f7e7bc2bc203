public import Awards
public import Foundation
import Postgres

extension EventAction {
    static let entrySubmitted = Self("entrySubmitted")
}

/// What a municipality gets for its entry.
public struct Receipt: Sendable, Equatable, Codable {
    public let entry: Entry.ID
    /// Gapless in the round from 1.
    public let number: Int
    /// The moment that was compared with the deadline.
    public let submittedAt: Date
    /// SHA-256 of the canonical content, 64 hexadecimal digits.
    public let contentHash: String
}

extension Store {
    /// Submits a draft: freezes its content, numbers it and answers with the receipt.
    /// - Parameter reviewed: the stamp of the text that was reviewed; nil where nobody reviewed it on a page.
    /// - Throws: ``EntryRefusal``.
    public func submitEntry(
        entry id: Entry.ID, reviewed: Int? = nil, by caller: Caller, operation: Operation
    ) async throws -> Receipt {
        try await perform(operation) { session in
            let entry = try lockedEntry(id, member: caller.account, for: .submitting, in: session)
            let answers = try session.sections(of: [id]).answers
            let measures = try session.measures(of: [id]).map(\.measure)
            try SubmittingEntry.decide(
                entry: entry.head.state, window: entry.window, at: caller.requestedAt, reviewed: reviewed,
                stamp: try session.stamp(of: id), gaps: EntryGaps(rules: entry.round.rules, answers: answers, measures: measures)
            )
            let content = entry.content(answers: answers, measures: measures)
            let (receipt, facts) = try session.freeze(id, of: entry.round.id, content: content, at: caller.requestedAt, by: caller.account)
            try session.record(.entrySubmitted, by: caller.account, about: .entry(id), round: entry.round.id, after: receipt, facts: facts)
            try seal(session, for: .receipt)
            return receipt
        }
    }
}

extension LockedEntry {
    func content(answers: [String: [String: String]], measures: [EntryMeasure]) -> EntryContent {
        head.content(round: round, answers: answers, measures: measures)
    }
}

extension EntryHead {
    /// What the entry says, as far as it is written.
    func content(round: LoadedRound, answers: [String: [String: String]], measures: [EntryMeasure]) -> EntryContent {
        EntryContent(
            rules: round.rules, rulesVersion: round.rulesVersion, municipality: body,
            sizeClass: EntryContent.SizeClass(code: track, title: round.rules.track(track)?.title ?? track, figure: figure),
            answers: answers, measures: measures
        )
    }
}

extension EntryContent {
    /// The bytes a receipt's hash is made of.
    func canonicalBytes() throws -> Data {
        try JSON.bytes(self)
    }
}

extension Session {
    /// Turns a draft, whose round and row are held, into a submitted entry.
    /// - Returns: the receipt, and what the chain says of it: hashes of the content and of whose entry it is, under a salt that stays with
    ///   the entry.
    func freeze(
        _ id: Entry.ID, of round: Round.ID, content: EntryContent, at moment: Date, by account: Account.ID
    ) throws -> (receipt: Receipt, facts: EventFacts) {
        let number: Int = try value("SELECT wall.next_entry_number(\(round))")
        let hash = Token.sha256(try content.canonicalBytes())
        let salt = Token.salt()
        let hex: String = try value(
            """
            UPDATE entry SET state = 'submitted', number = \(number), revision = revision + 1, submitted_at = \(moment),
                   submitted_by = \(account), content = \(try JSON.text(content)), content_hash = \(hash), content_salt = \(salt)
            WHERE id = \(id) AND state = 'draft' RETURNING encode(content_hash, 'hex')
            """
        )
        let entrant = PublicEntry.entrant(
            kind: content.municipality.kind, key: content.municipality.key, name: content.municipality.name, track: content.sizeClass.code,
            population: content.sizeClass.figure?.population
        )
        let facts: EventFacts = [
            "number": .number(number), "content": .hash(.salted(salt, "content", hex)),
            PublicEntry.entrantPurpose: .hash(.salted(salt, PublicEntry.entrantPurpose, entrant)),
        ]
        return (Receipt(entry: id, number: number, submittedAt: moment, contentHash: hex), facts)
    }
}
