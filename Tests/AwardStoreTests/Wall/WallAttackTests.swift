import Foundation
import Logging
import Postgres
import TestSupport
import Testing

@testable import AwardStore

@Suite("Whoever takes over a door finds nothing else open")
struct WallAttackTests {
    @Test("no door becomes another role, reads the key, the server's files or other people's statements", arguments: Door.allCases)
    func elsewhere(door: Door) async throws {
        let forbidden = [
            "SELECT inner_pad FROM wall.context_key", "INSERT INTO wall.context_key (inner_pad, outer_pad) VALUES ('', '')",
            "SET ROLE lorbeer", "SET ROLE \(door == .staff ? "lorbeer_juror" : "lorbeer_staff")",
            "SET SESSION AUTHORIZATION lorbeer", "SELECT pg_read_file('PG_VERSION')", "SELECT pg_ls_dir('.')",
            "SELECT pg_read_server_files()", "SELECT rolpassword FROM pg_authid", "SELECT lo_import('/etc/passwd')",
            "COPY account TO PROGRAM 'cat'", "COPY account TO '/stolen'", "COPY account FROM '/etc/passwd'",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'lorbeer'",
            "SELECT wall.close_database()", "SELECT wall.close_catalog()",
            "SELECT lo_create(0)", "SELECT lo_creat(-1)", "SELECT lo_from_bytea(0, 'x')", "SELECT lo_open(1, 131072)", "SELECT lowrite(0, 'x')",
            "SELECT n_tup_ins FROM pg_stat_user_tables", "SELECT n_tup_ins FROM pg_stat_all_tables", "SELECT n_tup_ins FROM pg_stat_xact_all_tables",
            "SELECT pg_stat_get_tuples_inserted('score_mark'::regclass)", "SELECT heap_blks_read FROM pg_statio_user_tables",
            "SELECT pg_relation_size('score_mark')", "SELECT query FROM pg_stat_activity", "SELECT query FROM pg_stat_get_activity(NULL)",
        ]
        try await WallProbe.run(door) { probe, _ in
            for statement in forbidden {
                let answer = try await probe.attempt(statement, as: .rightful)
                #expect(Self.isHarmless(answer), "\(statement) answers \(answer)")
            }
        }
    }

    @Test("no door changes the schema, or makes anything that could be found in its place", arguments: Door.allCases)
    func schema(door: Door) async throws {
        let forbidden = [
            "ALTER TABLE entry DISABLE ROW LEVEL SECURITY", "ALTER TABLE entry NO FORCE ROW LEVEL SECURITY", "DROP TABLE entry CASCADE",
            "DROP POLICY owner ON entry", "CREATE POLICY open ON entry USING (true)", "ALTER TABLE event DISABLE TRIGGER ALL",
            "CREATE TABLE stolen (id integer)", "CREATE TEMPORARY TABLE criterion (round_id uuid)", "CREATE SCHEMA shadow",
            "CREATE VIEW all_marks AS SELECT * FROM score_mark", "CREATE TABLE wall.stolen (id integer)",
            "CREATE FUNCTION account() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
            "CREATE FUNCTION wall.account(integer) RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
            "CREATE FUNCTION pg_temp.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT ''-infinity''::timestamptz'",
            "CREATE OR REPLACE FUNCTION wall.account() RETURNS uuid LANGUAGE sql AS 'SELECT NULL::uuid'",
            "ALTER FUNCTION wall.account() OWNER TO CURRENT_USER", "CREATE EXTENSION dblink",
            "CREATE ROLE helper", "ALTER ROLE CURRENT_USER BYPASSRLS", "SET session_replication_role = replica",
            "CREATE RULE hidden AS ON SELECT TO entry DO INSTEAD NOTHING", "DO $$ BEGIN EXECUTE 'DROP TABLE entry'; END $$",
        ]
        try await WallProbe.run(door) { probe, _ in
            for statement in forbidden {
                let answer = try await probe.attempt(statement, as: .rightful)
                #expect(Self.isHarmless(answer), "\(statement) answers \(answer)")
            }
        }
    }

    @Test("whoever gives themselves a right gets none", arguments: Door.allCases)
    func granting(door: Door) async throws {
        try await WallProbe.run(door) { probe, _ in
            let answer = try await probe.attempt(["GRANT ALL ON award TO CURRENT_USER", "DELETE FROM award"], context: probe.context(.rightful))
            #expect(answer == .refused)
        }
    }

    /// Refused for want of a right, or there is no such thing.
    private static func isHarmless(_ answer: Outcome) -> Bool {
        switch answer {
        case .refused: true
        case .other(let text): text.contains("SQLSTATE 42883") || text.contains("SQLSTATE 0A000")
        default: false
        }
    }

    @Test("turning row security off shows an error and no row")
    func rowSecurityOff() async throws {
        try await WallProbe.run(.juror) { probe, _ in
            let context = probe.context(.rightful)
            let answer = try await probe.attempt(["SET LOCAL row_security = off", "SELECT FROM score_mark"], context: context)
            #expect(answer == .refused)
        }
    }

