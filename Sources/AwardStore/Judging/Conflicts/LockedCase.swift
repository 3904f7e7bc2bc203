import Awards
import Postgres

/// A juror before an entry as it stands under lock, with what a declaration or a decision about bias needs.
struct LockedCase {
    let round: Round.ID
    let roundState: Round.State
    let isFrozen: Bool
    let juror: Juror.ID
    let entry: Entry.ID
    let matter: BiasMatter
    /// nil where nothing was declared.
    let standing: ConflictStanding?
    let excludedWithClass: Bool
    let sheet: ScoreSheet.State
    /// Marks on the sheet.
    let marks: Int
    /// 0 where nothing was declared.
    let revision: Int

    var recording: RecordingConflict.Facts {
        RecordingConflict.Facts(roundState: roundState, isFrozen: isFrozen, standing: standing)
    }
}

/// What settling did to a sheet.
struct SettledSheet {
    let assignment: Assignment.ID
    let state: ScoreSheet.State
}

extension Session {
    /// Holds the round against closing and freezing and the juror against saving, in this order, and reads what holds then.
    func lockedCase(_ assignment: Assignment.ID) throws -> LockedCase? {
        let held = try first(
            """
            SELECT j.id FROM assignment a JOIN juror j ON j.id = a.juror_id JOIN round r ON r.id = a.round_id
            WHERE a.id = \(assignment) FOR KEY SHARE OF r FOR NO KEY UPDATE OF j
            """
        ) { row in try row("id") as Juror.ID }
        guard held != nil else { return nil }
        return try first(
            """
            SELECT a.round_id, r.state AS round_state, a.juror_id, a.entry_id, j.account_id, c.account_id AS chair,
                   EXISTS (SELECT FROM ranking_run k WHERE k.round_id = a.round_id) AS frozen,
                   EXISTS (SELECT FROM assignment ca JOIN score_sheet cs ON cs.assignment_id = ca.id
                           WHERE ca.juror_id = c.id AND ca.entry_id = a.entry_id AND cs.state = 'recused') AS chair_barred,
                   d.standing, coalesce(d.revision, 0) AS revision, s.state, s.excluded_with IS NOT NULL AS with_class,
                   wall.marks_held(a.id) AS marks
            FROM assignment a
            JOIN round r ON r.id = a.round_id
            JOIN juror j ON j.id = a.juror_id
            JOIN score_sheet s ON s.assignment_id = a.id
            LEFT JOIN juror c ON c.round_id = a.round_id AND c.chair
            LEFT JOIN conflict_declaration d ON d.assignment_id = a.id
            WHERE a.id = \(assignment)
            """
        ) { row in
            LockedCase(
                round: try row("round_id"), roundState: try row.state("round_state"), isFrozen: try row("frozen"), juror: try row("juror_id"),
                entry: try row("entry_id"),
                matter: BiasMatter(juror: try row("account_id"), chair: try row("chair"), isChairBarred: try row("chair_barred")),
                standing: try row.standing(), excludedWithClass: try row("with_class"), sheet: try row.state("state"),
                marks: try row("marks"), revision: try row("revision")
            )
        }
    }

    /// Brings all sheets of these jurors to where their declarations and the round's rule put them: closed with what they
    /// hold, or open again as they were.
    /// - Returns: the sheets that changed.
    func settle(jurors: Set<Juror.ID>) throws -> [SettledSheet] {
        try rows(
            """
            UPDATE score_sheet s
            SET standing = new.standing, excluded_with = new.cause,
                revision = s.revision + CASE WHEN new.barred = (s.state = 'recused') THEN 0 ELSE 1 END,
                state = CASE WHEN new.barred THEN 'recused' WHEN s.state = 'recused' THEN s.held_state ELSE s.state END,
                finalised_at = CASE WHEN new.barred THEN NULL WHEN s.state = 'recused' THEN s.held_finalised_at ELSE s.finalised_at END,
                held_state = CASE WHEN new.barred THEN coalesce(s.held_state, s.state) END,
                held_finalised_at = CASE WHEN NOT new.barred THEN NULL WHEN s.state = 'recused' THEN s.held_finalised_at ELSE s.finalised_at END
            FROM (
                SELECT a.id, d.standing, cause.id AS cause,
                       coalesce(d.standing IN ('pending', 'excluded'), false) OR cause.id IS NOT NULL AS barred
                FROM assignment a
                JOIN entry e ON e.id = a.entry_id
                JOIN round r ON r.id = a.round_id
                LEFT JOIN conflict_declaration d ON d.assignment_id = a.id
                LEFT JOIN LATERAL (
                    SELECT other.id
                    FROM assignment other
                    JOIN entry o ON o.id = other.entry_id AND o.track = e.track
                    JOIN conflict_declaration x ON x.assignment_id = other.id AND x.standing = 'excluded'
                    WHERE r.exclusion = 'track' AND other.juror_id = a.juror_id AND other.id <> a.id
                    ORDER BY x.declared_at, other.id LIMIT 1
                ) cause ON true
                WHERE a.juror_id = ANY(\(Array(jurors))::uuid[])
            ) new
            WHERE s.assignment_id = new.id AND (s.standing, s.excluded_with) IS DISTINCT FROM (new.standing, new.cause)
            RETURNING s.assignment_id, s.state
            """
        ) { row in SettledSheet(assignment: try row("assignment_id"), state: try row.state("state")) }
    }
}
