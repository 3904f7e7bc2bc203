import AwardStore
import Awards
import Foundation
import Postgres
import TestSupport
import Testing

/// What was really paid, from the organisers' and the press's reports: places in order, then the special prizes.
struct PaidRound: Sendable, CustomTestStringConvertible {
    let slug: String
    /// Euro by size class.
    let places: [String: [Int]]
    /// Euro of each special prize, in parts where it went to several.
    let special: [[Int]]
    let ranks: [String: [Int]]

    var testDescription: String { slug }

    static let all = [
        PaidRound(
            slug: "hdfh-2017", places: ["offen": [60_000, 50_000, 35_000, 35_000, 20_000]],
            special: Array(repeating: [10_000], count: 5), ranks: ["offen": [1, 2, 3, 3, 4]]
        ),
        PaidRound(
            slug: "hdfh-2019", places: ["offen": [70_000, 40_000, 40_000, 30_000, 20_000]],
            special: Array(repeating: [10_000], count: 5), ranks: ["offen": [1, 2, 2, 3, 4]]
        ),
        PaidRound(
            slug: "hdfh-2021", places: ["offen": [60_000, 50_000, 40_000, 30_000, 20_000]],
            special: Array(repeating: [10_000], count: 4) + [[5_000, 5_000]], ranks: ["offen": [1, 2, 3, 4, 5]]
        ),
        PaidRound(
            slug: "hdfh-2023",
            places: ["klein": [35_000, 20_000, 15_000], "mittel": [35_000, 20_000, 15_000], "gross": [35_000, 20_000, 15_000]],
            special: Array(repeating: [10_000], count: 4), ranks: ["klein": [1, 2, 3], "mittel": [1, 2, 3], "gross": [1, 2, 3]]
        ),
    ]
}

@Suite("Rounds of past years pay what was really paid")
struct RealRoundTests {
    private static func seed(_ name: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Seeds/Rounds").standardized
        return try String(contentsOf: root.appending(path: name), encoding: .utf8)
    }

    private func imported(_ slug: String, into store: Store) async throws -> Caller {
        _ = try await store.seed()
        let staff = try await SamplePeople(store).staff()
        let source = try Self.seed("\(slug).yaml")
        _ = try await store.importRound(try RoundFile.read(source, name: slug), source: source, by: staff)
        return try await SamplePeople(store).caller(staff)
    }

    private func decision(_ slug: String) throws -> DecisionFile {
        try DecisionFile.read(try Self.seed("\(slug).decision.yaml"), name: slug)
    }

    @Test("the placement of each round, entered as the jury's decision", arguments: PaidRound.all)
    func paid(round: PaidRound) async throws {
        try await TestStore.withStore { store in
            let caller = try await imported(round.slug, into: store)
            let first = try await store.recordDecision(from: try decision(round.slug), by: caller)
            #expect(try await store.recordDecision(from: try decision(round.slug), by: caller) == first)
            let id = try #require(try await store.round(slug: round.slug)).id
            try await store.allocatePrizes(of: id, by: caller, operation: .unrepeated(by: caller.account))
            try await store.publishRound(id, by: caller, operation: .unrepeated(by: caller.account))
            let results = try #require(try await store.publicResults(slug: round.slug))
            for track in results.tracks {
                #expect(track.places.map(\.laureate.cents) == round.places[track.rules.code]?.map { $0 * 100 })
                #expect(track.places.map(\.rank) == round.ranks[track.rules.code])
            }
            #expect(results.special.map { $0.laureates.map(\.cents) } == round.special.map { $0.map { $0 * 100 } })
            #expect(results.totalCents == 250_000_00)
            #expect(results.unallocatedCents == 0)
            #expect(results.budgetCents == 250_000_00)
        }
    }

    @Test("2021: Leipzig and Markkleeberg share one special prize")
    func tandem() async throws {
        try await TestStore.withStore { store in
            let caller = try await imported("hdfh-2021", into: store)
            try await store.recordDecision(from: try decision("hdfh-2021"), by: caller)
            let desk = try #require(try await store.prizeDesk(slug: "hdfh-2021"))
            var names: [Entry.ID: String] = [:]
            for entry in desk.entries { names[entry.entry] = entry.title.withArticle }
            #expect(desk.prizes?.special.last?.parts.map { names[$0.entry] } == ["die Stadt Leipzig", "die Stadt Markkleeberg"])
            #expect(desk.prizes?.tracks[0].places.map { names[$0.entry] }[2] == "der Landkreis Fürth")
        }
    }

    @Test("2019 with one cent more for the first place is refused", arguments: [1, -1])
    func cent(by cent: Int) async throws {
        try await TestStore.withStore { store in
            let caller = try await imported("hdfh-2019", into: store)
            var file = try decision("hdfh-2019")
            file.setCents["09373147"] = 70_000_00 + cent
            let changed = file
            await #expect(throws: PrizeRefusal.setOffLadder(track: "offen", sumCents: 200_000_00 + cent, ladderCents: 200_000_00)) {
                try await store.recordDecision(from: changed, by: caller)
            }
        }
    }

    @Test("a municipality the register does not know is named, and nothing is recorded")
    func unknown() async throws {
        try await TestStore.withStore { store in
            let caller = try await imported("hdfh-2017", into: store)
            var file = try decision("hdfh-2017")
            file.places["offen"]?[0] = ["99999999"]
            let changed = file
            await #expect(throws: DecisionFileRefusal.unknownMunicipalities(["99999999"])) {
                try await store.recordDecision(from: changed, by: caller)
            }
            let entries: Int = try await store.database.read { try $0.value("SELECT count(*) FROM entry") }
            #expect(entries == 0)
        }
    }
}
