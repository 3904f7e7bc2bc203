import AwardStore
import Awards
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("The record of acts")
struct RecordTests {
    @Test("what concerns a person stands beside the chain, and deleting it breaks nothing")
    func erased() async throws {
        try await TestStore.withStore { store in
            let scene = try await RecordScene(store)
            try await scene.publish()
            let before = try await scene.bundle()
            let people = [scene.juror.description, scene.jury.staff.description, scene.jury.applicant.description]
            let chain = try await scene.chain()
            for canary in RecordScene.canaries + people { #expect(!chain.contains(canary), "\(canary)") }
            let text = String(decoding: before, as: UTF8.self)
            for canary in RecordScene.canaries + people { #expect(!text.contains(canary), "\(canary)") }
            let erased = try #require(try await store.eraseDetails(of: "geheimperson@example.org", by: scene.jury.staff))
            #expect(erased >= 5)
            let left = try await store.database.read { session in
                try session.rows("SELECT content FROM event_detail WHERE actor_id = \(scene.juror) OR content LIKE '%geheim%' OR content LIKE '%Geheimer%'") { row in
                    try row("content") as String
                }
            }
            #expect(left == [])
            let check = try await store.checkRecord()
            #expect(check.problems == [] && check.bundles == 1 && check.checkpoints > 0)
            let after = try await scene.bundle()
            #expect(after == before, "the published bundle stays the same bytes")
            let record = try #require(try await store.roundRecord(slug: "probe-2027", page: 1))
            #expect(record.items.contains { $0.isErased && $0.actor == nil && $0.action == "sheetFinalised" })
        }
    }

    @Test("a published round stands up to the verification of outsiders, against itself and an earlier checkpoint")
    func published() async throws {
        try await TestStore.withStore { store in
            let scene = try await RecordScene(store)
            _ = try await store.sealIfDue()
            let early = try #require(try await store.publicCheckpoint())
            #expect(try await store.resultBundle(slug: "probe-2027") == nil)
            try await scene.publish()
            let bundle = try await scene.bundle()
            let report = BundleVerification.report(on: bundle, key: store.recordKey.description, previous: Array(early.utf8))
            #expect(report.isClean, "\(report.steps.filter { !$0.problems.isEmpty })")
            #expect(try await store.publicationCheckpoint(of: scene.jury.round) != early)
        }
    }

    @Test("the database refuses an event that does not follow, and moving the head")
    func refused() async throws {
        try await TestStore.withStore { store in
            _ = try await SamplePeople(store).staff()
            let attacks = [
                ("INSERT INTO event (seq, action, subject_kind, detail, facts) VALUES (99, 'a', 'b', repeat('0', 64), '{}')", "event_seq_follows"),
                ("INSERT INTO event (action, subject_kind, detail, facts, hash) VALUES ('a', 'b', repeat('0', 64), '{}', sha256('x'))", "event_hash_follows"),
                ("INSERT INTO event (action, subject_kind, detail, facts, body) VALUES ('a', 'b', repeat('0', 64), '{}', '{}')", "event_hash_follows"),
                ("INSERT INTO event (action, subject_kind, detail, facts) VALUES ('a\",\"x', 'b', repeat('0', 64), '{}')", "event_names_plain"),
                ("INSERT INTO event (action, subject_kind, detail, facts) VALUES ('a', 'b', repeat('0', 64), '[]')", "event_facts_object"),
                ("INSERT INTO event (action, subject_kind, subject_id, detail, facts) VALUES ('a', 'account', gen_random_uuid(), repeat('0', 64), '{}')", "event_account_salted"),
                ("UPDATE event_head SET size = 0", "event_head_moves_with_chain"), ("DELETE FROM event_head", "event_head_moves_with_chain"),
                ("UPDATE event_detail SET content = '{}'", "event_detail_unchanged"),
            ]
            for (statement, constraint) in attacks {
                let error = await #expect(throws: DatabaseError.self, "\(statement)") {
                    try await store.database.transaction { session in try session.script(statement) }
                }
                #expect(error?.constraint == constraint, "\(statement)")
            }
        }
    }

    @Test("acts at the same time are numbered without a gap and without waiting for each other in a circle")
    func concurrent() async throws {
        try await TestStore.withStore { store in
            let scene = try await RecordScene(store)
            let caller = try await scene.jury.people.caller(scene.jury.staff)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<24 {
                    group.addTask {
                        switch number % 3 {
                        case 0:
                            _ = try await store.addJuror(
                                inviting: InvitedPerson(email: "neu\(number)@example.org", displayName: "Neu"),
                                organisation: "", to: scene.jury.round, by: caller, operation: .fresh(scene.jury.staff)
                            )
                        case 1:
                            _ = try await store.signIn(email: "geheimperson@example.org", password: SamplePeople.password, on: .sample(), replacing: nil)
                        default:
                            _ = try await store.changeAssignments(
                                in: scene.jury.round, assign: [], unassign: [], by: caller, operation: .fresh(scene.jury.staff)
                            )
                            try await store.sealIfDue()
                        }
                    }
                }
                try await group.waitForAll()
            }
            let deadlocks: Int = try await store.database.read { session in
                try session.value("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
            }
            #expect(deadlocks == 0)
            let check = try await store.checkRecord()
            #expect(check.problems == [] && check.events > 40)
        }
    }

    @Test("the record is signed once in an hour and when a receipt waits, and not before")
    func due() async throws {
        try await TestStore.withStore { store in
            let scene = try await RecordScene(store)
            #expect(try await store.proof(ofSheet: scene.assignment, of: scene.juror) == .pending)
            #expect(try await store.sealIfDue(), "finished sheets wait for their proof")
            #expect(try await !store.sealIfDue(), "nothing has happened since")
            _ = try await scene.jury.people.account("zweite@example.org")
            #expect(try await !store.sealIfDue(), "the last checkpoint is fresh")
            try await PublicCheckpointTests.letAnHourPass(store)
            #expect(try await store.sealIfDue(), "an hour has passed")
            #expect(try await store.checkRecord().problems == [])
        }
    }
}
