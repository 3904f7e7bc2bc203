import Awards
import Foundation
import Postgres
import Testing
import TestSupport

@testable import AwardStore

@Suite("The demo")
struct DemoTests {
    @Test("an empty database gets a published and an open round, once")
    func load() async throws {
        try await TestStore.withStore { store in
            #expect(try await store.loadDemo() == .loaded)
            #expect(try await store.rounds().map(\.slug) == ["demo-2027", "demo-2025"])
            let decided = try #require(try await store.roundOverview(slug: "demo-2025"))
            #expect(decided.round.state == .published && decided.entries(.admitted) == 15 && decided.stuck.undeclared == 0)
            #expect(decided.sheets(.final) == 73 && decided.sheets(.abstained) == 1 && decided.sheets(.recused) == 1)
            let open = try #require(try await store.roundOverview(slug: "demo-2027"))
            #expect(open.round.state == .open && open.entries(.draft) == 2 && open.entries(.submitted) == 2 && open.entries(.admitted) == 2)
            #expect(open.sheets(.notStarted) == 6)
            let events = try await store.roundRecord(slug: "demo-2025", page: 1)?.total
            #expect(try await store.loadDemo() == .alreadyThere)
            #expect(try await store.roundRecord(slug: "demo-2025", page: 1)?.total == events)
        }
    }

    @Test("the published round pays its whole budget, a tie shares its places, and a joint prize goes to two")
    func prizes() async throws {
        try await TestStore.withStore { store in
            _ = try await store.loadDemo()
            let awards = try await store.database.read { session in
                try session.rows(
                    """
                    SELECT m.display_name, w.kind, coalesce(w.track, w.prize) AS of, w.rank, w.cents FROM award w
                    JOIN entry e ON e.id = w.entry_id JOIN municipality m ON m.id = e.municipality_id
                    ORDER BY w.cents DESC, m.display_name
                    """
                ) { row in
                    Award(
                        name: try row("display_name"), of: try row("of"), rank: try row("rank"), cents: try row("cents")
                    )
                }
            }
            #expect(awards.reduce(0) { $0 + $1.cents } == 250_000_00)
            let second = awards.filter { $0.of == "mittel" && $0.rank == 2 }
            #expect(Set(second.map(\.name)) == ["Musterstadt an der Muster", "Beispielstadt"] && second.map(\.cents) == [17_500_00, 17_500_00])
            #expect(awards.filter { $0.of == "sonderpreis-1" }.map(\.cents) == [5_000_00, 5_000_00])
        }
    }

    private struct Award: Sendable {
        let name: String
        let of: String
        let rank: Int?
        let cents: Int
    }

    @Test("a load that was cut off goes on where it stopped, without doing anything twice")
    func resume() async throws {
        try await TestStore.withStore { store in
            let file = try DemoFile.read(try SeedFiles.text("Demo/entries.yaml"), name: "entries.yaml")
            let people = try await store.loadDemoPeople(file)
            let source = try SeedFiles.text("Demo/demo-2025.yaml")
            _ = try await store.importRound(try RoundFile.read(source, name: "d.yaml"), source: source, by: people.staff)
            let round = try #require(try await store.round(slug: "demo-2025"))
            let steps = DemoSteps(round: round, staff: people.staff, now: Date(timeIntervalSince1970: 1_780_000_000))
            let content = try #require(file.rounds.first { $0.slug == "demo-2025" })
            for entry in content.entries.prefix(3) { _ = try await store.enterDemo(entry, with: people, steps: steps) }
            #expect(try await store.loadDemo() == .loaded)
            let overview = try #require(try await store.roundOverview(slug: "demo-2025"))
            #expect(overview.round.state == .published && overview.entries(.admitted) == 15)
            let accounts = try await store.database.read { session in try session.value("SELECT count(*) FROM account") as Int }
            #expect(accounts == file.persons.count)
        }
    }

    @Test("a database with rounds of its own stays as it is")
    func otherRounds() async throws {
        try await TestStore.withStore { store in
            let rules = try SampleRules.round()
            _ = try await store.importRound(rules, source: "x", by: nil)
            #expect(try await store.loadDemo() == .otherRounds)
            #expect(try await store.rounds().map(\.slug) == [rules.round.slug])
            let accounts = try await store.database.read { session in try session.value("SELECT count(*) FROM account") as Int }
            #expect(accounts == 0)
        }
    }

    @Test("every account named at the start can sign in with the demo's password")
    func signIns() async throws {
        try await TestStore.withStore { store in
            _ = try await store.loadDemo()
            let addresses = DemoData.signIns.matches(of: /[a-z0-9]+@example\.org/).map { String($0.0) }
            #expect(addresses.count == 9)
            for address in addresses {
                let outcome = try await store.signIn(email: address, password: DemoData.password, on: .sample(), replacing: nil)
                guard case .signedIn = outcome else { throw TestUnexpected() }
            }
        }
    }

    @Test("a start outside the open round's dates still finds its entries submitted in time")
    func dates() throws {
        let day: Double = 86_400
        let round = DemoWindow(opens: 0, closes: 100 * day)
        #expect(round.writing(at: -5 * day) == 0)
        #expect(round.writing(at: 50 * day) == 50 * day)
        #expect(round.writing(at: 500 * day) == 99 * day)
    }
}

/// The demo's clock on a round with these bounds, in seconds.
private struct DemoWindow {
    let opens: Double
    let closes: Double

    func writing(at now: Double) -> Double {
        DemoSteps.writing(
            from: Date(timeIntervalSince1970: opens), until: Date(timeIntervalSince1970: closes), at: Date(timeIntervalSince1970: now)
        ).timeIntervalSince1970
    }
}
