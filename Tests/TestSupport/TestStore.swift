public import AwardStore
public import Awards
import Logging
import Postgres

/// A store on a database of its own, migrated once per process and cloned from the template for each use.
public enum TestStore {
    /// Runs the body on a fresh, empty database; afterwards every invariant has to hold.
    public static func withStore<Outcome: Sendable>(
        _ body: @Sendable (Store) async throws -> Outcome
    ) async throws -> Outcome {
        try await TestCluster.withDatabase(template: .migrated) { database in
            try await sound(Store(database: database), body)
        }
    }

    /// As ``withStore(_:)``, with the owner's store and with the same one behind the real doors.
    public static func withDoors<Outcome: Sendable>(
        template: TemplateBuilder? = nil, permissions: Permissions = .enforced, _ body: @Sendable (_ owner: Store, _ walled: Store) async throws -> Outcome
    ) async throws -> Outcome {
        try await TestCluster.withConnectionString(template: template ?? .migrated) { connectionString in
            let pools = DoorPools(connectionString, secret: TestSecret.secret, connections: 14, logger: Logger(label: "test"))
            do {
                let outcome = try await TestCluster.withDatabase(at: connectionString, connections: 4) { database in
                    let store = Store(database: database, permissions: permissions)
                    // What belongs to a database is not copied from its template.
                    try await store.migrate()
                    return try await sound(store) { store in try await body(store, store.behind(pools)) }
                }
                await pools.shutdown()
                return outcome
            } catch {
                await pools.shutdown()
                throw error
            }
        }
    }

    private static func sound<Outcome: Sendable>(
        _ store: Store, _ body: @Sendable (Store) async throws -> Outcome
    ) async throws -> Outcome {
        let outcome = try await body(store)
        let violations = try await store.violations()
        guard violations.isEmpty else { throw InvariantsBroken(violations: violations) }
        return outcome
    }
}

/// A test has left the database in a state that should not exist.
public struct InvariantsBroken: Error {
    public let violations: [Violation]
}

extension TemplateBuilder {
    /// The current schema, without data.
    static let migrated = TemplateBuilder(name: "migrated") { database in
        try await Store(database: database).migrate()
    }
}
