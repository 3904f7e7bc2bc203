import Postgres
import TestSupport
import Testing

@testable import AwardStore
@testable import Awards

@Suite("What was said about a conflict stands until somebody who may decides otherwise")
struct WallVerdictTests {
    private static let check = "SET CONSTRAINTS ALL IMMEDIATE"

    /// The sheet of a juror of the open round, with the statements an attacker would use on it.
    private struct Sheet {
        let id: String
        let round: String

        func record(_ action: String, facts: String = "{}") -> String {
            "SELECT record_event('\(action)', 'assignment', '\(id)', NULL, '\(round)', wall.account(), '{}', '\(facts)')"
        }

        func decided(_ biased: Bool) -> String { record("biasDecided", facts: "{\"biased\":\(biased ? 1 : 0)}") }

        func decide(_ biased: Bool, as office: String) -> String {
            """
            WITH decision AS (
                INSERT INTO conflict_decision (assignment_id, biased, reason, decided_at, decided_as, decided_by)
                VALUES ('\(id)', \(biased), 'Geprüft', now(), '\(office)', wall.account()) RETURNING id, assignment_id, biased
            )
            UPDATE conflict_declaration d SET decision_id = decision.id, biased = decision.biased, revision = d.revision + 1
            FROM decision WHERE d.assignment_id = decision.assignment_id
            """
        }

        func unsay(_ more: String = "") -> String {
            """
            UPDATE conflict_declaration SET conflict = false, ground = NULL, note = '', declared_at = now(), declared_by = wall.account(),
                   revision = revision + 1\(more) WHERE assignment_id = '\(id)'
            """
        }

        func declare(_ ground: String) -> String {
            """
            UPDATE conflict_declaration SET conflict = true, ground = '\(ground)', note = 'Hinweis', declared_at = now(),
                   declared_by = wall.account(), decision_id = NULL, biased = NULL, revision = revision + 1 WHERE assignment_id = '\(id)'
            """
        }

        var reopen: String {
            """
            UPDATE score_sheet SET standing = 'clear', state = held_state, finalised_at = held_finalised_at, held_state = NULL,
                   held_finalised_at = NULL, revision = revision + 1 WHERE assignment_id = '\(id)'
            """
        }

        func close(_ standing: String) -> String {
            """
            UPDATE score_sheet SET standing = '\(standing)', held_state = state, held_finalised_at = finalised_at, state = 'recused',
                   finalised_at = NULL, revision = revision + 1 WHERE assignment_id = '\(id)'
            """
        }
    }

    private static func sheet(of name: String, _ owner: Database) async throws -> Sheet {
        try await owner.read { session in
            try session.one(
                """
                SELECT a.id::text AS id, a.round_id::text AS round FROM assignment a JOIN juror j ON j.id = a.juror_id
                JOIN account c ON c.id = j.account_id WHERE c.email = \(name + "@example.org")
                """
            ) { row in Sheet(id: try row("id"), round: try row("round")) }
        }
    }

    /// As the juror would say it, through the code.
    private static func declare(_ ground: ConflictGround, by name: String, _ owner: Database) async throws -> Sheet {
        let store = Store(database: owner)
        let account: Account.ID = try await owner.read { session in
            try session.value("SELECT id FROM account WHERE email = \(name + "@example.org")")
        }
        let sheet = try await sheet(of: name, owner)
        let assignment: Assignment.ID = try await owner.read { session in try session.value("SELECT \(sheet.id)::uuid") }
        _ = try await store.declareConflict(
            assignment, .conflict(ground, note: "Hinweis"), by: try await SamplePeople(store).caller(account), operation: .fresh(account)
        )
        return sheet
    }