    @Test("an injection that sets a context itself gains nothing without the key")
    func injectedContext() async throws {
        try await WallProbe.run(.juror) { probe, owner in
            let victim: String = try await owner.read { session in try session.value("SELECT id::text FROM account WHERE email = 'birk@example.org'") }
            let good = probe.context(.rightful)
            let parts = good.split(separator: ".").map(String.init)
            let tokens = [
                victim, "\(victim).\(parts[1]).\(parts[2])", "\(parts[0]).9999999999.\(parts[2])", "\(parts[0]).\(parts[1]).\(String(repeating: "0", count: 64))",
                "\(parts[0]).\(parts[1]).", "..", "\(good)0", " \(good)", good.uppercased(), "\(good)\n",
            ]
            for token in tokens {
                let literal = "'" + token + "'"
                for setting in ["SELECT set_config('lorbeer.context', \(literal), true)", "SET LOCAL lorbeer.context = \(literal)"] {
                    #expect(try await probe.attempt([setting, "SELECT FROM score_sheet"], context: good) == .unknownPerson, "\(token)")
                }
            }
            #expect(try await probe.attempt(["SET LOCAL lorbeer.context = ''", "SELECT FROM score_sheet"], context: good) == .rows(0))
        }
    }

    @Test("a context left on a connection is gone with the next transaction")
    func leftBehind() async throws {
        try await WallProbe.run(.juror) { probe, _ in
            let planted = probe.context(.rightful)
            let first = try await probe.attempt(["SET lorbeer.context = '\(planted)'", "SELECT FROM score_sheet"], context: "")
            let second = try await probe.attempt(["SELECT FROM score_sheet"], context: "")
            #expect(first == .rows(1) && second == .rows(0))
        }
    }

    @Test("a context is a bound value and stands in no running statement, where a server that is lent shows them")
    func activity() async throws {
        try await WallProbe.run(.juror) { probe, owner in
            try await owner.transaction { session in
                try session.execute("GRANT SELECT ON pg_stat_activity TO lorbeer_juror")
                try session.execute("GRANT EXECUTE ON FUNCTION pg_stat_get_activity(integer) TO lorbeer_juror")
            }
            let seen: String = try await probe.ask("SELECT string_agg(query, ' ') FROM pg_stat_activity WHERE usename = session_user")
            #expect(!seen.contains(String(probe.context(.rightful).suffix(64))))
        }
    }

    @Test("an entry's text opens with the declaration, and for nobody who was not asked")
    func textOpens() async throws {
        try await WallProbe.run(.juror) { probe, owner in
            let entries = try await owner.read { session in
                try session.rows("SELECT id::text AS id FROM entry WHERE content IS NOT NULL") { row in try row("id") as String }
            }
            let readable = try await probe.ask("SELECT count(*) FROM unnest('{\(entries.joined(separator: ","))}'::uuid[]) e(id), wall.opened_entry(e.id)", as: Int.self)
            #expect(readable == 1 && entries.count > 3)
            #expect(try await probe.attempt("SELECT content FROM entry", as: .rightful) == .refused)
            try await owner.transaction { session in
                let sheet = "assignment_id IN (SELECT assignment_id FROM score_sheet WHERE comment = 'Notiz von ast')"
                try session.execute("DELETE FROM score_mark WHERE \(unchecked: sheet)")
                try session.execute("DELETE FROM conflict_declaration WHERE \(unchecked: sheet)")
                try session.execute("UPDATE score_sheet SET state = 'notStarted', standing = NULL, finalised_at = NULL WHERE comment = 'Notiz von ast'")
            }
            let undeclared = try await probe.ask("SELECT count(*) FROM unnest('{\(entries.joined(separator: ","))}'::uuid[]) e(id), wall.opened_entry(e.id)", as: Int.self)
            #expect(undeclared == 0)
        }
    }

    @Test("nobody records an act in another's name", arguments: [Door.applicant, .juror, .staff, .payment])
    func actor(door: Door) async throws {
        try await WallProbe.run(door) { probe, _ in
            let others = "SELECT record_event('sheetSaved', 'assignment', NULL, NULL, NULL, (SELECT gen_random_uuid()), '{}', '{}')"
            let forged = try await probe.attempt(others, as: .rightful)
            #expect(forged == .refused)
            let unknown = "SELECT record_event('probed', 'round', NULL, NULL, NULL, wall.account(), '{}', '{}')"
            #expect(try await probe.attempt(unknown, as: .rightful) == .refused)
            #expect(try await probe.attempt(unknown, as: .missing).isRepelled)
        }
    }

    @Test("a door's password opens no other door")
    func passwords() async throws {
        let secret = TestSecret.secret
        #expect(Set(Door.allCases.map(secret.password)).count == Door.allCases.count)
        try await TestCluster.withConnectionString(template: WallScene.template) { connectionString in
            let login = DatabaseLogin(role: Door.staff.login, password: secret.password(of: .juror))
            let database = Database(DatabaseConfiguration(connectionString: connectionString, login: login), logger: Logger(label: "test"))
            let error = await #expect(throws: DatabaseError.self) { try await database.read { session in try session.value("SELECT 1", as: Int.self) } }
            #expect(error?.kind == .connection)
            await database.shutdown()
        }
    }
}
