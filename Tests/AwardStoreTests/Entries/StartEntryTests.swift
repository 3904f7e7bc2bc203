import AwardStore
import Awards
import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Starting an entry in the store")
struct StartEntryStoreTests {
    @Test("the size class follows from the population at the reference date, and the figure is kept")
    func sizeClass() async throws {
        try await EntryScene.run { scene in
            try await scene.figure(19_000, "2024-12-31")
            try await scene.figure(120_000, "2026-12-31")
            let started = try await scene.start()
            #expect(started.track == "mittel")
            let detail = try #require(try await scene.store.entry(started.id, for: scene.bernd))
            #expect(detail.head.figure?.population == 47_112)
            #expect(detail.head.figure?.date.description == "2025-12-31")
            #expect(detail.head.figure?.source == "Testdaten")
            #expect(detail.head.state == .draft)
            #expect(detail.gaps.all.count == 3)
            #expect(try await scene.events("entryStarted") == 1)
        }
    }

    @Test("a municipality enters a round once")
    func twice() async throws {
        try await EntryScene.run { scene in
            _ = try await scene.start()
            await #expect(throws: EntryRefusal.alreadyEntered) { try await scene.start() }
        }
    }

    @Test("two colleagues who start at the same moment make one entry")
    func concurrent() async throws {
        try await EntryScene.run { scene in
            let results = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<4 { group.addTask { (try? await scene.start()) != nil } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let events = try await scene.events("entryStarted")
            #expect(results.filter { $0 }.count == 1)
            #expect(events == 1)
        }
    }

    @Test("the same form sent again starts nothing new")
    func replay() async throws {
        try await EntryScene.run { scene in
            let operation = AwardStore.Operation.fresh(scene.anna)
            let caller = try await scene.people.caller(scene.anna)
            let first = try await scene.store.startEntry(round: scene.round, municipality: scene.town, by: caller, operation: operation)
            let second = try await scene.store.startEntry(round: scene.round, municipality: scene.town, by: caller, operation: operation)
            #expect(first == second)
        }
    }

    @Test("nobody starts an entry for a municipality of others")
    func foreign() async throws {
        try await EntryScene.run { scene in
            let other = try await scene.people.municipality("Fernau", key: "09123457", population: 5_000)
            let stranger = try await scene.people.member("fremd@example.org", of: other)
            let caller = try await scene.people.caller(stranger)
            await #expect(throws: EntryRefusal.notVisible) {
                try await scene.store.startEntry(round: scene.round, municipality: scene.town, by: caller, operation: .fresh(stranger))
            }
            let entry = try await scene.draft()
            #expect(try await scene.store.entry(entry, for: stranger) == nil)
            await #expect(throws: EntryRefusal.notVisible) { try await scene.saveSection(entry, "x", revision: 1, by: stranger) }
            await #expect(throws: EntryRefusal.notVisible) {
                try await scene.store.submitEntry(entry: entry, by: caller, operation: .fresh(stranger))
            }
        }
    }

    @Test("without any figure the refusal says so")
    func withoutFigure() async throws {
        try await EntryScene.run { scene in
            let town = scene.town
            try await scene.store.database.transaction { session in
                _ = try session.execute("DELETE FROM municipality_population WHERE municipality_id = \(town)")
            }
            await #expect(throws: EntryRefusal.populationUnknown) { try await scene.start() }
        }
    }

    @Test("the home tells what is entered, what is open, and in which class")
    func home() async throws {
        try await EntryScene.run { scene in
            let caller = try await scene.people.caller(scene.anna)
            var home = try await scene.store.applicantHome(caller)
            let opening = try #require(home.places.first?.openings.first)
            #expect(try opening.placement.get().track.code == "mittel")
            let started = try await scene.start()
            _ = try await scene.saveSection(started.id, "Kaffee", revision: 0)
            home = try await scene.store.applicantHome(caller)
            let item = try #require(home.places.first?.entries.first)
            #expect(home.places.first?.openings.isEmpty == true)
            #expect(item.begun == ["beschaffung"])
            #expect(item.gaps.all == [.answerMissing(section: "verankerung", question: "beschluesse"), .measuresTooFew(missing: 1)])
        }
    }
}
