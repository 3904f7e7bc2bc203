@testable import AwardStore
import Awards
import Foundation
import Postgres
import Testing
import TestSupport

@Suite("Importing a round")
struct ImportRoundTests {
    @Test("the same rules again change nothing, other rules are a new version with an event each")
    func versions() async throws {
        try await TestStore.withStore { store in
            var rules = try RoundFile.read(sampleRoundFile, name: "r.yaml")
            #expect(try await store.importRound(rules, source: sampleRoundFile, by: nil).version == 1)
            let again = try await store.importRound(rules, source: "# anders notiert\n" + sampleRoundFile, by: nil)
            #expect(again.version == 1 && !again.changed)
            rules.round.title = "Neuer Titel"
            let changed = try await store.importRound(rules, source: RoundFile.write(rules), by: nil)
            #expect(changed.version == 2 && changed.changed)
            #expect(try await store.round(slug: "probe-2027")?.rules == rules)
            #expect(try await store.rulesSource(slug: "probe-2027", version: 1) == sampleRoundFile)
            #expect(try await store.rulesHistory(slug: "probe-2027")?.versions.map(\.version) == [2, 1])
            #expect(try await store.roundRecord(slug: "probe-2027", page: 1)?.items.map(\.action) == ["rulesChanged", "roundImported"])
        }
    }

    @Test("every round that comes with Lorbeer is stored and comes back as it was", arguments: SeedFiles.rounds)
    func seeds(path: String) async throws {
        let source = try SeedFiles.text(path)
        let rules = try RoundFile.read(source, name: path)
        try await TestStore.withStore { store in
            _ = try await store.importRound(rules, source: source, by: nil)
            #expect(try await store.round(slug: rules.round.slug)?.rules == rules)
        }
    }

    @Test("a form rendered from an older version changes nothing")
    func meanwhile() async throws {
        try await TestStore.withStore { store in
            let people = SamplePeople(store)
            let staff = try await people.staff()
            let caller = try await people.caller(staff)
            var rules = try RoundFile.read(sampleRoundFile, name: "r.yaml")
            _ = try await store.importRound(rules, source: sampleRoundFile, by: staff)
            rules.round.title = "Zwei"
            let first = Operation(id: UUID(), account: staff, requestHash: Array(repeating: 1, count: 32))
            #expect(try await store.changeRules(rules, source: "zwei", from: 1, operation: first, caller: caller).version == 2)
            #expect(try await store.changeRules(rules, source: "zwei", from: 1, operation: first, caller: caller).version == 2)
            rules.round.title = "Drei"
            let late = Operation(id: UUID(), account: staff, requestHash: Array(repeating: 2, count: 32))
            await #expect(throws: RulesChangedMeanwhile(current: 2)) {
                try await store.changeRules(rules, source: "drei", from: 1, operation: late, caller: caller)
            }
            #expect(try await store.rulesHistory(slug: "probe-2027")?.versions.count == 2)
        }
    }

    @Test("the overview counts entries and sheets by size class, and an unknown round is none")
    func overview() async throws {
        try await TestStore.withStore { store in
            _ = try await store.importRound(try RoundFile.read(sampleRoundFile, name: "r.yaml"), source: sampleRoundFile, by: nil)
            let overview = try #require(try await store.roundOverview(slug: "probe-2027"))
            #expect(overview.tracks.map(\.rules.code) == ["klein", "gross"])
            #expect(overview.entries(.draft) == 0 && overview.jurors == 0 && overview.steps.frozenAt == nil)
            #expect(try await store.roundOverview(slug: "gibt-es-nicht") == nil)
            #expect(try await store.staffRounds().map(\.entries) == [0])
        }
    }

    @Test("the database itself refuses size classes that overlap")
    func overlap() async throws {
        try await TestStore.withStore { store in
            let round = try await store.importRound(try RoundFile.read(sampleRoundFile, name: "r.yaml"), source: sampleRoundFile, by: nil)
            let error = await #expect(throws: DatabaseError.self) {
                try await store.database.transaction { session in
                    _ = try session.execute(
                        """
                        INSERT INTO track (round_id, code, position, title, population_from, population_to)
                        VALUES (\(round.id), 'mittel', 3, 'Mittel', 19999, 30000)
                        """
                    )
                }
            }
            #expect(error?.constraint == "track_no_overlap")
        }
    }
}
