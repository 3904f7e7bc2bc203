public import Awards
import Postgres

/// What a change of assignments did; pairs that were there, or gone, already are not counted.
public struct ChangedAssignments: Codable, Equatable, Sendable {
    public let added: Int
    public let removed: Int
}

private struct AssignmentsRecord: Encodable {
    let added: [AssignmentPair]
    let removed: [AssignmentPair]
}

extension Store {
    /// Assigns jurors to entries and takes assignments back, all or nothing. Each assignment gets its empty sheet.
    /// - Throws: ``AssignmentRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func changeAssignments(
        in round: Round.ID, assign: Set<AssignmentPair>, unassign: Set<AssignmentPair>, by caller: Caller, operation: Operation
    ) async throws -> ChangedAssignments {
        try await perform(operation) { session in
            guard let loaded = try loadRound(round, lock: .shared, in: session) else { throw AssignmentRefusal.notInRound }
            let pairs = assign.union(unassign)
            let facts = AssigningJuror.Facts(
                roundState: loaded.state, jurors: try session.jurors(Set(pairs.map(\.juror)), of: round),
                entries: try session.lockedEntries(Set(pairs.map(\.entry)), of: round), sheets: try session.lockedSheets(unassign),
                decided: try session.decided(unassign)
            )
            try AssigningJuror.decide(assign: assign, unassign: unassign, on: facts)
            let removed = try session.remove(unassign)
            let added = try session.add(assign, to: round, by: caller.account)
            // Who is excluded from the size class gets a closed sheet.
            if loaded.rules.exclusion == .track { _ = try session.settle(jurors: Set(added.map(\.juror))) }
            try session.record(
                .assignmentsChanged, by: caller.account, about: .round(round), round: round,
                after: AssignmentsRecord(added: added, removed: removed)
            )
            return ChangedAssignments(added: added.count, removed: removed.count)
        }
    }
}

extension Row {
    fileprivate func pair() throws -> AssignmentPair {
        AssignmentPair(juror: try self("juror_id"), entry: try self("entry_id"))
    }
}

extension Session {
    fileprivate func jurors(_ ids: Set<Juror.ID>, of round: Round.ID) throws -> Set<Juror.ID> {
        Set(try rows("SELECT id FROM juror WHERE round_id = \(round) AND id = ANY(\(Array(ids))::uuid[])") { row in try row("id") })
    }

    /// Holds the entries' state until the end of the transaction.
    fileprivate func lockedEntries(_ ids: Set<Entry.ID>, of round: Round.ID) throws -> [Entry.ID: Entry.State] {
        Dictionary(
            uniqueKeysWithValues: try rows(
                "SELECT id, state FROM entry WHERE round_id = \(round) AND id = ANY(\(Array(ids))::uuid[]) ORDER BY id FOR SHARE"
            ) { row in (try row("id"), try row.state("state")) }
        )
    }

    fileprivate func lockedSheets(_ pairs: Set<AssignmentPair>) throws -> [AssignmentPair: ScoreSheet.State] {
        let pairs = Array(pairs)
        return Dictionary(
            uniqueKeysWithValues: try rows(
                """
                SELECT a.juror_id, a.entry_id, s.state
                FROM unnest(\(pairs.map(\.juror))::uuid[], \(pairs.map(\.entry))::uuid[]) AS pair (juror_id, entry_id)
                JOIN assignment a ON a.juror_id = pair.juror_id AND a.entry_id = pair.entry_id
                JOIN score_sheet s ON s.assignment_id = a.id
                ORDER BY s.assignment_id FOR UPDATE OF s
                """
            ) { row in (try row.pair(), try row.state("state")) }
        )
    }

    fileprivate func decided(_ pairs: Set<AssignmentPair>) throws -> Set<AssignmentPair> {
        let pairs = Array(pairs)
        return Set(
            try rows(
                """
                SELECT a.juror_id, a.entry_id
                FROM unnest(\(pairs.map(\.juror))::uuid[], \(pairs.map(\.entry))::uuid[]) AS pair (juror_id, entry_id)
                JOIN assignment a ON a.juror_id = pair.juror_id AND a.entry_id = pair.entry_id
                WHERE EXISTS (SELECT FROM conflict_decision v WHERE v.assignment_id = a.id)
                """
            ) { row in try row.pair() }
        )
    }

    fileprivate func add(_ pairs: Set<AssignmentPair>, to round: Round.ID, by person: Account.ID) throws -> [AssignmentPair] {
        let pairs = Array(pairs)
        return try rows(
            """
            WITH added AS (
                INSERT INTO assignment (round_id, juror_id, entry_id, assigned_by)
                SELECT \(round), pair.juror_id, pair.entry_id, \(person)
                FROM unnest(\(pairs.map(\.juror))::uuid[], \(pairs.map(\.entry))::uuid[]) AS pair (juror_id, entry_id)
                ON CONFLICT ON CONSTRAINT assignment_unique DO NOTHING
                RETURNING id, round_id, juror_id, entry_id
            ), sheets AS (
                INSERT INTO score_sheet (assignment_id, round_id) SELECT id, round_id FROM added
            )
            SELECT juror_id, entry_id FROM added ORDER BY entry_id, juror_id
            """
        ) { row in try row.pair() }
    }

    fileprivate func remove(_ pairs: Set<AssignmentPair>) throws -> [AssignmentPair] {
        let pairs = Array(pairs)
        return try rows(
            """
            WITH removed AS (
                DELETE FROM assignment a
                USING unnest(\(pairs.map(\.juror))::uuid[], \(pairs.map(\.entry))::uuid[]) AS pair (juror_id, entry_id)
                WHERE a.juror_id = pair.juror_id AND a.entry_id = pair.entry_id
                RETURNING a.id, a.juror_id, a.entry_id
            ), sheets AS (
                DELETE FROM score_sheet s USING removed WHERE s.assignment_id = removed.id
            ), declarations AS (
                DELETE FROM conflict_declaration d USING removed WHERE d.assignment_id = removed.id
            )
            SELECT juror_id, entry_id FROM removed ORDER BY entry_id, juror_id
            """
        ) { row in try row.pair() }
    }
}
