public import Awards
public import Foundation
import Postgres

extension EventAction {
    static let measureSaved = Self("measureSaved")
    static let measureRemoved = Self("measureRemoved")
    static let measureMoved = Self("measureMoved")
}

/// The answer to saving a measure.
public struct SavedMeasure: Sendable, Equatable, Codable {
    public let id: Measure.ID
    public let revision: Int
    public let savedAt: Date
}

/// Someone else has saved the measure since the form was shown. Nothing was written; here is what is stored.
public struct MeasureCollision: Error, Equatable, Sendable {
    public let stored: StoredMeasure
}

extension Store {
    /// Saves a measure of a draft; a new one goes to the end.
    /// - Parameters:
    ///   - measure: nil for a new one.
    ///   - revision: the one the form was shown with; 0 for a new one.
    /// - Throws: ``EntryRefusal``; ``MeasureCollision`` when the stored measure is newer and not the same.
    public func saveMeasure(
        entry id: Entry.ID, measure: Measure.ID?, draft: MeasureDraft, revision: Int, by caller: Caller, operation: Operation
    ) async throws -> SavedMeasure {
        try await perform(operation) { session in
            let entry = try lockedEntry(id, member: caller.account, for: .writing, in: session)
            let all = try session.measures(of: [id])
            let stored = all.first { $0.measure.id == measure }
            guard measure == nil || stored != nil else { throw EntryRefusal.notVisible }
            switch try Self.decide(draft, revision: revision, stored: stored, count: all.count, entry: entry) {
            case .unchanged:
                guard let stored else { throw EntryRefusal.notVisible }
                return SavedMeasure(id: stored.measure.id, revision: stored.measure.revision, savedAt: stored.savedAt)
            case .write(let draft, let newRevision):
                let saved = try measure.map { try session.update($0, draft, revision: newRevision, by: caller.account) }
                    ?? session.insert(draft, into: id, by: caller.account)
                try session.record(
                    .measureSaved, by: caller.account, about: .measure(saved.id), round: entry.head.round,
                    before: stored?.measure.draft, after: draft
                )
                return saved
            }
        }
    }

    private static func decide(
        _ draft: MeasureDraft, revision: Int, stored: StoredMeasure?, count: Int, entry: LockedEntry
    ) throws -> SavingMeasure.Outcome {
        do throws(EntryRefusal) {
            return try SavingMeasure.decide(
                draft, revision: revision, stored: stored?.measure, count: count, rules: entry.round.rules.form.measures,
                entry: entry.head.state, round: entry.round.state
            )
        } catch {
            guard error == .editedMeanwhile, let stored else { throw error }
            throw MeasureCollision(stored: stored)
        }
    }

    /// Takes a measure out of a draft. Its row stays, marked as removed.
    /// - Throws: ``EntryRefusal``.
    public func removeMeasure(
        entry id: Entry.ID, measure: Measure.ID, revision: Int, by caller: Caller, operation: Operation
    ) async throws {
        _ = try await perform(operation) { session in
            let entry = try lockedEntry(id, member: caller.account, for: .writing, in: session)
            guard let stored = try session.measures(of: [id]).first(where: { $0.measure.id == measure }) else {
                throw EntryRefusal.notVisible
            }
            try RemovingMeasure.decide(revision: revision, stored: stored.measure, entry: entry.head.state, round: entry.round.state)
            try session.execute("UPDATE measure SET removed_at = now(), revision = revision + 1 WHERE id = \(measure)")
            try session.record(
                .measureRemoved, by: caller.account, about: .measure(measure), round: entry.head.round, before: stored.measure.draft
            )
            return measure
        }
    }

    /// Moves a measure one place up or down.
    /// - Throws: ``EntryRefusal``.
    public func moveMeasure(
        entry id: Entry.ID, measure: Measure.ID, _ direction: MovingMeasure.Direction, by caller: Caller, operation: Operation
    ) async throws {
        _ = try await perform(operation) { session in
            let entry = try lockedEntry(id, member: caller.account, for: .writing, in: session)
            let order = try session.measures(of: [id]).map(\.measure.id)
            let moved = try MovingMeasure.decide(measure, direction, among: order, entry: entry.head.state, round: entry.round.state)
            guard moved != order else { return measure }
            try session.execute(
                """
                UPDATE measure m SET position = o.position::integer
                FROM unnest(\(moved)::uuid[]) WITH ORDINALITY AS o(id, position) WHERE m.id = o.id
                """
            )
            try session.execute("UPDATE entry SET revision = revision + 1 WHERE id = \(id)")
            try session.record(
                .measureMoved, by: caller.account, about: .measure(measure), round: entry.head.round,
                before: order.firstIndex(of: measure), after: moved.firstIndex(of: measure)
            )
            return measure
        }
    }
}

extension Session {
    func insert(_ draft: MeasureDraft, into entry: Entry.ID, by account: Account.ID) throws -> SavedMeasure {
        try one(
            """
            INSERT INTO measure (entry_id, position, field, title, description, started_year, finished_year, saved_by)
            VALUES (\(entry), (SELECT coalesce(max(o.position), 0) + 1 FROM measure o WHERE o.entry_id = \(entry)),
                    \(draft.field), \(draft.title), \(draft.description), \(draft.startedYear), \(draft.finishedYear), \(account))
            RETURNING id, revision, saved_at
            """,
            SavedMeasure.init(row:)
        )
    }

    fileprivate func update(_ id: Measure.ID, _ draft: MeasureDraft, revision: Int, by account: Account.ID) throws -> SavedMeasure {
        let saved = try first(
            """
            UPDATE measure SET field = \(draft.field), title = \(draft.title), description = \(draft.description),
                   started_year = \(draft.startedYear), finished_year = \(draft.finishedYear), revision = \(revision),
                   saved_at = now(), saved_by = \(account)
            WHERE id = \(id) AND revision = \(revision - 1) AND removed_at IS NULL RETURNING id, revision, saved_at
            """,
            SavedMeasure.init(row:)
        )
        guard let saved else { throw EntryRefusal.editedMeanwhile }
        return saved
    }
}

extension SavedMeasure {
    fileprivate init(row: Row) throws {
        id = try row("id")
        revision = try row("revision")
        savedAt = try row("saved_at")
    }
}
