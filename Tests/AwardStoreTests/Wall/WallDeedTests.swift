import Logging
import Postgres
import SourceReading
import TestSupport
import Testing

@testable import AwardStore
@testable import Awards

@Suite("Acts belong to doors and follow from deeds")
struct WallDeedTests {
    private static func account(_ name: String) -> String { "(SELECT id FROM account WHERE email = '\(name)@example.org')" }

    private static func round(_ slug: String) -> String { "(SELECT id FROM round WHERE slug = '\(slug)')" }

    private static func record(_ action: String, _ kind: String, _ subject: String, round: String = "NULL", account: String = "NULL", facts: String = "{}") -> String {
        "SELECT record_event('\(action)', '\(kind)', \(subject), \(account), \(round), wall.account(), '{}', '\(facts)')"
    }

    @Test("staff invite nobody but whom they have just added, and into nothing")
    func invitations() async throws {
        try await WallProbe.run(.staff) { probe, owner in
            func invitation(_ account: String, _ columns: String = "", _ values: String = "") -> String {
                """
                INSERT INTO invitation (account_id, token_hash, created_by, expires_at\(columns))
                VALUES (\(account), sha256('known'), wall.account(), now() + interval '1 day'\(values))
                """
            }
            // Free of open invitations, so that only the rule can refuse.
            try await owner.transaction { session in try session.execute("UPDATE invitation SET revoked_at = now()") }
            for name in ["pruefung", "verwaltung", "kasse", "fremd", "ahaus", "ast", "birk", "neu"] {
                #expect(try await probe.attempt(invitation(Self.account(name)), as: .rightful) == .refused, "\(name)")
            }
            let add = "INSERT INTO account (email, display_name, password_hash, sample_data) VALUES ('juror@example.org', 'Neu', NULL, false)"
            let context = probe.context(.rightful)
            let new = Self.account("juror")
            #expect(try await probe.attempt([add, invitation(new)], context: context) == .rows(1))
            #expect(try await probe.attempt([add, invitation(new, ", roles", ", '{staff}'")], context: context) == .refused)
            let leading = invitation(new, ", municipality_id, lead", ", (SELECT min(id::text)::uuid FROM municipality), true")
            #expect(try await probe.attempt([add, leading], context: context) == .refused)
            #expect(try await probe.attempt([add.replacing("NULL", with: "'known'")], context: context) == .refused)
            let mail = """
                INSERT INTO outbox_mail (id, account_id, recipient, kind, subject, expires_at)
                VALUES (gen_random_uuid(), \(Self.account("pruefung")), 'a@b', 'invitation', 'Betreff', now())
                """
            #expect(try await probe.attempt(mail, as: .rightful) == .refused)
        }
    }

