public import Awards
import Postgres

extension EventAction {
    static let entryAdmitted = Self("entryAdmitted")
    static let entryRejected = Self("entryRejected")
}

extension Store {
    /// Lets a submitted entry take part.
    /// - Parameter revision: of the entry, as it was shown.
    /// - Throws: ``EntryRefusal``.
    public func admitEntry(_ id: Entry.ID, revision: Int, by caller: Caller, operation: Operation) async throws {
        try await decide(.admit, on: id, revision: revision, by: caller, operation: operation)
    }

    /// Turns a submitted entry down; the municipality reads the reason.
    /// - Throws: ``EntryRefusal``.
    public func rejectEntry(_ id: Entry.ID, reason: String, revision: Int, by caller: Caller, operation: Operation) async throws {
        try await decide(.reject(reason: FormText.trimmed(reason)), on: id, revision: revision, by: caller, operation: operation)
    }

    private func decide(
        _ decision: CheckingEligibility.Decision, on id: Entry.ID, revision: Int, by caller: Caller, operation: Operation
    ) async throws {
        _ = try await perform(operation) { session in
            let entry = try lockedEntry(id, member: nil, for: .deciding, in: session)
            let assignments: Int = try session.value("SELECT count(*) FROM assignment WHERE entry_id = \(id)")
            let state = try CheckingEligibility.decide(
                decision, entry: entry.head.state, round: entry.round.state, revision: revision, stored: entry.head.revision,
                assignments: assignments, isMember: try session.isMember(caller.account, ofEntry: id)
            )
            let reason: String? = if case .reject(let text) = decision { text } else { nil }
            try session.execute(
                """
                UPDATE entry SET state = \(state.rawValue), revision = revision + 1, decided_at = now(),
                       decided_by = \(caller.account), rejection_reason = \(reason)
                WHERE id = \(id) AND revision = \(revision)
                """
            )
            try session.record(
                state == .admitted ? .entryAdmitted : .entryRejected, by: caller.account, about: .entry(id), round: entry.head.round,
                before: EntryDecision(state: entry.head.state, reason: entry.head.rejectionReason),
                after: EntryDecision(state: state, reason: reason), facts: try session.entrantFacts(of: entry.head)
            )
            return state
        }
    }
}

extension Session {
    /// Once more whose entry it is: what is decided about is what was handed in.
    fileprivate func entrantFacts(of head: EntryHead) throws -> EventFacts {
        let salt: [UInt8]? = try value("SELECT content_salt FROM entry WHERE id = \(head.id)")
        guard let salt else { return [:] }
        let entrant = PublicEntry.entrant(
            kind: head.body.kind, key: head.body.key, name: head.body.name, track: head.track, population: head.figure?.population
        )
        return [PublicEntry.entrantPurpose: .hash(.salted(salt, PublicEntry.entrantPurpose, entrant))]
    }
}

private struct EntryDecision: Encodable {
    let state: Entry.State
    let reason: String?
}
