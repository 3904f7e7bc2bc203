public import Awards
import Postgres

/// Why a suggestion is not called false.
public enum DismissalRefusal: Error, Equatable, Sendable {
    /// There is no such juror or entry, or none that this person may know of.
    case notVisible
    /// The suggestion has gone meanwhile.
    case noSuchSuggestion
    case reasonMissing
    case reasonTooLong(maximum: Int)
}

extension Store {
    /// Staff or the chair call a suggestion false; nobody does about themselves. Done twice it is done once.
    /// - Parameter source: as ``ConflictSuggestion/source`` names it.
    /// - Throws: ``DismissalRefusal``; ``OperationReused``, ``OutcomeUnknown``.
    public func dismissSuggestion(
        _ pair: AssignmentPair, source: String, reason: String, in round: Round.ID, by caller: Caller, operation: Operation
    ) async throws {
        _ = try await perform(operation) { session in
            guard let matter = try session.matter(pair, of: round), matter.juror != caller.account,
                try overseesConflicts(caller.account, matter, in: session)
            else { throw DismissalRefusal.notVisible }
            guard !reason.isEmpty else { throw DismissalRefusal.reasonMissing }
            guard reason.count <= DecidingBias.maximumReasonCharacters else {
                throw DismissalRefusal.reasonTooLong(maximum: DecidingBias.maximumReasonCharacters)
            }
            let known = try session.suggestions(of: round, juror: pair.juror, entry: pair.entry).contains { $0.suggestion.source == source }
            guard known else { throw DismissalRefusal.noSuchSuggestion }
            let added = try session.execute(
                """
                INSERT INTO suggestion_dismissal (round_id, juror_id, entry_id, source, reason, dismissed_at, dismissed_by)
                VALUES (\(round), \(pair.juror), \(pair.entry), \(source), \(reason), \(caller.requestedAt), \(caller.account))
                ON CONFLICT ON CONSTRAINT suggestion_dismissal_pkey DO NOTHING
                """
            )
            if added > 0 {
                try session.record(.suggestionDismissed, by: caller.account, about: .juror(pair.juror), round: round, after: ["entry": pair.entry])
            }
            return added
        }
    }
}

extension Session {
    /// nil where the round has no such juror or entry.
    func matter(_ pair: AssignmentPair, of round: Round.ID) throws -> BiasMatter? {
        try first(
            """
            SELECT j.account_id, c.account_id AS chair,
                   EXISTS (SELECT FROM assignment ca JOIN score_sheet cs ON cs.assignment_id = ca.id
                           WHERE ca.juror_id = c.id AND ca.entry_id = e.id AND cs.state = 'recused') AS chair_barred
            FROM juror j
            JOIN entry e ON e.round_id = j.round_id AND e.id = \(pair.entry)
            LEFT JOIN juror c ON c.round_id = j.round_id AND c.chair
            WHERE j.id = \(pair.juror) AND j.round_id = \(round)
            """
        ) { row in BiasMatter(juror: try row("account_id"), chair: try row("chair"), isChairBarred: try row("chair_barred")) }
    }
}
