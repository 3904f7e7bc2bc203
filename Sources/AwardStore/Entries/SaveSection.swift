public import Awards
import Postgres

extension EventAction {
    static let sectionSaved = Self("sectionSaved")
}

/// Someone else has saved the section since the form was shown. Nothing was written; here is what is stored.
public struct SectionCollision: Error, Equatable, Sendable {
    public let stored: StoredSection
}

extension Store {
    /// Saves a section of a draft as a whole. The history keeps every text that was ever saved.
    /// - Parameters:
    ///   - answers: texts by question; a question that is left out has no text.
    ///   - revision: the one the form was shown with; 0 where nothing was saved before.
    /// - Throws: ``EntryRefusal``; ``SectionCollision`` when the stored text is newer and not the same.
    public func saveSection(
        entry id: Entry.ID, section code: String, answers: [String: String], revision: Int, by caller: Caller, operation: Operation
    ) async throws -> SavedRevision {
        try await perform(operation) { session in
            let entry = try lockedEntry(id, member: caller.account, for: .writing, in: session)
            let stored = try session.sections(of: [id]).first { $0.section == code }
            switch try Self.decide(answers, section: code, revision: revision, stored: stored, entry: entry) {
            case .unchanged:
                return SavedRevision(revision: stored?.revision ?? 0, savedAt: stored?.savedAt ?? caller.requestedAt)
            case .write(let texts, let newRevision):
                let saved = try session.write(texts, section: code, of: id, revision: newRevision, by: caller.account)
                try session.record(
                    .sectionSaved, by: caller.account, about: .entry(id), round: entry.head.round,
                    before: SectionMark(section: code, revision: revision), after: SectionMark(section: code, revision: newRevision)
                )
                return saved
            }
        }
    }

    private static func decide(
        _ answers: [String: String], section code: String, revision: Int, stored: StoredSection?, entry: LockedEntry
    ) throws -> SavingSection.Outcome {
        do throws(EntryRefusal) {
            return try SavingSection.decide(
                answers, section: code, revision: revision,
                stored: stored.map { SavingSection.Stored(revision: $0.revision, answers: $0.answers) },
                form: entry.round.rules.form, entry: entry.head.state, round: entry.round.state
            )
        } catch {
            guard error == .editedMeanwhile, let stored else { throw error }
            throw SectionCollision(stored: stored)
        }
    }
}

/// A section in the record: which and at which revision; the texts are in the history.
private struct SectionMark: Encodable {
    let section: String
    let revision: Int
}

extension Session {
    /// Writes a section whose entry is held. The revision in WHERE repeats the decision.
    func write(
        _ answers: [String: String], section: String, of entry: Entry.ID, revision: Int, by account: Account.ID
    ) throws -> SavedRevision {
        if revision == 1 {
            return try one(
                """
                INSERT INTO entry_section (entry_id, section, revision, answers, saved_by)
                VALUES (\(entry), \(section), 1, \(try JSON.text(answers)), \(account)) RETURNING revision, saved_at
                """,
                SavedRevision.init(row:)
            )
        }
        let saved = try first(
            """
            UPDATE entry_section SET revision = \(revision), answers = \(try JSON.text(answers)), saved_at = now(), saved_by = \(account)
            WHERE entry_id = \(entry) AND section = \(section) AND revision = \(revision - 1) RETURNING revision, saved_at
            """,
            SavedRevision.init(row:)
        )
        guard let saved else { throw EntryRefusal.editedMeanwhile }
        return saved
    }
}

extension SavedRevision {
    init(row: Row) throws {
        revision = try row("revision")
        savedAt = try row("saved_at")
    }
}
