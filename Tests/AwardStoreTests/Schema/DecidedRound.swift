import AwardStore
import Awards
import Foundation
import Postgres
import TestSupport

/// A small round that has gone all the way: one entry, one juror who scored and one with a conflict, frozen, decided,
/// allocated and published. Written as rows, so that tests of the schema stand on the schema alone.
enum DecidedRound {
    static let entry = "00000000-0000-4000-8000-000000000002"
    static let scored = "00000000-0000-4000-8000-000000000003"
    static let conflicted = "00000000-0000-4000-8000-000000000004"
    static let decision = "00000000-0000-4000-8000-000000000005"
    static let allocation = "00000000-0000-4000-8000-000000000006"
    static let spareJuror = "00000000-0000-4000-8000-000000000007"
    static let spareAssignment = "00000000-0000-4000-8000-000000000008"

    static func withStore(_ body: @Sendable (Store) async throws -> Void) async throws {
        try await TestCluster.withDatabase(template: template) { database in try await body(Store(database: database)) }
    }

    private static let template = TemplateBuilder(name: "decided_round") { database in
        let store = Store(database: database)
        try await store.migrate()
        let people = SamplePeople(store)
        let staff = try await people.staff()
        for name in ["a", "b", "c"] { _ = try await people.account("jury-\(name)@example.org") }
        let town = try await people.municipality("Musterstadt", key: "01001000", population: 50_000)
        let round = try await store.importRound(try SampleRules.round(), source: "Probe", by: staff).id
        try await database.transaction { session in try session.script(judged(round, town: town, by: staff)) }
        try await database.transaction { session in try session.script(decided(round, by: staff)) }
    }

    private static func judged(_ round: Round.ID, town: Municipality.ID, by staff: Account.ID) -> String {
        """
        INSERT INTO entry (id, round_id, municipality_id, track, state, number, created_by, submitted_at, submitted_by,
                           content_hash, content, decided_at, decided_by)
        VALUES ('\(entry)', '\(round)', '\(town)', 'mittel', 'admitted', 1, '\(staff)', now(), '\(staff)',
                sha256('x'), '{}', now(), '\(staff)');
        UPDATE round SET last_entry_number = 1 WHERE id = '\(round)';
        INSERT INTO entry_section_history (entry_id, section, revision, answers, saved_at, saved_by)
        VALUES ('\(entry)', 'verankerung', 1, '{}', now(), '\(staff)');
        INSERT INTO juror (round_id, account_id, organisation)
        SELECT '\(round)', id, 'Verband' FROM account WHERE email IN ('jury-a@example.org', 'jury-b@example.org');
        INSERT INTO juror (id, round_id, account_id, organisation)
        SELECT '\(spareJuror)', '\(round)', id, 'Verband' FROM account WHERE email = 'jury-c@example.org';
        INSERT INTO assignment (id, round_id, juror_id, entry_id, assigned_by)
        SELECT CASE a.email WHEN 'jury-a@example.org' THEN '\(scored)' ELSE '\(conflicted)' END::uuid, '\(round)', j.id, '\(entry)', '\(staff)'
        FROM juror j JOIN account a ON a.id = j.account_id WHERE a.email IN ('jury-a@example.org', 'jury-b@example.org');
        INSERT INTO score_sheet (assignment_id, round_id) VALUES ('\(scored)', '\(round)'), ('\(conflicted)', '\(round)');
        INSERT INTO conflict_declaration (assignment_id, conflict, ground, declared_by)
        VALUES ('\(scored)', false, NULL, '\(staff)'), ('\(conflicted)', true, 'relative', '\(staff)');
        UPDATE score_sheet SET standing = 'clear' WHERE assignment_id = '\(scored)';
        INSERT INTO score_mark (assignment_id, round_id, criterion, points)
        VALUES ('\(scored)', '\(round)', 'verankerung', 7.5), ('\(scored)', '\(round)', 'wirkung', 4);
        UPDATE score_sheet SET state = 'final', finalised_at = now() WHERE assignment_id = '\(scored)';
        UPDATE score_sheet SET state = 'recused', standing = 'excluded', held_state = 'notStarted' WHERE assignment_id = '\(conflicted)';
        SELECT record_event('noConflictDeclared', 'assignment', '\(scored)', NULL, '\(round)', NULL, '{}', '{}');
        SELECT record_event('conflictDeclared', 'assignment', '\(conflicted)', NULL, '\(round)', NULL, '{}', '{}');
        """
    }

    private static func decided(_ round: Round.ID, by staff: Account.ID) -> String {
        """
        UPDATE round SET state = 'scoringClosed', scoring_closed_at = now() WHERE id = '\(round)';
        INSERT INTO ranking_run (id, round_id, rules_version, input, input_sha256, frozen_by)
        VALUES ('\(decision)', '\(round)', 1, '{}', sha256('{}'), '\(staff)');
        INSERT INTO ranking_row (run_id, round_id, entry_id, track, position, rank, score_exact, score, sheets)
        VALUES ('\(decision)', '\(round)', '\(entry)', 'mittel', 1, 1, '15/2', '7.5', 1);
        INSERT INTO ranking_run_sheet (run_id, assignment_id, state) VALUES ('\(decision)', '\(scored)', 'final');
        INSERT INTO conflict_decision (assignment_id, biased, reason, decided_as) VALUES ('\(conflicted)', true, 'Regel', 'rule');
        INSERT INTO suggestion_dismissal (round_id, juror_id, entry_id, source, reason, dismissed_by)
        VALUES ('\(round)', '\(spareJuror)', '\(entry)', 'Probe', 'Probe', '\(staff)');
        INSERT INTO jury_decision (id, round_id, run_id, decided_by, reason, recorded_by)
        VALUES ('\(decision)', '\(round)', '\(decision)', 'die Jury', 'nach Beratung', '\(staff)');
        INSERT INTO jury_place (decision_id, round_id, track, group_position, position, entry_id)
        VALUES ('\(decision)', '\(round)', 'mittel', 1, 1, '\(entry)');
        INSERT INTO allocation (id, round_id, decision_id, rules_version, budget_cents, total_cents, unallocated_cents, computed_by)
        VALUES ('\(allocation)', '\(round)', '\(decision)', 1, 10000000, 2000000, 8000000, '\(staff)');
        INSERT INTO award (allocation_id, round_id, entry_id, kind, track, position, rank, label, cents)
        VALUES ('\(allocation)', '\(round)', '\(entry)', 'place', 'mittel', 1, 1, '1. Preis', 2000000);
        UPDATE round SET state = 'published', published_at = now(), published_allocation_id = '\(allocation)' WHERE id = '\(round)';
        """
    }
}
