import Postgres
import TestSupport
import Testing

@testable import AwardStore

@Suite("What is nobody's business at a door stays behind it")
struct WallClosedTests {
    private static let open = "(SELECT id FROM round WHERE slug = 'probe-2027')"

    private static func account(_ name: String) -> String { "(SELECT id FROM account WHERE email = '\(name)@example.org')" }

    @Test("nobody at staff's and auditors' doors reads points, comments or what opens their hashes while a round is open", arguments: [Door.staff, .audit])
    func standing(door: Door) async throws {
        try await WallProbe.run(door) { probe, owner in
            let held: Int = try await owner.read { session in
                try session.value("SELECT count(*) FROM score_mark WHERE round_id = \(unchecked: Self.open)")
            }
            #expect(held == 4)
            let marks = "SELECT FROM score_mark WHERE round_id = \(Self.open)"
            let salts = "SELECT FROM wall.sheet_salts(\(Self.open)) WHERE salt IS NOT NULL"
            #expect(try await probe.attempt(marks, as: .rightful) == .rows(0))
            #expect(try await probe.attempt(salts, as: .rightful) == (door == .staff ? .rows(0) : .refused))
            for hidden in ["comment FROM score_sheet", "salt FROM score_sheet", "content FROM event_detail", "salt FROM event_detail", "* FROM score_sheet"] {
                #expect(try await probe.attempt("SELECT \(hidden)", as: .rightful) == .refused, "\(hidden)")
            }
            let details = "SELECT FROM entry e, wall.entry_recording(e.id) d WHERE d IS NOT NULL"
            #expect(try await probe.attempt(details, as: .rightful) == .rows(0))
            let progress = "SELECT sum(wall.marks_held(assignment_id))::bigint FROM score_sheet WHERE round_id = \(Self.open)"
            let told = try await probe.ask(progress, as: Int.self)
            #expect(told == 4)
            try await owner.transaction { session in
                try session.execute("UPDATE round SET state = 'scoringClosed', scoring_closed_at = now() WHERE slug = 'probe-2027'")
            }
            #expect(try await probe.attempt(marks, as: .rightful) == .rows(4))
            #expect(try await probe.attempt(salts, as: .rightful) == (door == .staff ? .rows(2) : .refused))
        }
    }

    @Test("a juror or chair counts the marks of their own sheets, and of no others", arguments: [Door.juror, .chair])
    func counting(door: Door) async throws {
        try await WallProbe.run(door) { probe, owner in
            let counts = try await owner.read { session in
                try session.rows(
                    """
                    SELECT s.assignment_id::text AS id, r.slug, j.account_id = \(unchecked: Self.account("ast")) AS own,
                           (SELECT count(*) FROM score_mark m WHERE m.assignment_id = s.assignment_id) AS marks
                    FROM score_sheet s JOIN assignment a ON a.id = s.assignment_id JOIN juror j ON j.id = a.juror_id JOIN round r ON r.id = s.round_id
                    """
                ) { row in (id: try row("id") as String, slug: try row("slug") as String, own: try row("own") as Bool, marks: try row("marks") as Int) }
            }
            #expect(counts.count > 4 && counts.allSatisfy { $0.marks > 0 })
            for sheet in counts {
                let isTheirs = door == .juror ? sheet.own : sheet.slug == "probe-2027"
                let told = try await probe.ask("SELECT wall.marks_held('\(sheet.id)')", as: Int.self)
                #expect(told == (isTheirs ? sheet.marks : 0))
            }
        }
    }

    @Test("staff renew nobody's access but who gains a seat or the chair, and the record tells it")
    func takingOver() async throws {
        try await WallProbe.run(.staff) { probe, owner in
            // A juror who was invited and has not come yet, in a round whose chair is another.
            try await owner.transaction { session in
                try session.execute("INSERT INTO juror (round_id, account_id, organisation) VALUES (\(unchecked: Self.open), \(unchecked: Self.account("neu")), '')")
                try session.execute(
                    """
                    INSERT INTO invitation (account_id, token_hash, created_by, expires_at)
                    VALUES (\(unchecked: Self.account("neu")), sha256('good'), \(unchecked: Self.account("verwaltung")), now() + interval '1 day')
                    """
                )
            }
            let context = probe.context(.rightful)
            func answer(_ statements: String...) async throws -> Outcome { try await probe.attempt(statements, context: context) }
            let victim = Self.account("neu")
            let renew = "SELECT wall.renew_access(\(victim))"
            let link = """
                INSERT INTO invitation (account_id, token_hash, roles, created_by, invited_name, expires_at)
                VALUES (\(victim), sha256('evil'), '{}', wall.account(), 'x', now() + interval '14 days')
                """
            #expect(try await answer(renew) == .refused)
            #expect(try await answer("SELECT wall.close_access(\(victim))") == .refused)
            #expect(try await answer("UPDATE juror SET chair = chair WHERE account_id = \(victim)") == .trigger)
            let free = "UPDATE juror SET chair = false WHERE account_id = \(Self.account("birk"))"
            let name = "UPDATE juror SET chair = true WHERE account_id = \(victim)"
            #expect(try await answer(free, name, "UPDATE juror SET chair = false WHERE account_id = \(victim)") == .trigger)
            let seat = "INSERT INTO juror (round_id, account_id, organisation) SELECT id, \(victim), '' FROM round WHERE slug = 'probe-2027'"
            #expect(try await answer(seat, renew) == .rule)
            let now = "SET CONSTRAINTS ALL IMMEDIATE"
            func record(_ action: String, _ kind: String, _ subject: String, _ account: String, _ round: String) -> String {
                "SELECT record_event('\(action)', '\(kind)', \(subject), \(account), \(round), wall.account(), '{}', '{}')"
            }
            let named = record("chairNamed", "juror", "(SELECT id FROM juror WHERE account_id = \(victim))", "NULL", Self.open)
            let invited = record("invited", "account", "NULL", victim, "NULL")
            #expect(try await answer(free, name, now) == .trigger)
            #expect(try await answer(free, name, renew, link, named, now) == .trigger)
            #expect(try await answer(free, name, renew, link, invited, now) == .trigger)
            #expect(try await answer(free, name, renew, link, named, invited, now) == .rows(0))
        }
    }

