public import Awards
public import Foundation
import Postgres

/// A section as it was saved last.
public struct StoredSection: Sendable, Equatable {
    public let entry: Entry.ID
    public let section: String
    public let revision: Int
    /// Texts by question.
    public let answers: [String: String]
    public let savedAt: Date
    public let savedBy: String
}

/// The answer to a save: what the next save has to carry.
public struct SavedRevision: Sendable, Equatable, Codable {
    public let revision: Int
    public let savedAt: Date
}

/// A stored measure, with who saved it.
public struct StoredMeasure: Sendable, Equatable {
    public let entry: Entry.ID
    public let measure: EntryMeasure
    public let savedAt: Date
    public let savedBy: String
}

extension Session {
    /// The saved sections of some entries.
    func sections(of entries: [Entry.ID]) throws -> [StoredSection] {
        try rows(
            """
            SELECT s.entry_id, s.section, s.revision, s.answers, s.saved_at, a.display_name AS saved_by
            FROM entry_section s JOIN account a ON a.id = s.saved_by
            WHERE s.entry_id = ANY(\(entries)) ORDER BY s.entry_id, s.section
            """,
            StoredSection.init(row:)
        )
    }

    /// The measures of some entries in their order, without removed ones.
    func measures(of entries: [Entry.ID]) throws -> [StoredMeasure] {
        try rows(
            """
            SELECT m.entry_id, m.id, m.revision, m.field, m.title, m.description, m.started_year, m.finished_year, m.saved_at,
                   a.display_name AS saved_by
            FROM measure m JOIN account a ON a.id = m.saved_by
            WHERE m.entry_id = ANY(\(entries)) AND m.removed_at IS NULL ORDER BY m.entry_id, m.position, m.id
            """,
            StoredMeasure.init(row:)
        )
    }

    /// A number that grows with every change to a draft's content.
    func stamp(of entry: Entry.ID) throws -> Int {
        try value(
            """
            SELECT e.revision + (SELECT coalesce(sum(s.revision), 0) FROM entry_section s WHERE s.entry_id = e.id)
                   + (SELECT coalesce(sum(m.revision), 0) FROM measure m WHERE m.entry_id = e.id)
            FROM entry e WHERE e.id = \(entry)
            """
        )
    }
}

extension StoredSection {
    init(row: Row) throws {
        entry = try row("entry_id")
        section = try row("section")
        revision = try row("revision")
        answers = try JSON.value(try row("answers"))
        savedAt = try row("saved_at")
        savedBy = try row("saved_by")
    }
}

extension StoredMeasure {
    init(row: Row) throws {
        let draft = MeasureDraft(
            field: try row("field"), title: try row("title"), description: try row("description"),
            startedYear: try row("started_year"), finishedYear: try row("finished_year")
        )
        entry = try row("entry_id")
        measure = EntryMeasure(id: try row("id"), revision: try row("revision"), draft: draft)
        savedAt = try row("saved_at")
        savedBy = try row("saved_by")
    }
}

extension Sequence<StoredSection> {
    /// Texts by section and question.
    var answers: [String: [String: String]] {
        Dictionary(map { ($0.section, $0.answers) }) { first, _ in first }
    }
}
