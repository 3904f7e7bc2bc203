import Awards
import Foundation
import Postgres
import ScoringEngine

/// What opens the hashes of the sheets in a frozen ranking, as it was when it was frozen.
struct FrozenSheets: Codable {
    struct Opening: Codable {
        let juror: String
        let entry: String
        let assignment: Assignment.ID
        /// Of sheets that count.
        let salt: String?
    }

    /// What stands for each juror in the hashes, by id.
    let jurors: [String: String]
    let openings: [Opening]
}

/// A sheet, and whose it is.
struct HeldSheet {
    let juror: Juror.ID
    let committed: CommittedSheet
}

extension Session {
    /// The sheets of a round's admitted entries, whatever their state.
    /// - Parameter only: one of them; nil for all.
    func heldSheets(of round: Round.ID, only assignment: Assignment.ID? = nil) throws -> [HeldSheet] {
        var marks = SheetMarks()
        return try rows(
            """
            SELECT a.id, a.juror_id, a.entry_id, e.track, s.state, encode(h.salt, 'hex') AS salt, encode(j.pseudonym, 'hex') AS pseudonym,
                   m.criteria, m.points
            FROM assignment a
            JOIN entry e ON e.id = a.entry_id AND e.state = 'admitted'
            JOIN juror j ON j.id = a.juror_id
            JOIN score_sheet s ON s.assignment_id = a.id
            LEFT JOIN wall.sheet_salts(\(round)) h ON h.assignment_id = a.id
            LEFT JOIN (
                SELECT k.assignment_id, array_agg(k.criterion)::text AS criteria, array_agg(k.points)::text AS points
                FROM score_mark k WHERE k.round_id = \(round) GROUP BY k.assignment_id
            ) m ON m.assignment_id = a.id
            WHERE a.round_id = \(round) AND a.id = coalesce(\(assignment)::uuid, a.id)
            """
        ) { row in
            let criteria: String? = try row("criteria")
            let points: String? = try row("points")
            let salt: String? = try row("salt")
            var given: [String: Mark] = [:]
            if let criteria, let points { given = try marks.marks(criteria: criteria, points: points) }
            return HeldSheet(
                juror: try row("juror_id"),
                committed: CommittedSheet(
                    assignment: try row("id"), juror: try row("pseudonym"), entry: try row("entry_id"), track: try row("track"),
                    state: try row.state("state"), marks: given,
                    salt: salt.flatMap { RecordHash($0) }
                )
            )
        }
    }

    /// The last acts about a round's sheets, and all about its conflicts.
    func sheetActs(of round: Round.ID) throws -> SheetActs {
        var acts = SheetActs()
        try lastActs(SheetActs.ofSheets, of: round) { action, subject, facts in acts.take(action, about: Assignment.ID(subject), facts: facts) }
        try eachAct(
            """
            SELECT subject_id, action, facts FROM event
            WHERE round_id = \(round) AND action = ANY(\(SheetActs.ofStandings)::text[]) AND subject_id IS NOT NULL ORDER BY seq
            """
        ) { action, subject, facts in acts.take(action, about: Assignment.ID(subject), facts: facts) }
        return acts
    }

    /// The last acts about a round's entries.
    func entryActs(of round: Round.ID) throws -> EntryActs {
        var acts = EntryActs()
        for names in [EntryActs.ofHandingIn, EntryActs.ofDeciding] {
            try lastActs(names, of: round) { action, subject, facts in acts.take(action, about: Entry.ID(subject), facts: facts) }
        }
        return acts
    }

    private func lastActs(_ names: [String], of round: Round.ID, _ take: (String, UUID, CanonicalJSON) -> Void) throws {
        try eachAct(
            """
            SELECT DISTINCT ON (subject_id) subject_id, action, facts FROM event
            WHERE round_id = \(round) AND action = ANY(\(names)::text[]) AND subject_id IS NOT NULL
            ORDER BY subject_id, seq DESC
            """,
            take
        )
    }

    private func eachAct(_ query: SQL, _ take: (String, UUID, CanonicalJSON) -> Void) throws {
        let acts = try rows(query) { row in
            (action: try row("action") as String, subject: try row("subject_id") as UUID, facts: try CanonicalJSON.read(Array((row("facts") as String).utf8)))
        }
        for act in acts { take(act.action, act.subject, act.facts) }
    }
}
