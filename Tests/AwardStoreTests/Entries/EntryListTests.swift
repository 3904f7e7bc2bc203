import AwardStore
import Awards
import Foundation
import TestSupport
import Testing

@Suite("The staff's list of entries")
struct EntryListTests {
    private func withTowns(_ body: @Sendable (EntryScene, Account.ID) async throws -> Void) async throws {
        try await EntryScene.run { scene in
            let staff = try await scene.people.staff()
            let caller = try await scene.people.caller(staff)
            let towns = [("Zell", "09000001", 300), ("Überlingen", "08000002", 22_000), ("Gießen", "06000003", 90_000), ("Ulm", "08000004", 126_000)]
            for (name, key, population) in towns {
                let town = try await scene.people.municipality(name, key: key, population: population)
                let new = StaffEntry(round: scene.round, municipality: town, reason: "Papier")
                _ = try await scene.store.recordEntryByStaff(new, by: caller, operation: .fresh(staff))
            }
            try await body(scene, staff)
        }
    }

    @Test("searching folds umlauts and ß, and finds keys", arguments: [
        ("über", ["Überlingen"]), ("ueber", ["Überlingen"]), ("UBER", ["Überlingen"]), ("giessen", ["Gießen"]), ("GIEẞEN", ["Gießen"]),
        ("u\u{308}berlingen", ["Überlingen"]), ("0800", ["Überlingen", "Ulm"]), ("%", []), (" ulm ", ["Ulm"]),
    ])
    func searching(text: String, expected: [String]) async throws {
        try await withTowns { scene, _ in
            let found = try await scene.names(EntryFilter(text: text))
            #expect(found == expected)
        }
    }

    @Test("names are sorted as in DIN 5007, figures by size, both ways")
    func sorting() async throws {
        try await withTowns { scene, _ in
            let byName = try await scene.names(EntryFilter())
            #expect(byName == ["Gießen", "Überlingen", "Ulm", "Zell"])
            #expect(try await scene.names(EntryFilter(descending: true)) == ["Zell", "Ulm", "Überlingen", "Gießen"])
            #expect(try await scene.names(EntryFilter(sort: .population)) == ["Zell", "Überlingen", "Gießen", "Ulm"])
            #expect(try await scene.names(EntryFilter(sort: .number, descending: true)) == ["Ulm", "Gießen", "Überlingen", "Zell"])
        }
    }

    @Test("filters narrow the list while the counts stay those of the round")
    func filters() async throws {
        try await withTowns { scene, _ in
            _ = try await scene.start()
            let list = try #require(try await scene.store.entryList(round: "probe-2027", filter: EntryFilter(state: .draft)))
            #expect(list.items.map(\.title.displayName) == ["Lindenau"])
            #expect(list.counts == [.draft: 1, .submitted: 4])
            #expect(try await scene.names(EntryFilter(track: "gross")) == ["Ulm"])
            let beyond = try #require(try await scene.store.entryList(round: "probe-2027", filter: EntryFilter(page: 9)))
            #expect(beyond.page == 1 && beyond.total == 5)
            #expect(try await scene.store.entryList(round: "gibt-es-nicht", filter: EntryFilter()) == nil)
        }
    }

    @Test("municipalities to record an entry for are found by name, with their class")
    func choices() async throws {
        try await withTowns { scene, _ in
            let round = try #require(try await scene.store.round(slug: "probe-2027"))
            let found = try await scene.store.municipalityChoices("linden", for: round)
            #expect(found.map(\.body.name) == ["Lindenau"])
            #expect(found.first?.placement?.track.code == "mittel")
            #expect(found.first?.entered == false)
            #expect(try await scene.store.municipalityChoices("ulm", for: round).first?.entered == true)
            #expect(try await scene.store.municipalityChoices("l", for: round).isEmpty)
        }
    }
}

extension EntryScene {
    fileprivate func names(_ filter: EntryFilter) async throws -> [String] {
        try #require(try await store.entryList(round: "probe-2027", filter: filter)).items.map(\.title.displayName)
    }
}
