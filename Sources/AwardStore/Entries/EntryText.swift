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
        let number = try session.first("SELECT number FROM entry WHERE id = \(id) AND number IS NOT NULL") { row in
            try row("number") as Int
        }
        guard let number, let content = try session.frozenContent(of: id) else { return nil }
        return EntryText(id: id, number: number, content: content)
    }
}
