public import AwardStore
import Postgres

/// A store on a database of its own, migrated once per process and cloned from the template for each use.
public enum TestStore {
    /// Runs the body on a fresh, empty database; afterwards every invariant has to hold.
    public static func withStore<Outcome: Sendable>(
        _ body: @Sendable (Store) async throws -> Outcome
    ) async throws -> Outcome {
        try await TestCluster.withDatabase(template: .migrated) { database in
            let store = Store(database: database)
            let outcome = try await body(store)
            let violations = try await store.violations()
            guard violations.isEmpty else { throw InvariantsBroken(violations: violations) }
            return outcome
        }
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
