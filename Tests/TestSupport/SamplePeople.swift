public import AwardStore
public import Awards
import Foundation
import Postgres

/// People, municipalities and rounds for tests, made through the same use cases as in production where there is one.
public struct SamplePeople: Sendable {
    public static let password = "ein-langes-testpasswort"
    public let store: Store

    public init(_ store: Store) {
        self.store = store
    }

    public func staff(_ email: String = "verwaltung@example.org") async throws -> Account.ID {
        try await account(email, roles: [.staff])
    }

    public func account(_ email: String, roles: Set<Role> = []) async throws -> Account.ID {
        try await store.createAccount(
            NewAccount(email: email, displayName: "Person \(email)", password: Self.password, roles: roles, sampleData: true), by: nil
        )
    }

    /// A municipality with a population at the sample rules' reference date.
    public func municipality(_ name: String, key: String, population: Int, kind: Municipality.Kind = .gemeinde) async throws -> Municipality.ID {
        try await store.database.transaction { session in
            try session.execute("INSERT INTO land (code, name, short_name) VALUES (\(String(key.prefix(2))), \("Land " + key.prefix(2)), \(String(key.prefix(2)))) ON CONFLICT DO NOTHING")
            let id: Municipality.ID = try session.value(
                """
                INSERT INTO municipality (kind, key, official_name, display_name, designation, article, land_code, sample_data)
                VALUES (\(kind.rawValue), \(key), \(name), \(name), 'Stadt', 'die', \(String(key.prefix(2))), true) RETURNING id
                """
            )
            try session.execute(
                """
                INSERT INTO municipality_population (municipality_id, population_date, population, source)
                VALUES (\(id), '2025-12-31', \(population), 'Testdaten')
                """
            )
            return id
        }
    }

    public func member(_ email: String, of municipality: Municipality.ID, lead: Bool = true) async throws -> Account.ID {
        let account = try await account(email)
        try await store.database.transaction { session in
            _ = try session.execute(
                "INSERT INTO membership (account_id, municipality_id, lead) VALUES (\(account), \(municipality), \(lead))"
            )
        }
        return account
    }

    /// The database's clock, as a request would have read it.
    public func caller(_ account: Account.ID) async throws -> Caller {
        let now = try await store.database.read { session in
            try session.one("SELECT clock_timestamp() AS now") { row in try row("now") as Date }
        }
        return Caller(account: account, requestedAt: now)
    }
}
