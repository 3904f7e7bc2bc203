import Postgres
import TestSupport
import Testing

@testable import AwardStore

@Suite("States move in one order, and moments are the database's")
struct WallStateTests {
    private static let sheet = "(SELECT a.id FROM assignment a JOIN juror j ON j.id = a.juror_id WHERE j.account_id = wall.account() LIMIT 1)"
    private static let draft = "(SELECT e.id FROM entry e JOIN municipality m ON m.id = e.municipality_id WHERE m.display_name = 'ahaus-dorf')"
    private static let published = "(SELECT id FROM round WHERE slug = 'probe-2023')"
    private static let decided = "(SELECT id FROM round WHERE slug = 'probe-2025')"
    private static let open = "(SELECT id FROM round WHERE slug = 'probe-2027')"

    private static func step(_ state: String, _ more: String = "", saved: String = "now()") -> String {
        "UPDATE score_sheet SET state = '\(state)', revision = revision + 1, saved_at = \(saved)\(more) WHERE assignment_id = \(sheet)"
    }

    private static let concern = """
        UPDATE conflict_declaration SET conflict = true, ground = 'otherConcern', note = 'x', declared_at = now(), revision = revision + 1
        WHERE assignment_id = \(sheet)
        """

    @Test("a juror's finished sheet is reopened and finished now, or stays as it is")
    func finishedSheet() async throws {
        try await WallProbe.run(.juror) { probe, owner in
            let context = probe.context(.rightful)
            func answer(_ statements: String...) async throws -> Outcome { try await probe.attempt(statements, context: context) }
            let marks = "UPDATE score_mark SET points = 1 WHERE assignment_id = \(Self.sheet)"
            let reopen = Self.step("draft", ", finalised_at = NULL")
            #expect(try await answer(marks) == .trigger)
            #expect(try await answer("DELETE FROM score_mark WHERE assignment_id = \(Self.sheet)") == .trigger)
            #expect(try await answer("UPDATE score_sheet SET comment = 'anders' WHERE assignment_id = \(Self.sheet)") == .trigger)
            #expect(try await answer("UPDATE score_sheet SET finalised_at = '2020-01-01' WHERE assignment_id = \(Self.sheet)") == .trigger)
            #expect(try await answer("UPDATE score_sheet SET saved_at = '2020-01-01' WHERE assignment_id = \(Self.sheet)") == .trigger)
            #expect(try await answer(Self.step("final", ", finalised_at = now()")) == .trigger)
            #expect(try await answer(reopen, marks) == .rows(2))
            #expect(try await answer(Self.step("draft", ", finalised_at = NULL", saved: "'2020-01-01'")) == .trigger)
            #expect(try await answer(reopen, Self.step("final", ", finalised_at = now()")) == .rows(1))
            #expect(try await answer(reopen, Self.step("final", ", finalised_at = '2020-01-01'")) == .trigger)
            #expect(try await answer(reopen, Self.step("final", ", finalised_at = now() + interval '1 hour'")) == .trigger)
            #expect(try await answer(reopen, Self.step("notStarted")) == .trigger)
            #expect(try await answer("UPDATE conflict_declaration SET declared_at = '2020-01-01' WHERE assignment_id = \(Self.sheet)") == .trigger)
            // Once scores are closed nothing of it moves.
            for state in ["state = 'scoringClosed', scoring_closed_at = now()", "state = 'open', scoring_closed_at = NULL"] {
                let isOpen = state.hasPrefix("state = 'open'")
                try await owner.transaction { session in try session.execute("UPDATE round SET \(unchecked: state) WHERE slug = 'probe-2027'") }
                #expect(try await answer(reopen) == (isOpen ? .rows(1) : .trigger))
                #expect(try await answer(Self.concern) == (isOpen ? .rows(1) : .trigger))
            }
        }
    }

