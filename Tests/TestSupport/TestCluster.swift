import Foundation
import Logging
public import Postgres
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Fills the database that others are copied from. Built once per process, however many tests name it.
public struct TemplateBuilder: Sendable {
    let name: String
    let build: @Sendable (Database) async throws -> Void

    /// - Parameter name: Lower-case letters, digits and underscores.
    public init(name: String, build: @escaping @Sendable (Database) async throws -> Void) {
        self.name = name
        self.build = build
    }
}

/// One throw-away PostgreSQL per test process, or the one in LORBEER_TEST_DATABASE_URL, and a fresh database per test.
public enum TestCluster {
    /// Gives `body` a database of its own, copied from the template, and drops it afterwards.
    public static func withDatabase<Result>(
        template: TemplateBuilder? = nil,
        connections: Int = 4,
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        try await withConnectionString(template: template) { connectionString in
            try await withDatabase(at: connectionString, connections: connections, body)
        }
    }

    /// As ``withDatabase(template:connections:_:)``, for tests that configure their own ``Database``.
    public static func withConnectionString<Result>(
        template: TemplateBuilder? = nil,
        _ body: (String) async throws -> Result
    ) async throws -> Result {
        try await TestPlaces.shared.withPlace { try await withFreshDatabase(template, body) }
    }

    private static func withFreshDatabase<Result>(
        _ template: TemplateBuilder?,
        _ body: (String) async throws -> Result
    ) async throws -> Result {
        let server = try await TestServer.shared.connectionString()
        let source = try await TestServer.shared.template(template)
        let name = "test_\(getpid())_\(UUID().uuidString.prefix(8).lowercased())"
        try await administer(server, "CREATE DATABASE \(name) TEMPLATE \(source)")
        do {
            let result = try await body(connectionString(server, database: name))
            try await administer(server, "DROP DATABASE \(name) WITH (FORCE)")
            return result
        } catch {
            try? await administer(server, "DROP DATABASE \(name) WITH (FORCE)")
            throw error
        }
    }

    static func withDatabase<Result>(
        at connectionString: String,
        connections: Int,
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        let configuration = DatabaseConfiguration(connectionString: connectionString, connections: connections)
        let database = Database(configuration, logger: Logger(label: "test"))
        do {
            let result = try await body(database)
            await database.shutdown()
            return result
        } catch {
            await database.shutdown()
            throw error
        }
    }

    /// The same server, another database.
    static func connectionString(_ server: String, database: String) -> String {
        guard var url = URLComponents(string: server), url.scheme != nil else { return "\(server) dbname=\(database)" }
        url.path = "/\(database)"
        return url.string ?? server
    }

    /// CREATE and DROP DATABASE run outside transactions, which the library does not offer.
    static func administer(_ server: String, _ command: String) async throws {
        try await DatabaseAdministration(connectionString: server).run(command)
    }
}
