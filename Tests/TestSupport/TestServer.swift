import Foundation
import Logging
import Postgres
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Starts the cluster and builds each template when first asked, once.
actor TestServer {
    static let shared = TestServer()

    enum Refusal: Error, CustomStringConvertible {
        case notLocal

        var description: String {
            "LORBEER_TEST_DATABASE_URL names a server that is not on this machine: tests create and drop databases"
        }
    }

    private var server: Task<String, any Error>?
    private var templates: [String: Task<String, any Error>] = [:]

    func connectionString() async throws -> String {
        if let server { return try await server.value }
        let task = Task {
            guard let given = ProcessInfo.processInfo.environment["LORBEER_TEST_DATABASE_URL"] else {
                return try await TemporaryHome.startCluster()
            }
            guard DatabaseAdministration.isLocal(given) else { throw Refusal.notLocal }
            return given
        }
        server = task
        return try await task.value
    }

    /// The name of the database to copy.
    func template(_ builder: TemplateBuilder?) async throws -> String {
        guard let builder else { return "template0" }
        if let template = templates[builder.name] { return try await template.value }
        let server = try await connectionString()
        if let template = templates[builder.name] { return try await template.value }
        let task = Task {
            let name = "template_\(getpid())_\(builder.name)"
            try await TestCluster.administer(server, "CREATE DATABASE \(name) TEMPLATE template0")
            let connectionString = TestCluster.connectionString(server, database: name)
            try await TestCluster.withDatabase(at: connectionString, connections: 2) { try await builder.build($0) }
            return name
        }
        templates[builder.name] = task
        return try await task.value
    }
}
