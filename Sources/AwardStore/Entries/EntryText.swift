public import Awards
import Postgres

/// What a juror reads of an entry: its frozen content and nothing about how it came in.
public struct EntryText: Sendable, Equatable {
    public let id: Entry.ID
    public let number: Int
    public let content: EntryContent
}

extension Store {
    /// The text of a submitted entry, or nil for a draft. Asks nobody for permission: whoever calls it has to.
    func entryText(_ id: Entry.ID, in session: Session) throws -> EntryText? {
        try session.first("SELECT number, content FROM wall.opened_entry(\(id))") { row in
            EntryText(id: id, number: try row("number"), content: try JSON.value(try row("content")))
        }
    }
}
