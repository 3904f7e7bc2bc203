/// A migration or a view: its name and its whole text.
public struct MigrationFile: Sendable, Hashable {
    /// For a migration `m0001_…`, numbered from 1 without gaps. For a view the name of the view it creates.
    public let name: String
    public let sql: String

    public init(name: String, sql: String) {
        self.name = name
        self.sql = sql
    }
}

/// What ``Migrator/migrate(migrations:views:)`` did.
public struct MigrationReport: Sendable, Equatable {
    /// Names of the migrations that ran, in order; empty when the database was up to date.
    public let applied: [String]
    /// Names of the views created anew, in order; empty when nothing changed.
    public let recreatedViews: [String]
}

/// How a database stands towards the program's migrations.
public struct MigrationStatus: Sendable, Equatable {
    public let applied: [String]
    public let pending: [String]
    /// Whether the database's views are the program's.
    public let areViewsCurrent: Bool

    public var isCurrent: Bool { pending.isEmpty && areViewsCurrent }
}
