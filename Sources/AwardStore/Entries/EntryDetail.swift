public import Awards
import Postgres

/// An entry with everything in it, for the municipality and for staff.
public struct EntryDetail: Sendable, Equatable {
    public let head: EntryHead
    public let round: LoadedRound
    /// Saved sections by code.
    public let sections: [String: StoredSection]
    public let measures: [StoredMeasure]
    /// What the entry says: frozen after submission, as far as written before.
    public let content: EntryContent
    public let gaps: EntryGaps
    /// Grows with every change to a draft's content.
    public let stamp: Int
    /// Only for an entry recorded by staff, and told to staff alone.
    public let recording: EntryRecording?
    /// Jurors assigned to it; told to staff alone.
    public let assignments: Int

    /// Texts by question of a section; "" where nothing was saved.
    public func answer(_ question: String, in section: String) -> String {
        sections[section]?.answers[question] ?? ""
    }
}

extension Store {
    /// An entry of a municipality the person belongs to, or nil.
    public func entry(_ id: Entry.ID, for account: Account.ID) async throws -> EntryDetail? {
        try await database.read { session in
            guard permissions.mayWorkOnEntry(isMember: try session.isMember(account, ofEntry: id)) else { return nil }
            return try entryDetail(id, in: session, recording: nil, assignments: 0)
        }
    }

    /// Any entry of a round, for staff; nil where the round has no such entry.
    public func entryForStaff(_ id: Entry.ID, round slug: String) async throws -> EntryDetail? {
        try await database.read { session in
            let detail = try entryDetail(
                id, in: session, recording: try session.recording(of: id),
                assignments: try session.value("SELECT count(*) FROM assignment WHERE entry_id = \(id)")
            )
            return detail?.round.slug == slug ? detail : nil
        }
    }

    private func entryDetail(
        _ id: Entry.ID, in session: Session, recording: EntryRecording?, assignments: Int
    ) throws -> EntryDetail? {
        guard let head = try session.entryHeads([id]).first, let round = try loadRound(head.round, in: session) else { return nil }
        let sections = try session.sections(of: [id])
        let measures = try session.measures(of: [id])
        let frozen = try session.frozenContent(of: id)
        return EntryDetail(
            head: head, round: round, sections: Dictionary(sections.map { ($0.section, $0) }) { first, _ in first },
            measures: measures,
            content: frozen ?? head.content(round: round, answers: sections.answers, measures: measures.map(\.measure)),
            gaps: EntryGaps(rules: round.rules, answers: sections.answers, measures: measures.map(\.measure)),
            stamp: try session.stamp(of: id), recording: recording, assignments: assignments
        )
    }
}

extension Session {
    /// The content of a submitted entry; nil for a draft.
    func frozenContent(of id: Entry.ID) throws -> EntryContent? {
        let json = try first("SELECT content FROM entry WHERE id = \(id) AND content IS NOT NULL") { row in
            try row("content") as JSONText
        }
        return try json.map { try JSON.value($0) }
    }

    fileprivate func recording(of id: Entry.ID) throws -> EntryRecording? {
        let json = try first(
            "SELECT detail::jsonb -> 'after' AS after FROM wall.entry_recording(\(id)) AS detail WHERE detail IS NOT NULL"
        ) { row in try row("after") as JSONText }
        return try json.map { try JSON.value($0) }
    }
}
