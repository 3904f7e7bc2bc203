import Postgres
import TestSupport
import Testing

@testable import AwardStore
@testable import Awards

@Suite("Auditors take no part, and nobody gives themselves a seat")
struct WallSeatTests {
    private static let check = "SET CONSTRAINTS ALL IMMEDIATE"

    private static func account(_ name: String) -> String { "(SELECT id FROM account WHERE email = '\(name)@example.org')" }

    private static func seat(of name: String) -> String {
        "INSERT INTO juror (round_id, account_id, organisation) SELECT id, \(account(name)), '' FROM round WHERE slug = 'probe-2027'"
    }

    private static func told(_ action: String, about name: String) -> String {
        """
        SELECT record_event('\(action)', 'juror', j.id, NULL, j.round_id, wall.account(), '{}', '{}')
        FROM juror j JOIN round r ON r.id = j.round_id AND r.slug = 'probe-2027' WHERE j.account_id = \(account(name))
        """
    }

    @Test("at the staff door a seat is neither for an auditor nor for oneself, and an own municipality's entry is for others to decide")
    func staff() async throws {
        try await WallProbe.run(.staff) { probe, owner in
            func answer(_ statements: String...) async throws -> Outcome {
                try await probe.attempt(statements + [Self.check], context: probe.context(.rightful))
            }
            #expect(try await answer(Self.seat(of: "kasse"), Self.told("jurorAdded", about: "kasse")) == .rows(0))
            #expect(try await answer(Self.seat(of: "verwaltung")) == .trigger)
            #expect(try await answer(Self.seat(of: "pruefung")) == .trigger)
            try await owner.transaction { session in
                try session.execute(
                    """
                    INSERT INTO invitation (account_id, token_hash, roles, created_by, expires_at)
                    SELECT a.id, sha256('kasse'), '{auditor}', a.id, now() + interval '1 day' FROM account a WHERE a.email = 'fremd@example.org'
                    """
                )
                try session.execute("\(unchecked: Self.seat(of: "verwaltung"))")
            }
            #expect(try await answer(Self.seat(of: "fremd")) == .trigger)
            let unseat = "UPDATE juror SET chair = false WHERE chair"
            func name(_ name: String) -> String { "UPDATE juror SET chair = true WHERE account_id = \(Self.account(name))" }
            #expect(try await answer(unseat, name("ast"), Self.told("chairNamed", about: "ast")) == .rows(0))
            #expect(try await answer(unseat, name("verwaltung")) == .trigger)
            let reject = """
                UPDATE entry SET state = 'rejected', rejection_reason = 'x', decided_at = now(), decided_by = wall.account(), revision = revision + 1
                WHERE state = 'admitted' AND municipality_id = (SELECT id FROM municipality WHERE display_name = 'ahaus')
                """
            #expect(try await answer(reject) == .rows(0))
            try await owner.transaction { session in
                try session.execute(
                    "INSERT INTO membership (account_id, municipality_id) SELECT \(unchecked: Self.account("verwaltung")), id FROM municipality WHERE display_name = 'ahaus'"
                )
            }
            #expect(try await answer(reject) == .trigger)
        }
    }

    @Test("at the gate an auditor joins no team, and who takes part is made no auditor")
    func gate() async throws {
        try await WallProbe.run(.gate) { probe, owner in
            try await owner.transaction { session in
                try session.execute("INSERT INTO account_role (account_id, role) SELECT id, 'administrator' FROM account WHERE email = 'verwaltung@example.org'")
                try session.execute("UPDATE invitation SET revoked_at = now()")
            }
            func answer(_ statements: String...) async throws -> Outcome {
                try await probe.attempt(statements + [Self.check], context: probe.context(.rightful))
            }
            func join(_ name: String) -> String {
                "INSERT INTO membership (account_id, municipality_id) SELECT \(Self.account(name)), id FROM municipality WHERE display_name = 'bonn'"
            }
            func appoint(_ name: String) -> String { "INSERT INTO account_role (account_id, role) VALUES (\(Self.account(name)), 'auditor')" }
            func offer(_ name: String) -> String {
                """
                INSERT INTO invitation (account_id, token_hash, roles, created_by, expires_at)
                VALUES (\(Self.account(name)), sha256('known'), '{auditor}', wall.account(), now() + interval '1 day')
                """
            }
            #expect(try await answer(join("fremd")) == .rows(0))
            #expect(try await answer(join("pruefung")) == .trigger)
            #expect(try await answer(appoint("fremd")) == .rows(0))
            let told = "SELECT record_event('invited', 'account', NULL, \(Self.account("fremd")), NULL, wall.account(), '{}', '{}')"
            #expect(try await answer(offer("fremd"), told) == .rows(0))
            #expect(try await answer(offer("fremd"), join("fremd")) == .trigger)
            for name in ["ast", "ahaus"] {
                #expect(try await answer(appoint(name)) == .trigger, "\(name)")
                #expect(try await answer(offer(name)) == .trigger, "\(name)")
            }
            // A juror of a published round only.
            #expect(try await answer(appoint("x-probe-2023")) == .rows(0))
        }
    }
}
