public import Postgres
import Schema

extension Store {
    /// Brings the schema up to the binary's, with the logins of the wall before and its keys after.
    /// - Throws: ``MigrationError`` for changed files, gaps, or a database newer than the binary; ``WallProblem``.
    @discardableResult
    public func migrate() async throws -> MigrationReport {
        try await makeLogins()
        let report = try await Migrator(database.database).migrate(migrations: Self.migrations, views: Self.views)
        try await closeWall()
        return report
    }

    /// Whether the database answers and its schema is the binary's.
    public func schemaIsCurrent() async throws -> Bool {
        try await Migrator(database.database).status(migrations: Self.migrations, views: Self.views).isCurrent
    }

    static var migrations: [MigrationFile] { Schema.migrations.map { MigrationFile(name: $0.name, sql: $0.sql) } }
    static var views: [MigrationFile] { Schema.views.map { MigrationFile(name: $0.name, sql: $0.sql) } }

    /// How many invariants there are.
    public static var invariantCount: Int { Schema.invariants.count }

    /// Runs every invariant.
    /// - Returns: one violation for each row an invariant answers; empty for a sound database.
    public func violations() async throws -> [Violation] {
        try await database.read { session in
            try Schema.invariants.flatMap { invariant in
                try session.rows("SELECT v.id::text AS id, v.problem FROM (\(unchecked: invariant.sql)) AS v(id, problem)") { row in
                    Violation(invariant: invariant.name, id: try row("id"), problem: try row("problem"))
                }
            }
        }
    }
}

/// A row that should not exist.
public struct Violation: Sendable, Equatable {
    public let invariant: String
    public let id: String
    public let problem: String
}
