import AwardStore
import Awards
import Foundation
import Postgres
import TestSupport

/// A database with something of everybody's in every table: an open round with two municipalities and two jurors each, a
/// published round, and one that is decided and not published. `own` is always Ahaus and juror Ast, `foreign` Bonn and Birk.
enum WallScene {
    static let applicant = "ahaus@example.org"
    static let juror = "ast@example.org"

    static let template = TemplateBuilder(name: "wall_scene") { database in
        let store = Store(database: database)
        try await store.migrate()
        let people = SamplePeople(store)
        let staff = try await people.staff()
        _ = try await people.account("pruefung@example.org", roles: [.auditor])
        _ = try await people.account("kasse@example.org", roles: [.payment])
        _ = try await people.account("fremd@example.org")
        try await open(people, staff)
        try await decided("probe-2023", store, staff, publish: true)
        try await decided("probe-2025", store, staff, publish: false)
        try await fill(store)
    }

    /// Two admitted entries with a sheet each, and two drafts.
    private static func open(_ people: SamplePeople, _ staff: Account.ID) async throws {
        let store = people.store
        let round = try await people.round(try SampleRules.round())
        for (index, names) in [("ahaus", "ast"), ("bonn", "birk")].enumerated() {
            let town = try await people.municipality(names.0, key: "0900100\(index)", population: 5_000)
            let village = try await people.municipality("\(names.0)-dorf", key: "0900200\(index)", population: 6_000)
            let member = try await people.member("\(names.0)@example.org", of: town)
            try await store.database.transaction { session in
                _ = try session.execute("INSERT INTO membership (account_id, municipality_id, lead) VALUES (\(member), \(village), true)")
            }
            let entry = try await people.admittedEntry(town, in: round, by: member, staff: staff)
            _ = try await people.completeDraft(village, in: round, by: member)
            try await judged(entry, in: round, by: names.1, people, staff)
        }
    }

    private static func judged(
        _ entry: Entry.ID, in round: Round.ID, by name: String, _ people: SamplePeople, _ staff: Account.ID
    ) async throws {
        let store = people.store
        let account = try await people.account("\(name)@example.org")
        let office = try await people.caller(staff)
        let seat = try await store.addJuror(
            email: "\(name)@example.org", organisation: "Verband", to: round, by: office, operation: .fresh(staff)
        )
        _ = try await store.changeAssignments(
            in: round, assign: [AssignmentPair(juror: seat.juror, entry: entry)], unassign: [], by: office, operation: .fresh(staff)
        )
        let assignment: Assignment.ID = try await store.database.read { session in
            try session.value("SELECT id FROM assignment WHERE entry_id = \(entry)")
        }
        let caller = try await people.caller(account)
        _ = try await store.declareConflict(assignment, .noConflict, by: caller, operation: .fresh(account))
        let draft = ScoreDraft(
            marks: try SampleJury.marks(["verankerung": "7.5", "wirkung": "4"]), comment: "Notiz von \(name)", intent: .finalise, revision: 0
        )
        _ = try await store.saveScore(assignment, draft, by: caller, operation: .fresh(account))
    }

    private static func decided(_ slug: String, _ store: Store, _ staff: Account.ID, publish: Bool) async throws {
        let round = try await store.importRound(try SampleRules.round(slug: slug), source: slug, by: staff).id
        let scoring = SampleScoring(store, round: round, staff: staff)
        let entry = try await scoring.entry(slug, key: "091\(slug.suffix(4))1", population: 5_000)
        for juror in ["x", "y"] {
            try await scoring.sheet(try await scoring.juror("\(juror)-\(slug)"), entry, ["verankerung": "8", "wirkung": "3"])
        }
        try await scoring.closeScoring()
        let caller = try await scoring.caller()
        _ = try await store.freezeRanking(of: round, by: caller, operation: scoring.operation())
        let decision = PlannedDecision(
            decidedBy: "Jury", decidedOn: CalendarDay("2026-09-01"), reason: "Einstimmig.",
            places: [TrackPlaces(track: "klein", groups: [[entry]])],
            special: [SpecialPrizeDecision(prize: "sonderpreis", recipients: [SpecialPrizeDecision.Recipient(entry: entry, share: 1)])]
        )
        try await store.recordDecision(decision, in: round, by: caller, operation: scoring.operation())
        try await store.allocatePrizes(of: round, by: caller, operation: scoring.operation())
        if publish { try await store.publishRound(round, by: caller, operation: scoring.operation()) }
    }

