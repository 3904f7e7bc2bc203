/// What the database remembers of its migrations and views.
struct MigrationHistory: Equatable {
    struct Entry: Equatable {
        let name: String
        let sha256: [UInt8]
    }

    var migrations: [Entry] = []
    var views: [Entry] = []

    /// Creates the two tables that remember, if need be.
    static func prepare(_ session: Session) throws {
        guard try !exists(session) else { return }
        try session.script(
            """
            CREATE TABLE schema_migration (
                position integer CONSTRAINT schema_migration_pk PRIMARY KEY,
                name text NOT NULL CONSTRAINT schema_migration_name_unique UNIQUE,
                sha256 bytea NOT NULL CONSTRAINT schema_migration_sha256_length CHECK (length(sha256) = 32),
                applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
            );
            CREATE TABLE schema_view (
                position integer CONSTRAINT schema_view_pk PRIMARY KEY,
                name text NOT NULL CONSTRAINT schema_view_name_unique UNIQUE,
                sha256 bytea NOT NULL CONSTRAINT schema_view_sha256_length CHECK (length(sha256) = 32)
            );
            """
        )
    }

    static func load(_ session: Session) throws -> MigrationHistory {
        guard try exists(session) else { return MigrationHistory() }
        return MigrationHistory(
            migrations: try session.rows("SELECT name, sha256 FROM schema_migration ORDER BY position") {
                Entry(name: try $0("name"), sha256: try $0("sha256"))
            },
            views: try session.rows("SELECT name, sha256 FROM schema_view ORDER BY position") {
                Entry(name: try $0("name"), sha256: try $0("sha256"))
            }
        )
    }

    private static func exists(_ session: Session) throws -> Bool {
        try session.value(
            "SELECT to_regclass('schema_migration') IS NOT NULL AND to_regclass('schema_view') IS NOT NULL")
    }

    /// Names and digests of files, digested by the server so that both sides of a comparison have one origin.
    static func digests(of files: [MigrationFile], _ session: Session) throws -> [Entry] {
        try session.rows(
            """
            SELECT file.name, sha256(convert_to(file.text, 'UTF8')) AS sha256
            FROM unnest(\(files.map(\.name))::text[], \(files.map(\.sql))::text[])
                WITH ORDINALITY AS file (name, text, position)
            ORDER BY file.position
            """
        ) { Entry(name: try $0("name"), sha256: try $0("sha256")) }
    }

    /// The position of the first file that is still to be applied.
    ///
    /// - Throws: ``MigrationError`` when the history is not the beginning of `files`.
    func firstPending(among files: [Entry]) throws(MigrationError) -> Int {
        for (applied, file) in zip(migrations, files) {
            guard applied.name == file.name else {
                throw .gap(expected: file.name, applied: applied.name)
            }
            guard applied.sha256 == file.sha256 else { throw .changed(name: file.name) }
        }
        guard migrations.count <= files.count else {
            throw .databaseIsNewer(unknown: migrations.dropFirst(files.count).map(\.name))
        }
        return migrations.count
    }
}