    @Test("a second seat renews nobody's access")
    func secondSeat() async throws {
        try await WallProbe.run(.staff) { probe, owner in
            try await owner.transaction { session in
                try session.execute("UPDATE round SET state = 'open', scoring_closed_at = NULL WHERE slug = 'probe-2025'")
            }
            let context = probe.context(.rightful)
            func answer(_ name: String) async throws -> Outcome {
                let seat = "INSERT INTO juror (round_id, account_id, organisation) SELECT id, \(Self.account(name)), '' FROM round WHERE slug = 'probe-2025'"
                return try await probe.attempt([seat, "SELECT wall.renew_access(\(Self.account(name)))"], context: context)
            }
            #expect(try await answer("ast") == .refused)
            #expect(try await answer("kasse") == .refused)
            #expect(try await answer("ahaus") == .rows(1))
        }
    }

    @Test("an entry has the register's figure for the round's date, and the size class that follows", arguments: [Door.applicant, .staff])
    func placement(door: Door) async throws {
        try await WallProbe.run(door) { probe, owner in
            let town: String = try await owner.transaction { session in
                let town: String = try session.value("SELECT id::text FROM municipality WHERE display_name = 'probe-2025'")
                try session.execute("INSERT INTO membership (account_id, municipality_id) SELECT \(unchecked: Self.account("ahaus")), \(town)::uuid")
                try session.execute(
                    """
                    INSERT INTO municipality_population (municipality_id, population_date, population, source)
                    VALUES (\(town)::uuid, '2024-12-31', 30000, 'Testdaten'), (\(town)::uuid, '2026-12-31', 200000, 'Testdaten')
                    """
                )
                return town
            }
            func start(_ track: String, _ population: String, _ date: String = "'2025-12-31'", _ source: String = "'Testdaten'") async throws -> Outcome {
                try await probe.attempt(
                    """
                    INSERT INTO entry (round_id, municipality_id, track, population, population_date, population_source, origin, created_by)
                    VALUES (\(Self.open), '\(town)', '\(track)', \(population), \(date), \(source), '\(door == .staff ? "staff" : "online")', wall.account())
                    """,
                    as: .rightful
                )
            }
            #expect(try await start("klein", "5000") == .rows(1))
            #expect(try await start("mittel", "20000") == .trigger)
            #expect(try await start("mittel", "5000") == (door == .staff ? .rows(1) : .trigger))
            #expect(try await start("mittel", "30000", "'2024-12-31'") == .trigger)
            #expect(try await start("gross", "200000", "'2026-12-31'") == .trigger)
            #expect(try await start("klein", "5000", "'2025-12-31'", "'Selbst gezählt'") == .trigger)
            #expect(try await start("klein", "NULL", "NULL", "NULL") == .trigger)
            try await owner.transaction { session in
                try session.execute("DELETE FROM municipality_population WHERE municipality_id = \(town)::uuid AND population_date = '2025-12-31'")
            }
            #expect(try await start("mittel", "30000", "'2024-12-31'") == .rows(1))
            try await owner.transaction { session in
                try session.execute("DELETE FROM municipality_population WHERE municipality_id = \(town)::uuid AND population_date < '2026-01-01'")
            }
            #expect(try await start("gross", "200000", "'2026-12-31'") == .rows(1))
        }
    }

    @Test("the public door reads a published run without jurors, and neither clerks nor how an open round fills")
    func published() async throws {
        try await WallProbe.run(.public) { probe, owner in
            for hidden in [
                "sheets FROM ranking_run", "juror_salt FROM ranking_run", "input FROM ranking_run", "frozen_by FROM ranking_run",
                "recorded_by FROM jury_decision", "recorded_at FROM jury_decision", "last_entry_number FROM round",
            ] {
                #expect(try await probe.attempt("SELECT \(hidden)", as: .missing) == .refused, "\(hidden)")
            }
            let jurors = try await owner.read { session in
                try session.rows("SELECT j.id::text AS id FROM juror j JOIN round r ON r.id = j.round_id WHERE r.slug = 'probe-2023'") { row in try row("id") as String }
            }
            let run = "wall.public_run((SELECT id FROM round WHERE slug = 'probe-2023'))"
            let text: String = try await probe.ask("SELECT input || sheets FROM \(run)")
            #expect(jurors.count == 2 && jurors.allSatisfy { !text.contains($0) })
            #expect(text.contains("\"juror-1\"") && text.contains("\"juror-2\""))
            let other = "SELECT FROM wall.public_run((SELECT id FROM round WHERE slug = 'probe-2025'))"
            #expect(try await probe.attempt(other, as: .missing) == .rows(0))
        }
    }

    @Test("no door ends a connection, its own included", arguments: Door.allCases)
    func signals(door: Door) async throws {
        try await WallProbe.run(door) { probe, _ in
            for signal in ["pg_terminate_backend", "pg_cancel_backend"] {
                let answer = try await probe.attempt("SELECT \(signal)(pg_backend_pid())", as: .rightful)
                #expect(answer == .refused)
            }
        }
    }
}
