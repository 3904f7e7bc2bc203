import AwardStore
import Awards
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("What the public sees of the record while a round is open")
struct PublicCheckpointTests {
    @Test("a juror's finished sheet and a submitted entry change nothing before the next hour")
    func quiet() async throws {
        try await TestStore.withStore { store in
            _ = try await SamplePeople(store).account("vorher@example.org")
            _ = try await store.sealIfDue()
            let before = try #require(try await store.publicCheckpoint())
            let scene = try await RecordScene(store)
            try await store.sealIfDue()
            guard case .proved(let receipt, _)? = try await store.proof(ofSheet: scene.assignment, of: scene.juror) else {
                Issue.record("a finished sheet has its receipt at once")
                return
            }
            #expect(try await store.publicCheckpoint() == before)
            #expect(receipt.checkpoint != before)
            try await Self.letAnHourPass(store)
            #expect(try await store.sealIfDue(), "an hour has passed")
            let after = try #require(try await store.publicCheckpoint())
            #expect(after != before)
            #expect(try await store.checkRecord().problems == [])
        }
    }

    @Test("an hour in which nothing happened has its checkpoint as well, so that the next act shows no sooner")
    func idle() async throws {
        try await TestStore.withStore { store in
            let people = SamplePeople(store)
            _ = try await people.staff()
            #expect(try await store.sealIfDue())
            try await Self.letAnHourPass(store)
            #expect(try await store.sealIfDue())
            let idle = try await store.publicCheckpoint()
            _ = try await people.account("zweite@example.org")
            #expect(try await !store.sealIfDue())
            #expect(try await store.publicCheckpoint() == idle)
        }
    }

    @Test("once no round is open any more, an official act is public at once, and the bundle's checkpoint with it")
    func official() async throws {
        try await TestStore.withStore { store in
            let scene = try await RecordScene(store)
            _ = try await store.sealIfDue()
            let before = try await store.publicCheckpoint()
            try await scene.publish()
            let published = try await store.publicationCheckpoint(of: scene.jury.round)
            #expect(published != nil && published != before)
            #expect(try await store.publicCheckpoint() == published)
            let earlier = try #require(before)
            let report = BundleVerification.report(on: try await scene.bundle(), key: store.recordKey.description, previous: Array(earlier.utf8))
            #expect(report.isClean)
        }
    }

    static func letAnHourPass(_ store: Store) async throws {
        try await store.database.transaction { session in
            try session.script(
                "ALTER TABLE checkpoint DISABLE TRIGGER USER; UPDATE checkpoint SET at = at - interval '61 minutes'; ALTER TABLE checkpoint ENABLE TRIGGER USER"
            )
        }
    }
}
