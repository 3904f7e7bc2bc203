import AwardStore
import Awards
import Foundation
import Postgres
import TestSupport

/// A round and a municipality of 47,112 with two colleagues.
struct EntryScene: Sendable {
    let store: Store
    let people: SamplePeople
    let round: Round.ID
    let town: Municipality.ID
    let anna: Account.ID
    let bernd: Account.ID

    static func run(_ rules: RoundRules? = nil, _ body: @Sendable (EntryScene) async throws -> Void) async throws {
        let rules = try rules ?? SampleRules.round()
        try await TestStore.withStore { store in
            let people = SamplePeople(store)
            let town = try await people.municipality("Lindenau", key: "09123456", population: 47_112)
            try await body(EntryScene(
                store: store, people: people, round: try await people.round(rules), town: town,
                anna: try await people.member("anna@example.org", of: town),
                bernd: try await people.member("bernd@example.org", of: town, lead: false)
            ))
        }
    }

    func start() async throws -> StartedEntry {
        try await store.startEntry(round: round, municipality: town, by: try await people.caller(anna), operation: .fresh(anna))
    }

    func draft() async throws -> Entry.ID {
        try await people.completeDraft(town, in: round, by: anna)
    }

    func submit(_ entry: Entry.ID, at moment: Date? = nil, operation: AwardStore.Operation? = nil) async throws -> Receipt {
        let now = try await people.caller(anna).requestedAt
        return try await store.submitEntry(
            entry: entry, by: Caller(account: anna, requestedAt: moment ?? now), operation: operation ?? .fresh(anna)
        )
    }

    func saveSection(
        _ entry: Entry.ID, _ text: String, revision: Int, by account: Account.ID? = nil, operation: AwardStore.Operation? = nil
    ) async throws -> SavedRevision {
        let account = account ?? anna
        return try await store.saveSection(
            entry: entry, section: "beschaffung", answers: ["produkte": text], revision: revision,
            by: try await people.caller(account), operation: operation ?? .fresh(account)
        )
    }

    func events(_ action: String) async throws -> Int {
        try await store.database.read { session in try session.value("SELECT count(*) FROM event WHERE action = \(action)") }
    }

    func figure(_ population: Int, _ date: String) async throws {
        let town = town
        try await store.database.transaction { session in
            _ = try session.execute(
                """
                INSERT INTO municipality_population (municipality_id, population_date, population, source)
                VALUES (\(town), \(date)::date, \(population), 'Testdaten')
                """
            )
        }
    }
}
