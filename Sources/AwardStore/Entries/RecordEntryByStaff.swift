public import Awards
import Postgres

extension EventAction {
    static let entryRecorded = Self("entryRecorded")
}

/// An entry that staff record for a municipality: on paper, or of an earlier round.
public struct StaffEntry: Sendable {
    public var round: Round.ID
    public var municipality: Municipality.ID
    /// Code of the size class; nil derives it from the population.
    public var track: String?
    /// Texts by section and question; what is left out stays empty.
    public var answers: [String: [String: String]]
    public var measures: [MeasureDraft]
    /// The day the paper arrived.
    public var receivedOn: CalendarDay?
    /// Why staff record it.
    public var reason: String

    public init(
        round: Round.ID, municipality: Municipality.ID, track: String? = nil, answers: [String: [String: String]] = [:],
        measures: [MeasureDraft] = [], receivedOn: CalendarDay? = nil, reason: String
    ) {
        self.round = round
        self.municipality = municipality
        self.track = track
        self.answers = answers
        self.measures = measures
        self.receivedOn = receivedOn
        self.reason = reason
    }
}

/// Why and when staff recorded an entry, as the record keeps it.
public struct EntryRecording: Codable, Sendable, Equatable {
    public let number: Int
    public let contentHash: String
    public let reason: String
    public let receivedOn: CalendarDay?
}

extension Store {
    /// Records a submitted entry (`origin` staff), numbered like any other. No deadline is asked for.
    /// - Throws: ``EntryRefusal``.
    public func recordEntryByStaff(_ new: StaffEntry, by caller: Caller, operation: Operation) async throws -> Receipt {
        do {
            return try await perform(operation) { session in
                try session.execute("SELECT FROM round WHERE id = \(new.round) FOR NO KEY UPDATE")
                guard let round = try loadRound(new.round, in: session), let kind = try session.kind(of: new.municipality) else {
                    throw EntryRefusal.notVisible
                }
                let placement = try RecordingEntry.decide(
                    rules: round.rules, round: round.state, reason: new.reason, kind: kind,
                    figures: try session.figures(of: [new.municipality]).map(\.figure),
                    alreadyEntered: try session.hasEntered(new.municipality, round: new.round), track: new.track,
                    answers: new.answers, measures: new.measures
                )
                return try session.record(new, placement, round: round, by: caller)
            }
        } catch let error as DatabaseError where error.constraint == "entry_one_per_municipality" {
            throw EntryRefusal.alreadyEntered
        }
    }
}

extension Session {
    fileprivate func kind(of municipality: Municipality.ID) throws -> Municipality.Kind? {
        try first("SELECT kind FROM municipality WHERE id = \(municipality)") { row in try row.state("kind") }
    }

    fileprivate func record(
        _ new: StaffEntry, _ placement: RecordingEntry.Placement, round: LoadedRound, by caller: Caller
    ) throws -> Receipt {
        let id = try insertEntry(
            round: new.round, municipality: new.municipality, track: placement.track, figure: placement.figure,
            origin: .staff, by: caller.account
        )
        for section in round.rules.form.sections {
            let texts = section.questions.map { ($0.code, FormText.normalised(new.answers[section.code]?[$0.code] ?? "")) }
            _ = try write(Dictionary(uniqueKeysWithValues: texts), section: section.code, of: id, revision: 1, by: caller.account)
        }
        for draft in new.measures { _ = try insert(draft, into: id, by: caller.account) }
        guard let head = try entryHeads([id]).first else { throw EntryRefusal.notVisible }
        let content = head.content(round: round, answers: try sections(of: [id]).answers, measures: try measures(of: [id]).map(\.measure))
        let (receipt, facts) = try freeze(id, of: new.round, content: content, at: caller.requestedAt, by: caller.account)
        try record(
            .entryRecorded, by: caller.account, about: .entry(id), round: new.round,
            after: EntryRecording(
                number: receipt.number, contentHash: receipt.contentHash, reason: FormText.trimmed(new.reason), receivedOn: new.receivedOn
            ),
            facts: facts
        )
        return receipt
    }
}