    @Test("an applicant submits an own draft now, in time, and under the counter's number")
    func submission() async throws {
        try await WallProbe.run(.applicant) { probe, owner in
            let context = probe.context(.rightful)
            func answer(_ statements: String...) async throws -> Outcome { try await probe.attempt(statements, context: context) }
            func submit(_ number: String, at moment: String = "now()") -> String {
                """
                UPDATE entry SET state = 'submitted', number = \(number), revision = revision + 1, submitted_at = \(moment), submitted_by = wall.account(),
                       content = '{}', content_hash = sha256('x'), content_salt = sha256('y') WHERE id = \(Self.draft)
                """
            }
            let next = "wall.next_entry_number(\(Self.open))"
            // The number has to be asked for before, as an own statement, to stand in the counter when the entry has it.
            let counted = "(SELECT last_entry_number FROM round WHERE slug = 'probe-2027')"
            #expect(try await answer("SELECT \(next)", submit(counted), "SET CONSTRAINTS ALL IMMEDIATE") == .rows(0))
            #expect(try await answer("SELECT \(next)", submit(counted, at: "'2020-01-01'")) == .trigger)
            #expect(try await answer("SELECT \(next)", submit("77")) == .trigger)
            #expect(try await answer(submit("77")) == .trigger)
            #expect(try await answer("SELECT \(next)", "SET CONSTRAINTS ALL IMMEDIATE") == .trigger)
            #expect(try await answer("SELECT \(next)", "SELECT \(next)", submit(counted), "SET CONSTRAINTS ALL IMMEDIATE") == .trigger)
            #expect(try await answer("SELECT wall.next_entry_number(\(Self.published))") == .refused)
            let start = """
                INSERT INTO entry (round_id, municipality_id, track, origin, created_by)
                SELECT r.id, m.municipality_id, t.code, 'online', wall.account() FROM round r JOIN track t ON t.round_id = r.id AND t.position = 1, membership m
                WHERE r.slug = 'probe-2023' LIMIT 1
                """
            #expect(try await answer(start) == .trigger)
            try await owner.transaction { session in
                try session.execute(
                    """
                    UPDATE round SET entry_deadline = localtimestamp - interval '2 days', call_opens = localtimestamp - interval '9 days' WHERE slug = 'probe-2027'
                    """
                )
            }
            #expect(try await answer("SELECT \(next)", submit(counted)) == .trigger)
        }
    }

