/// Brings a database's schema up to date. Forward only: an applied migration is never edited and never undone.
///
/// Each migration runs in a transaction of its own, under an advisory lock, so that two programs starting at once
/// apply it once. Views exist in one current text each: a migration drops them all first, so that it can change what
/// they read, and the transaction of the last migration creates them anew. Permissions on a view belong in its text.
public struct Migrator: Sendable {
    private enum Step: Sendable {
        case upToDate
        case migrated(name: String, views: [String])
        case recreated([String])
    }

    /// Arbitrary, but the same in every program that migrates this database.
    private static let lockKey = 5_277_311_906

    private let database: Database

    public init(_ database: Database) {
        self.database = database
    }

    /// Applies what is pending and creates the views anew if any of them or the schema changed.
    ///
    /// - Throws: ``MigrationError``; ``DatabaseError`` when the database cannot be reached.
    @discardableResult
    public func migrate(migrations: [MigrationFile], views: [MigrationFile]) async throws -> MigrationReport {
        try checkNumbers(migrations)
        var applied: [String] = []
        var recreated: [String] = []
        while true {
            let step = try await database.transaction { session in
                try session.execute("SET LOCAL statement_timeout = 0")
                try session.execute("SET LOCAL client_min_messages = warning")
                try session.execute("SELECT pg_advisory_xact_lock(\(Self.lockKey)::bigint)")
                try MigrationHistory.prepare(session)
                return try self.step(session, migrations, views)
            }
            switch step {
            case .upToDate:
                return MigrationReport(applied: applied, recreatedViews: recreated)
            case .migrated(let name, let views):
                applied.append(name)
                recreated = views
            case .recreated(let views):
                recreated = views
            }
        }
    }

    /// Compares without changing anything.
    ///
    /// - Throws: ``MigrationError`` where ``migrate(migrations:views:)`` would refuse the database.
    public func status(migrations: [MigrationFile], views: [MigrationFile]) async throws -> MigrationStatus {
        try checkNumbers(migrations)
        return try await database.read { session in
            let history = try MigrationHistory.load(session)
            let pending = try history.firstPending(among: MigrationHistory.digests(of: migrations, session))
            return MigrationStatus(
                applied: history.migrations.map(\.name),
                pending: migrations.dropFirst(pending).map(\.name),
                areViewsCurrent: try history.views == MigrationHistory.digests(of: views, session)
            )
        }
    }

    private func step(_ session: Session, _ migrations: [MigrationFile], _ views: [MigrationFile]) throws -> Step {
        let history = try MigrationHistory.load(session)
        let files = try MigrationHistory.digests(of: migrations, session)
        let viewFiles = try MigrationHistory.digests(of: views, session)
        let next = try history.firstPending(among: files)
        guard next < files.count else {
            guard history.views != viewFiles else { return .upToDate }
            try drop(history.views, session)
            try create(views, viewFiles, session)
            return .recreated(views.map(\.name))
        }
        let migration = migrations[next]
        try drop(history.views, session)
        try naming(migration.name) { try session.script(migration.sql) }
        try session.execute(
            """
            INSERT INTO schema_migration (position, name, sha256)
            VALUES (\(next + 1), \(migration.name), \(files[next].sha256))
            """
        )
        guard next == files.count - 1 else { return .migrated(name: migration.name, views: []) }
        try create(views, viewFiles, session)
        return .migrated(name: migration.name, views: views.map(\.name))
    }

    private func drop(_ views: [MigrationHistory.Entry], _ session: Session) throws {
        for view in views.reversed() {
            try naming("dropping view \(view.name)") {
                try session.execute("DROP VIEW IF EXISTS \(unchecked: quoted(view.name))")
            }
        }
        try session.execute("DELETE FROM schema_view")
    }

    private func create(_ views: [MigrationFile], _ entries: [MigrationHistory.Entry], _ session: Session) throws {
        for (index, view) in views.enumerated() {
            try naming("view \(view.name)") { try session.script(view.sql) }
            try session.execute(
                """
                INSERT INTO schema_view (position, name, sha256)
                VALUES (\(index + 1), \(view.name), \(entries[index].sha256))
                """
            )
        }
    }

    /// Says which file failed, and the server's own words: a migration's author needs them, and they hold no input.
    private func naming(_ name: String, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as DatabaseError where error.kind == .server && !error.isTransient {
            throw MigrationError.failed(name: name, reason: error.debugDescription)
        }
    }

    private func checkNumbers(_ migrations: [MigrationFile]) throws(MigrationError) {
        for (index, migration) in migrations.enumerated() {
            let prefix = "m\(CalendarDate.padded(index + 1, 4))_"
            guard migration.name.hasPrefix(prefix) else {
                throw .misnumbered(name: migration.name, expectedPrefix: prefix)
            }
        }
    }

    private func quoted(_ identifier: String) -> String {
        "\"" + identifier.replacing("\"", with: "\"\"") + "\""
    }
}
