import Postgres
import TestSupport
import Testing

@Suite("Migrator")
struct MigratorTests {
    private let one = MigrationFile(
        name: "m0001_item", sql: "CREATE TABLE item (id bigint); CREATE TABLE other (id int);")
    private let two = MigrationFile(name: "m0002_name", sql: "ALTER TABLE item ADD COLUMN name text;")
    private let three = MigrationFile(name: "m0003_wide", sql: "ALTER TABLE item ALTER COLUMN id TYPE numeric;")
    private let broken = MigrationFile(name: "m0002_bad", sql: "CREATE TABLE half (id int); SELECT nonsense;")
    private let view = MigrationFile(name: "item_view", sql: "CREATE VIEW item_view AS SELECT id FROM item;")
    private let second = MigrationFile(name: "item_twice", sql: "CREATE VIEW item_twice AS SELECT * FROM item_view;")

    @Test("pending migrations run in order, once; the views follow")
    func migrates() async throws {
        try await TestCluster.withDatabase { database in
            let migrator = Migrator(database)
            let before = try await migrator.status(migrations: [one, two], views: [view, second])
            #expect(before.applied.isEmpty && !before.areViewsCurrent)
            #expect(before.pending == ["m0001_item", "m0002_name"])
            let first = try await migrator.migrate(migrations: [one, two], views: [view, second])
            #expect(first.applied == ["m0001_item", "m0002_name"])
            #expect(first.recreatedViews == ["item_view", "item_twice"])
            let again = try await migrator.migrate(migrations: [one, two], views: [view, second])
            #expect(again.applied.isEmpty && again.recreatedViews.isEmpty)
            let after = try await migrator.status(migrations: [one, two], views: [view, second])
            #expect(after.isCurrent)
            try await database.transaction { try $0.execute("INSERT INTO item VALUES (1, 'x')") }
            let rows: Int = try await database.read { try $0.value("SELECT count(*) FROM item_twice") }
            #expect(rows == 1)
        }
    }

    @Test("a migration may change a column that views read")
    func changesUnderViews() async throws {
        try await TestCluster.withDatabase { database in
            let migrator = Migrator(database)
            try await migrator.migrate(migrations: [one, two], views: [view, second])
            let report = try await migrator.migrate(migrations: [one, two, three], views: [view, second])
            #expect(report.applied == ["m0003_wide"])
            #expect(report.recreatedViews == ["item_view", "item_twice"])
        }
    }

    @Test("a changed view text replaces all views; a removed one disappears")
    func replacesViews() async throws {
        try await TestCluster.withDatabase { database in
            let migrator = Migrator(database)
            try await migrator.migrate(migrations: [one], views: [view, second])
            let changed = MigrationFile(
                name: "item_view", sql: "CREATE VIEW item_view AS SELECT id, 1 AS one FROM item;")
            let report = try await migrator.migrate(migrations: [one], views: [changed])
            #expect(report.applied.isEmpty)
            #expect(report.recreatedViews == ["item_view"])
            let names = try await database.read { session in
                try session.rows("SELECT viewname::text AS name FROM pg_views WHERE schemaname = 'public'") {
                    try $0("name") as String
                }
            }
            #expect(names == ["item_view"])
        }
    }

    @Test("a changed, missing, unknown or misnumbered migration is refused by name")
    func refuses() async throws {
        try await TestCluster.withDatabase { database in
            let migrator = Migrator(database)
            try await migrator.migrate(migrations: [one, two], views: [])
            let edited = MigrationFile(name: one.name, sql: one.sql + " ")
            let inserted = MigrationFile(name: "m0002_inserted", sql: "SELECT 1;")
            let renumbered = MigrationFile(name: "m0003_name", sql: two.sql)
            let cases: [([MigrationFile], MigrationError)] = [
                ([edited, two], .changed(name: "m0001_item")),
                ([one, inserted, renumbered], .gap(expected: "m0002_inserted", applied: "m0002_name")),
                ([one], .databaseIsNewer(unknown: ["m0002_name"])),
                ([one, three], .misnumbered(name: "m0003_wide", expectedPrefix: "m0002_")),
            ]
            for (migrations, refusal) in cases {
                await #expect(throws: refusal) { try await migrator.migrate(migrations: migrations, views: []) }
                await #expect(throws: refusal) { try await migrator.status(migrations: migrations, views: []) }
            }
        }
    }

    @Test("a failing migration leaves nothing behind, keeps those before it, and can be mended")
    func fails() async throws {
        try await TestCluster.withDatabase { database in
            let migrator = Migrator(database)
            await #expect {
                try await migrator.migrate(migrations: [one, broken], views: [view])
            } throws: {
                guard case .failed("m0002_bad", let reason) = $0 as? MigrationError else { return false }
                return reason.contains("nonsense")
            }
            let status = try await migrator.status(migrations: [one, two], views: [view])
            #expect(status.applied == ["m0001_item"])
            #expect(status.pending == ["m0002_name"])
            let half: Bool = try await database.read { try $0.value("SELECT to_regclass('half') IS NOT NULL") }
            #expect(!half)
            let report = try await migrator.migrate(migrations: [one, two], views: [view])
            #expect(report.applied == ["m0002_name"])
            #expect(report.recreatedViews == ["item_view"])
        }
    }

    @Test("a migration that ends its transaction is refused")
    func refusesCommit() async throws {
        try await TestCluster.withDatabase { database in
            let sly = MigrationFile(name: "m0001_sly", sql: "CREATE TABLE a (id int); COMMIT;")
            await #expect {
                try await Migrator(database).migrate(migrations: [sly], views: [])
            } throws: {
                guard case .failed("m0001_sly", _) = $0 as? MigrationError else { return false }
                return true
            }
        }
    }

    @Test("five programs migrating at once apply each migration once")
    func concurrent() async throws {
        try await TestCluster.withDatabase(connections: 5) { database in
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 1...5 {
                    group.addTask {
                        try await Migrator(database).migrate(migrations: [one, two, three], views: [view]).applied
                    }
                }
                return try await group.reduce(into: [], +=)
            }
            #expect(applied.sorted() == ["m0001_item", "m0002_name", "m0003_wide"])
        }
    }
}