    @Test("staff move rounds forward, and write only what a round's state is for")
    func rounds() async throws {
        try await WallProbe.run(.staff) { probe, owner in
            try await owner.transaction { session in
                let sheet = "assignment_id = (SELECT assignment_id FROM score_sheet WHERE comment = 'Notiz von birk')"
                try session.execute("DELETE FROM score_mark WHERE \(unchecked: sheet)")
                try session.execute("UPDATE score_sheet SET state = 'draft', finalised_at = NULL WHERE comment = 'Notiz von birk'")
            }
            let context = probe.context(.rightful)
            func answer(_ statements: String...) async throws -> Outcome { try await probe.attempt(statements, context: context) }
            let allocation = "(SELECT l.id FROM allocation l JOIN round r ON r.id = l.round_id WHERE r.slug = 'probe-2025')"
            let refused = [
                "UPDATE round SET state = 'open', scoring_closed_at = NULL, published_at = NULL, published_allocation_id = NULL WHERE id = \(Self.published)",
                "UPDATE round SET state = 'scoringClosed', published_at = NULL, published_allocation_id = NULL WHERE id = \(Self.published)",
                "UPDATE round SET published_at = now() WHERE id = \(Self.published)",
                "UPDATE round SET title = 'Anders' WHERE id = \(Self.published)",
                "UPDATE round SET state = 'open', scoring_closed_at = NULL WHERE id = \(Self.decided)",
                "UPDATE round SET scoring_closed_at = now() WHERE id = \(Self.decided)",
                "UPDATE round SET state = 'published', published_at = '2020-01-01', published_allocation_id = \(allocation) WHERE id = \(Self.decided)",
                "UPDATE round SET state = 'published', scoring_closed_at = now(), published_at = now(), published_allocation_id = \(allocation) WHERE id = \(Self.decided)",
                "UPDATE round SET state = 'scoringClosed', scoring_closed_at = '2020-01-01' WHERE id = \(Self.open)",
                "UPDATE round SET budget_cents = budget_cents + 1 WHERE id = \(Self.open)",
                "UPDATE round SET entry_deadline = now() + interval '9 years' WHERE id = \(Self.open)",
                "UPDATE entry SET submitted_at = '2020-01-01' WHERE number IS NOT NULL",
                "UPDATE entry SET state = 'rejected', rejection_reason = 'x', decided_at = now(), decided_by = wall.account() WHERE round_id = \(Self.published)",
                "UPDATE entry SET state = 'rejected', rejection_reason = 'x', decided_at = '2020-01-01' WHERE round_id = \(Self.open) AND state = 'admitted'",
                "UPDATE entry SET state = 'submitted', decided_at = NULL, decided_by = NULL WHERE round_id = \(Self.open) AND state = 'admitted'",
                "UPDATE score_sheet SET state = 'draft', finalised_at = NULL WHERE round_id = \(Self.open)",
                "DELETE FROM score_sheet WHERE round_id = \(Self.open) AND state = 'draft'",
                "DELETE FROM special_prize WHERE round_id = \(Self.decided)",
                "UPDATE jury_decision SET superseded_at = '2020-01-01' WHERE round_id = \(Self.decided)",
                "UPDATE jury_decision SET superseded_at = now() WHERE round_id = \(Self.published)",
                """
                INSERT INTO allocation (round_id, decision_id, rules_version, budget_cents, total_cents, unallocated_cents, computed_by)
                SELECT round_id, gen_random_uuid(), 1, 1, 1, 0, wall.account() FROM jury_decision WHERE round_id = \(Self.published)
                """,
                "INSERT INTO ranking_row SELECT run_id, round_id, gen_random_uuid(), track, position + 90, rank, score_exact, score, sheets FROM ranking_row",
                """
                INSERT INTO award (allocation_id, round_id, entry_id, kind, prize, position, label, cents)
                SELECT allocation_id, round_id, entry_id, 'special', 'sonderpreis', 9, 'x', 0 FROM award WHERE kind = 'place'
                """,
            ]
            for statement in refused { #expect(try await answer(statement) != .rows(0), "\(statement) reaches nothing") }
            for statement in refused {
                let answer = try await answer(statement)
                #expect(answer == .trigger || answer == .rule, "\(statement) answers \(answer)")
            }
            let allowed = [
                "UPDATE round SET state = 'published', published_at = now(), published_allocation_id = \(allocation) WHERE id = \(Self.decided)",
                "UPDATE round SET state = 'scoringClosed', scoring_closed_at = now() WHERE id = \(Self.open)",
                "UPDATE entry SET state = 'rejected', rejection_reason = 'x', decided_at = now(), decided_by = wall.account() WHERE round_id = \(Self.open) AND state = 'admitted'",
                "UPDATE jury_decision SET superseded_at = now() WHERE round_id = \(Self.decided)",
            ]
            for statement in allowed { #expect(try await answer(statement).isReached, "\(statement)") }
        }
    }

    @Test("the owner's commands bring in what was long ago")
    func owner() async throws {
        try await TestCluster.withDatabase(template: WallScene.template) { database in
            let changed = try await database.transaction { session in
                [
                    try session.execute("UPDATE entry SET submitted_at = '2020-01-01' WHERE number IS NOT NULL"),
                    try session.execute("UPDATE score_sheet SET saved_at = '2020-01-01'"),
                ]
            }
            #expect(changed.allSatisfy { $0 > 0 })
        }
    }
}