    @Test("at the gate only administrators give roles, take them, offer them, and close accounts")
    func administrators() async throws {
        let acts = [
            "INSERT INTO account_role (account_id, role) VALUES (\(Self.account("ast")), 'administrator')",
            "INSERT INTO account_role (account_id, role) VALUES (wall.account(), 'administrator')",
            "DELETE FROM account_role WHERE account_id = \(Self.account("pruefung"))",
            "UPDATE account SET disabled_at = now() WHERE id = \(Self.account("pruefung"))",
            """
            INSERT INTO invitation (account_id, token_hash, roles, created_by, expires_at)
            VALUES (\(Self.account("fremd")), sha256('known'), '{administrator}', wall.account(), now() + interval '1 day')
            """,
        ]
        try await WallProbe.run(.gate) { probe, owner in
            for act in acts {
                #expect(try await probe.attempt(act, as: .rightful).isRepelled, "\(act)")
                #expect(try await probe.attempt(act, as: .missing).isRepelled, "\(act)")
            }
            for forged in ["rolesChanged", "accountDisabled"] {
                #expect(try await probe.attempt(Self.record(forged, "account", "NULL", account: Self.account("ast")), as: .rightful) == .refused)
            }
            #expect(try await probe.attempt("UPDATE invitation SET roles = '{administrator}'", as: .rightful) == .refused)
            try await owner.transaction { session in
                try session.execute("INSERT INTO account_role (account_id, role) SELECT id, 'administrator' FROM account WHERE email = 'verwaltung@example.org'")
            }
            for act in acts { #expect(try await probe.attempt(act, as: .rightful).isReached, "\(act)") }
        }
    }

    @Test("no door records an act of another, one that is not done, or one about what is not its own")
    func foreignActs() async throws {
        let published = Self.round("probe-2023")
        let decided = Self.round("probe-2025")
        let foreign = "(SELECT e.id FROM entry e JOIN municipality m ON m.id = e.municipality_id WHERE m.display_name = 'bonn')"
        let official = [
            Self.record("resultPublished", "round", published, round: published), Self.record("resultPublished", "round", decided, round: decided),
            Self.record("scoringClosed", "round", decided, round: decided), Self.record("rulesChanged", "round", decided, round: decided),
            Self.record("roundImported", "round", decided, round: decided), Self.record("detailsErased", "record", "NULL"),
            Self.record("rankingFrozen", "rankingRun", "(SELECT min(id::text)::uuid FROM ranking_run)", round: decided),
            Self.record("prizesAllocated", "allocation", "gen_random_uuid()", round: decided),
            Self.record("decisionRecorded", "juryDecision", "gen_random_uuid()", round: decided),
            Self.record("sheetFinalised", "assignment", "gen_random_uuid()"), Self.record("entrySubmitted", "entry", foreign, round: Self.round("probe-2027")),
            Self.record("rolesChanged", "account", "NULL", account: "wall.account()"), Self.record("probed", "round", decided, round: decided),
            Self.record("entryAdmitted", "entry", "gen_random_uuid()"),
        ]
        for door in Door.allCases where door != .public && door != .record && door != .audit {
            try await WallProbe.run(door) { probe, owner in
                for act in official {
                    // What the door can't read itself, its attacker knows.
                    let known: String = try await owner.read { session in
                        try session.value("SELECT 'round ' || \(unchecked: published)::text || ' ' || \(unchecked: decided)::text || ' ' || \(unchecked: foreign)::text")
                    }
                    let ids = known.split(separator: " ").map(String.init)
                    let literal = act.replacing(published, with: "'\(ids[1])'").replacing(decided, with: "'\(ids[2])'").replacing(foreign, with: "'\(ids[3])'")
                        .replacing("(SELECT min(id::text)::uuid FROM ranking_run)", with: "gen_random_uuid()")
                    #expect(try await probe.attempt(literal, as: .rightful) == .refused, "\(door): \(literal)")
                }
            }
        }
    }

    @Test("a juror records a declaration with it, about the own sheet and under its round, and in no other words")
    func deeds() async throws {
        try await WallProbe.run(.juror) { probe, owner in
            let own: (sheet: String, round: String) = try await owner.read { session in
                try session.one(
                    "SELECT a.id::text AS id, a.round_id::text AS round FROM assignment a JOIN juror j ON j.id = a.juror_id WHERE j.account_id = \(unchecked: Self.account("ast"))"
                ) { row in (sheet: try row("id"), round: try row("round")) }
            }
            let declare = """
                UPDATE conflict_declaration SET conflict = true, ground = 'advice', declared_at = now(), revision = revision + 1
                WHERE assignment_id = '\(own.sheet)'
                """
            let context = probe.context(.rightful)
            func answer(_ action: String, round: String, done: Bool = true, facts: String = "{}") async throws -> Outcome {
                let act = Self.record(action, "assignment", "'\(own.sheet)'", round: round, facts: facts)
                return try await probe.attempt(done ? [declare, act] : [act], context: context)
            }
            #expect(try await answer("conflictDeclared", round: "'\(own.round)'") == .rows(1))
            #expect(try await answer("conflictDeclared", round: "'\(own.round)'", done: false) == .refused)
            #expect(try await answer("noConflictDeclared", round: "'\(own.round)'") == .refused)
            #expect(try await answer("conflictDeclared", round: "NULL") == .refused)
            #expect(try await answer("biasDecided", round: "'\(own.round)'") == .refused)
            for facts in [#"{"a":1,"a":2}"#, #"{ "a":1}"#, #"{"b":1,"a":1}"#, #"{"a":1.0}"#, #"{"a":1e2}"#, #"{"a":"\u0061"}"#] {
                #expect(try await answer("conflictDeclared", round: "'\(own.round)'", facts: facts) == .rule, "\(facts)")
            }
            #expect(try await answer("conflictDeclared", round: "'\(own.round)'", facts: #"{"a":1,"b":[null,"ä"]}"#) == .rows(1))
        }
    }

    @Test("a publication says what was allocated")
    func publication() async throws {
        try await WallProbe.run(.staff) { probe, owner in
            let facts: String = try await owner.read { session in
                try session.value("SELECT facts FROM event WHERE action = 'prizesAllocated' AND round_id = \(unchecked: Self.round("probe-2025"))")
            }
            let publish = """
                UPDATE round r SET state = 'published', published_at = now(), published_allocation_id = l.id
                FROM allocation l WHERE l.round_id = r.id AND r.slug = 'probe-2025'
                """
            let round = Self.round("probe-2025")
            func answer(_ facts: String) async throws -> Outcome {
                try await probe.attempt([publish, Self.record("resultPublished", "round", round, round: round, facts: facts)], context: probe.context(.rightful))
            }
            #expect(try await answer(facts) == .rows(1))
            #expect(try await answer("{}") == .refused)
            #expect(try await answer(#"{"allocation":"0"}"#) == .refused)
        }
    }

    @Test("what happens once is recorded once, by the owner too")
    func once() async throws {
        try await TestCluster.withDatabase(template: WallScene.template) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.transaction { session in
                    try session.execute(
                        "SELECT record_event('resultPublished', 'round', id, NULL, id, NULL, '{}', '{}') FROM round WHERE slug = 'probe-2023'"
                    )
                }
            }
            #expect(error?.constraint == "event_once")
        }
    }

    @Test("every act that the code records is a door's or the owner's")
    func complete() async throws {
        // By commands, which run as the owner.
        let owners: Set = ["municipalitiesImported", "demoLoaded", "roundImported", "detailsErased"]
        let named = SourceTree.files(in: "Sources/AwardStore", ending: ".swift").flatMap { file in
            file.text.split(separator: "extension EventAction {").dropFirst().flatMap { part in
                part.prefix { $0 != "}" }.matches(of: /static let (\w+) = Self\("(\w+)"\)/).map { String($0.2) }
            }
        }
        #expect(named.count > 50)
        let recordable: [String] = try await TestCluster.withDatabase(template: WallScene.template) { database in
            try await database.read { session in try session.rows("SELECT DISTINCT action FROM wall.recordable") { row in try row("action") } }
        }
        #expect(Set(named) == Set(recordable).union(owners))
    }

    @Test("no door adds a checkpoint of its own making", arguments: [Door.applicant, .staff, .record])
    func checkpoints(door: Door) async throws {
        try await WallProbe.run(door) { probe, owner in
            let head: (size: Int, root: String, key: String) = try await owner.read { session in
                try session.one("SELECT size, encode(event_root(edge), 'hex') AS root, wall.installation_key() AS key FROM event_head") { row in
                    (size: try row("size"), root: try row("root"), key: try row("key"))
                }
            }
            let direct = "INSERT INTO checkpoint (size, key, root, note) VALUES (\(head.size), '\(head.key)', '\\x\(head.root)', 'note')"
            #expect(try await probe.attempt(direct, as: .rightful) == .refused)
            #expect(try await probe.attempt("UPDATE wall.record_key SET key = 'mine'", as: .rightful) == .refused)
            func keep(_ size: Int, _ key: String, _ root: String, mark: String) async throws -> Outcome {
                try await probe.attempt("SELECT wall.keep_checkpoint(\(size), '\(key)', '\\x\(root)', 'note', 'act', '\(mark)')", as: .rightful)
            }
            func mark(_ size: Int, _ key: String, _ root: String) -> String {
                ContextKey(TestSecret.secret).mark(of: "checkpoint.\(size).\(key).\(root).act.note")
            }
            let none = String(repeating: "0", count: 64)
            #expect(try await keep(head.size, head.key, head.root, mark: none) == .refused)
            #expect(try await keep(head.size, head.key, head.root, mark: probe.context(.rightful).suffix(64).description) == .refused)
            #expect(try await keep(head.size, head.key, none, mark: mark(head.size, head.key, none)) == .refused)
            #expect(try await keep(head.size + 1, head.key, head.root, mark: mark(head.size + 1, head.key, head.root)) == .refused)
            #expect(try await keep(head.size, "mine", head.root, mark: mark(head.size, "mine", head.root)) == .refused)
            #expect(try await keep(head.size, head.key, head.root, mark: mark(head.size, head.key, head.root)) == .rows(1))
        }
    }

    @Test("a checkpoint of another key reaches neither receipts nor bundles")
    func foreignCheckpoints() async throws {
        try await TestCluster.withDatabase(template: WallScene.template) { database in
            let store = Store(database: database)
            let before = try await store.resultBundle(slug: "probe-2023")
            let newest = try await store.publicCheckpoint()
            try await database.transaction { session in
                try session.execute(
                    """
                    INSERT INTO checkpoint (size, key, root, note, at) SELECT size, 'mine', sha256('x'), 'note', '2020-01-01' FROM generate_series(1, 500) size
                    """
                )
            }
            #expect(try await store.resultBundle(slug: "probe-2023") == before)
            #expect(try await store.publicCheckpoint() == newest)
        }
    }
}
