import AwardStore
import Awards
import Postgres
import Schema
import TestSupport
import Testing

@Suite("Each invariant finds what it stands for")
struct InvariantTests {
    struct Breach: CustomTestStringConvertible {
        let invariant: String
        let sql: String
        /// The offending row's id; nil for the round's.
        let found: String?

        var testDescription: String { "\(invariant): \(sql)" }
    }

    private static let breaches = [
        Breach(
            invariant: "assignments_have_sheets",
            sql: """
                INSERT INTO assignment (id, round_id, juror_id, entry_id, assigned_by)
                SELECT '\(DecidedRound.spareAssignment)', round_id, '\(DecidedRound.spareJuror)', id, created_by FROM entry
                """,
            found: DecidedRound.spareAssignment
        ),
        Breach(
            invariant: "award_totals", sql: "ALTER TABLE award DISABLE TRIGGER USER; UPDATE award SET cents = cents - 1",
            found: DecidedRound.allocation
        ),
        Breach(
            invariant: "bias_is_decided_by_others",
            sql: """
                INSERT INTO conflict_decision (assignment_id, biased, reason, decided_as, decided_by)
                SELECT a.id, true, 'Eigene Sache', 'chair', j.account_id FROM assignment a JOIN juror j ON j.id = a.juror_id
                WHERE a.id = '\(DecidedRound.conflicted)'
                """,
            found: DecidedRound.conflicted
        ),
        Breach(
            invariant: "declarations_follow_record", sql: "ALTER TABLE score_sheet DROP CONSTRAINT score_sheet_standing_fkey; UPDATE conflict_declaration SET conflict = true, ground = 'advice' WHERE NOT conflict",
            found: DecidedRound.scored
        ),
        Breach(
            invariant: "declarations_follow_record",
            sql: "SELECT record_event('biasDecided', 'assignment', '\(DecidedRound.conflicted)', NULL, NULL, NULL, '{}', '{\"biased\":0}')",
            found: DecidedRound.conflicted
        ),
        Breach(
            invariant: "conflicts_do_not_count",
            sql: """
                ALTER TABLE score_sheet DROP CONSTRAINT score_sheet_recused_when_barred;
                UPDATE score_sheet SET state = 'final', finalised_at = now(), held_state = NULL
                WHERE assignment_id = '\(DecidedRound.conflicted)'
                """,
            found: DecidedRound.conflicted
        ),
        Breach(invariant: "entry_numbers_gapless", sql: "UPDATE round SET last_entry_number = 2", found: nil),
        Breach(invariant: "entry_numbers_gapless", sql: "UPDATE entry SET number = 2", found: nil),
        Breach(
            invariant: "events_are_chained", sql: "ALTER TABLE event DISABLE TRIGGER USER; UPDATE event SET facts = '{}' WHERE seq = 2; UPDATE event SET at = at - interval '1 second' WHERE seq = 2",
            found: "2"
        ),
        Breach(
            invariant: "events_are_chained", sql: "ALTER TABLE event DISABLE TRIGGER USER; UPDATE event SET body = replace(body, 'accountCreated', 'accountClosed') WHERE seq = 3",
            found: "3"
        ),
        Breach(
            invariant: "event_head_is_last", sql: "ALTER TABLE event_head DISABLE TRIGGER USER; UPDATE event_head SET hash = sha256('x')",
            found: "7"
        ),
        Breach(
            invariant: "event_details_match", sql: "ALTER TABLE event_detail DISABLE TRIGGER USER; UPDATE event_detail SET content = '{\"after\":null}' WHERE seq = 5",
            found: "5"
        ),
        Breach(invariant: "final_sheets_complete", sql: "DELETE FROM score_mark WHERE criterion = 'wirkung'", found: DecidedRound.scored),
        Breach(
            invariant: "powerful_accounts_are_their_own",
            sql: """
                INSERT INTO account (id, email, display_name, link_shown_at)
                VALUES ('\(DecidedRound.spareJuror)', 'kasse@example.org', 'Kasse', now());
                INSERT INTO account_role (account_id, role) VALUES ('\(DecidedRound.spareJuror)', 'payment')
                """,
            found: DecidedRound.spareJuror
        ),
        Breach(invariant: "published_rounds_have_runs", sql: "UPDATE jury_decision SET superseded_at = now()", found: nil),
        Breach(
            invariant: "sheets_follow_declarations",
            sql: "ALTER TABLE score_sheet DROP CONSTRAINT score_sheet_standing_fkey; DELETE FROM conflict_declaration WHERE NOT conflict",
            found: DecidedRound.scored
        ),
        Breach(
            invariant: "sheets_follow_declarations",
            sql: """
                ALTER TABLE score_sheet DROP CONSTRAINT score_sheet_standing_fkey;
                UPDATE conflict_declaration SET conflict = false, ground = NULL WHERE conflict
                """,
            found: DecidedRound.conflicted
        ),
    ] + [
        "exclusion = 'track'", "budget_cents = budget_cents + 1", "time_zone = 'Europe/Paris'", "sample_data = NOT sample_data",
        "entry_deadline = entry_deadline + interval '1 minute'", "call_opens = call_opens - interval '1 minute'",
    ].map { Breach(invariant: "rounds_follow_rules", sql: "UPDATE round SET \($0)", found: nil) } + [
        Breach(invariant: "rounds_follow_rules", sql: "UPDATE track_place SET amount_cents = amount_cents + 1 WHERE place = 2", found: nil),
        Breach(invariant: "rounds_follow_rules", sql: "UPDATE special_prize SET amount_cents = amount_cents - 1", found: nil),
    ]

    @Test("a sound round breaks none")
    func sound() async throws {
        try await DecidedRound.withStore { store in
            let violations = try await store.violations()
            #expect(violations == [])
        }
    }

    @Test("a breach is found by its invariant, with the row's id", arguments: breaches)
    func found(breach: Breach) async throws {
        try await DecidedRound.withStore { store in
            try await store.database.transaction { session in try session.script(breach.sql) }
            let violations = try await store.violations().filter { $0.invariant == breach.invariant }
            let round = try await store.rounds().map(\.id.description)
            #expect(violations.map(\.id) == (breach.found.map { [$0] } ?? round))
            #expect(violations.allSatisfy { !$0.problem.isEmpty })
        }
    }

    @Test("every invariant is broken here at least once")
    func complete() {
        #expect(Set(Self.breaches.map(\.invariant)) == Set(Schema.invariants.map(\.name)))
    }
}