    /// What no use case above has written.
    private static func fill(_ store: Store) async throws {
        try await store.database.transaction { session in
            try session.script(
                """
                INSERT INTO account (email, display_name) VALUES ('neu@example.org', 'Eingeladen');
                INSERT INTO session (token_hash, account_id, csrf_token, expires_at)
                SELECT sha256(convert_to(email, 'UTF8')), id, 'x', now() + interval '1 hour' FROM account;
                INSERT INTO operation (id, account_id, request_hash, result)
                SELECT gen_random_uuid(), id, sha256(convert_to(email, 'UTF8')), '{}' FROM account;
                INSERT INTO invitation (account_id, token_hash, created_by, expires_at)
                SELECT a.id, sha256('i'), v.id, now() + interval '1 day' FROM account a, account v
                WHERE a.email = 'ast@example.org' AND v.email = 'verwaltung@example.org';
                INSERT INTO password_reset (token_hash, account_id, expires_at)
                SELECT sha256('p'), id, now() FROM account WHERE email = 'ast@example.org';
                INSERT INTO second_factor (account_id, sealed_secret, enrolled_at) SELECT id, '', now() FROM account WHERE email = 'ast@example.org';
                INSERT INTO recovery_code (account_id, code_hash) SELECT id, sha256('r') FROM account WHERE email = 'ast@example.org';
                INSERT INTO sign_in_challenge (token_hash, account_id, expires_at)
                SELECT sha256('c'), id, now() FROM account WHERE email = 'ast@example.org';
                INSERT INTO known_device (token_hash, account_id) SELECT sha256('d'), id FROM account WHERE email = 'ast@example.org';
                INSERT INTO throttle (key, full_at) VALUES (sha256('t'), now());
                INSERT INTO outbox_mail (id, account_id, recipient, kind, subject, sealed_text, expires_at)
                SELECT gen_random_uuid(), a.id, a.email, 'invitation', 'Einladung', CASE WHEN days > 0 THEN sha256('m') END,
                       now() + make_interval(days => days)
                FROM account a, unnest(ARRAY[-1, 1]) AS days WHERE a.email = 'ast@example.org';
                UPDATE juror SET chair = true WHERE account_id = (SELECT id FROM account WHERE email = 'birk@example.org');
                INSERT INTO membership (account_id, municipality_id)
                SELECT a.id, m.id FROM account a, municipality m
                WHERE a.email IN ('ast@example.org', 'birk@example.org') AND m.display_name = 'probe-2025';
                INSERT INTO account_role (account_id, role) SELECT id, 'payment' FROM account WHERE email = 'birk@example.org';
                INSERT INTO juror_link (account_id, kind, role, institution, recorded_by)
                SELECT account_id, 'employer', 'Mitarbeit', 'Verein', account_id FROM juror;
                INSERT INTO suggestion_dismissal (round_id, juror_id, entry_id, source, reason, dismissed_by)
                SELECT a.round_id, a.juror_id, a.entry_id, 'Probe', 'Anlass', birk.id FROM assignment a, account birk WHERE birk.email = 'birk@example.org';
                INSERT INTO conflict_decision (assignment_id, biased, reason, decided_as, decided_by)
                SELECT a.id, false, 'Geprüft', 'chair', birk.id FROM assignment a, account birk WHERE birk.email = 'birk@example.org';
                """
            )
        }
    }
}
