import Awards
import Foundation
import Postgres
import ScoringEngine

/// A sheet as it stands under lock, with everything a decision about it needs.
struct LockedSheet {
    let round: Round.ID
    let entry: Entry.ID
    let track: String
    /// What stands for the juror in the record's hashes.
    let pseudonym: String
    let facts: SheetFacts
    let marks: [String: Mark]
    let comment: String
    /// The zone in which the round names times.
    let timeZone: String
}

extension Row {
    /// Marks from the array columns `criteria` and `points`, which are of one order.
    func marks() throws -> [String: Mark] {
        let criteria: [String] = try self("criteria")
        let points: [FixedPoint?] = try self("points")
        return Dictionary(uniqueKeysWithValues: zip(criteria, points.map { $0.map(Mark.points) ?? .notApplicable }))
    }
}

extension Store {
    /// Loads a person's own sheet and holds its round against closing, the juror against declaring, then the sheet itself,
    /// in this order.
    ///
    /// Where the row had to be waited for, PostgreSQL reads the locked tables anew and the others from before the wait. A
    /// conflict is therefore told by the sheet itself, and marks are only trusted where the revision is the expected one.
    func lockedSheet(_ assignment: Assignment.ID, of account: Account.ID, in session: Session) throws -> LockedSheet? {
        try session.first(
            """
            SELECT a.round_id, a.entry_id, e.track, j.account_id, encode(j.pseudonym, 'hex') AS pseudonym, r.state AS round_state, r.rules_version, e.state AS entry_state,
                   s.state, s.standing, s.revision, s.comment,
                   ARRAY(SELECT m.criterion FROM score_mark m WHERE m.assignment_id = a.id ORDER BY m.criterion) AS criteria,
                   ARRAY(SELECT m.points FROM score_mark m WHERE m.assignment_id = a.id ORDER BY m.criterion) AS points
            FROM assignment a
            JOIN juror j ON j.id = a.juror_id
            JOIN round r ON r.id = a.round_id
            JOIN entry e ON e.id = a.entry_id
            JOIN score_sheet s ON s.assignment_id = a.id
            WHERE a.id = \(assignment)
            FOR KEY SHARE OF r FOR SHARE OF j FOR UPDATE OF s
            """
        ) { row -> LockedSheet? in
            guard permissions.mayJudge(account, assignmentOf: try row("account_id")) else { return nil }
            let round: Round.ID = try row("round_id")
            let state: ScoreSheet.State = try row.state("state")
            let standing: String? = try row("standing")
            let rules = try rulesCache.rules(of: round, version: try row("rules_version"), in: session)
            return LockedSheet(
                round: round, entry: try row("entry_id"), track: try row("track"), pseudonym: try row("pseudonym"),
                facts: SheetFacts(
                    roundState: try row.state("round_state"), entryState: try row.state("entry_state"), declared: standing != nil || state == .recused,
                    state: state, revision: try row("revision"), rubric: rules.rubric
                ),
                marks: try row.marks(), comment: try row("comment"),
                timeZone: rules.round.timeZone
            )
        } ?? nil
    }
}

/// What is written into a sheet.
struct SheetChange {
    let state: ScoreSheet.State
    /// The revision that is replaced.
    let revision: Int
    let comment: String
    let savedAt: Date
    /// Only the marks that are new or different.
    let marks: [String: Mark]
    /// Criteria that lose their mark.
    let emptied: [String]
    /// A new one for each act: it opens the hash of what the sheet says from now on.
    let salt = Token.salt()

    /// What the chain itself says of the act: the hash of the whole sheet as it leaves it.
    func facts(_ assignment: Assignment.ID, of sheet: LockedSheet, marks: [String: Mark]) -> EventFacts {
        let left = CommittedSheet(
            assignment: assignment, juror: sheet.pseudonym, entry: sheet.entry, track: sheet.track, state: state, marks: marks, salt: RecordHash(salt)
        )
        return [CommittedSheet.purpose: left.hash.map { .hash($0) } ?? .nothing]
    }
}

extension Session {
    /// Writes sheet and marks in one statement.
    /// - Throws: ``ScoreRefusal/editedMeanwhile`` where the sheet has another revision; ``DatabaseError`` with the
    ///   constraint `score_mark_on_scale` or `score_mark_criterion_fkey` for marks the rubric does not have.
    func write(_ change: SheetChange, to assignment: Assignment.ID) throws {
        let codes = change.marks.keys.sorted()
        let finished = change.state == .final || change.state == .abstained
        let written: Int = try value(
            """
            WITH sheet AS (
                UPDATE score_sheet
                SET state = \(change.state.rawValue), revision = revision + 1, comment = \(change.comment),
                    saved_at = \(change.savedAt), finalised_at = \(finished ? change.savedAt : nil), salt = \(change.salt)
                WHERE assignment_id = \(assignment) AND revision = \(change.revision)
                RETURNING assignment_id, round_id
            ), emptied AS (
                DELETE FROM score_mark m USING sheet
                WHERE m.assignment_id = sheet.assignment_id AND m.criterion = ANY(\(change.emptied)::text[])
            ), marked AS (
                INSERT INTO score_mark (assignment_id, round_id, criterion, points)
                SELECT sheet.assignment_id, sheet.round_id, mark.criterion, mark.points
                FROM sheet, unnest(\(codes)::text[], \(codes.map { change.marks[$0]?.storedPoints })::numeric[]) AS mark (criterion, points)
                ON CONFLICT ON CONSTRAINT score_mark_pkey DO UPDATE SET points = excluded.points
            )
            SELECT count(*) FROM sheet
            """
        )
        guard written == 1 else { throw ScoreRefusal.editedMeanwhile }
    }
}