    @Test("the chair decides about others, and about themselves nobody but staff")
    func deciders() async throws {
        try await WallProbe.run(.chair) { probe, owner in
            let own = try await Self.declare(.otherConcern, by: "birk", owner)
            let other = try await Self.declare(.otherConcern, by: "ast", owner)
            func answer(_ statements: String...) async throws -> Outcome {
                try await probe.attempt(statements + [Self.check], context: probe.context(.rightful))
            }
            for office in ["chair", "staff"] {
                #expect(try await answer(own.decide(false, as: office), own.reopen, own.decided(false)) == .trigger)
            }
            #expect(try await answer(other.decide(false, as: "chair"), other.reopen, other.decided(false)) == .rows(0))
            #expect(try await answer(other.decide(true, as: "chair"), "UPDATE score_sheet SET standing = 'excluded' WHERE assignment_id = '\(other.id)'", other.decided(true)) == .rows(0))
            #expect(try await answer(other.decide(false, as: "staff"), other.reopen, other.decided(false)) == .trigger)
            // Not in the record, or in other words, or twice.
            #expect(try await answer(other.decide(false, as: "chair"), other.reopen) == .trigger)
            #expect(try await answer(other.decide(false, as: "chair"), other.reopen, other.decided(true)) == .trigger)
            #expect(try await answer(other.decide(false, as: "chair"), other.reopen, other.decided(false), other.decided(true)) == .trigger)
        }
        try await WallProbe.run(.staff) { probe, owner in
            let chairs = try await Self.declare(.otherConcern, by: "birk", owner)
            let other = try await Self.declare(.otherConcern, by: "ast", owner)
            func answer(_ statements: String...) async throws -> Outcome {
                try await probe.attempt(statements + [Self.check], context: probe.context(.rightful))
            }
            #expect(try await answer(chairs.decide(false, as: "staff"), chairs.reopen, chairs.decided(false)) == .rows(0))
            for office in ["chair", "staff"] {
                #expect(try await answer(other.decide(false, as: office), other.reopen, other.decided(false)) == .trigger)
            }
            try await owner.transaction { session in
                try session.execute("UPDATE juror SET account_id = (SELECT id FROM account WHERE email = 'verwaltung@example.org') WHERE chair")
            }
            #expect(try await answer(chairs.decide(false, as: "staff"), chairs.reopen, chairs.decided(false)) == .trigger)
        }
    }

    @Test("a conflict is not unsaid", arguments: [Door.juror, .chair, .staff])
    func unsaying(door: Door) async throws {
        try await WallProbe.run(door) { probe, owner in
            let sheet = try await Self.declare(.otherConcern, by: "ast", owner)
            func answer(_ statements: String...) async throws -> Outcome {
                try await probe.attempt(statements + [Self.check], context: probe.context(.rightful))
            }
            func isUnsaid(_ more: String = "") async throws {
                #expect(try await answer(sheet.unsay(more), sheet.reopen) == .trigger)
                #expect(try await answer(sheet.unsay(more), sheet.reopen, sheet.record("noConflictDeclared")).isRepelled)
                #expect(try await answer(sheet.declare("advice"), sheet.record(door == .juror ? "conflictDeclared" : "conflictRecorded")) == .trigger)
            }
            try await isUnsaid()
            #expect(try await answer(sheet.reopen) != .rows(0))
            if door == .staff { #expect(try await answer("DELETE FROM conflict_declaration WHERE assignment_id = '\(sheet.id)'") == .trigger) }
            // Neither is what was decided about it.
            let store = Store(database: owner)
            let chair: Account.ID = try await owner.read { session in try session.value("SELECT id FROM account WHERE email = 'birk@example.org'") }
            let assignment: Assignment.ID = try await owner.read { session in try session.value("SELECT \(sheet.id)::uuid") }
            let caller = try await SamplePeople(store).caller(chair)
            _ = try await store.decideBias(assignment, biased: true, reason: "Geprüft", revision: 2, by: caller, operation: .fresh(chair))
            try await isUnsaid(", decision_id = NULL, biased = NULL")
            // An older decision, linked again.
            let older = "(SELECT id FROM conflict_decision WHERE assignment_id = '\(sheet.id)' AND NOT biased)"
            let relinked = "UPDATE conflict_declaration SET decision_id = \(older), biased = false, revision = revision + 1 WHERE assignment_id = '\(sheet.id)'"
            #expect(try await answer(relinked, sheet.reopen).isRepelled)
        }
    }

    @Test("others record a conflict with a note, once, and the sheet goes with it", arguments: [Door.chair, .staff])
    func recording(door: Door) async throws {
        try await WallProbe.run(door) { probe, owner in
            let sheet = try await Self.sheet(of: "ast", owner)
            func answer(_ statements: String...) async throws -> Outcome {
                try await probe.attempt(statements + [Self.check], context: probe.context(.rightful))
            }
            let told = sheet.record("conflictRecorded")
            #expect(try await answer(sheet.declare("advice"), sheet.close("excluded"), told) == .rows(0))
            #expect(try await answer(sheet.declare("advice"), sheet.close("excluded")) == .trigger)
            #expect(try await answer(sheet.declare("advice"), sheet.close("excluded"), told, told) == .trigger)
            #expect(try await answer(sheet.declare("advice").replacing("'Hinweis'", with: "''"), sheet.close("excluded"), told) == .trigger)
            #expect(try await answer(sheet.unsay(), told).isRepelled)
            // A sheet closed with another that excludes nobody.
            let withOther = sheet.close("clear").replacing("state = 'recused'", with: "state = 'recused', excluded_with = '\(sheet.id)'")
            #expect(try await answer(withOther) == .trigger)
        }
    }
}
