import CLibPQ
import Foundation

/// Commands that PostgreSQL refuses inside a transaction, such as CREATE DATABASE. For the tests' databases.
package struct DatabaseAdministration: Sendable {
    private let configuration: DatabaseConfiguration

    package init(connectionString: String) {
        var configuration = DatabaseConfiguration(connectionString: connectionString)
        configuration.statementTimeout = .seconds(120)
        self.configuration = configuration
    }

    /// - Throws: ``DatabaseError``
    package func run(_ command: String) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result { try Connection(configuration).control(command, within: nil) }.map { _ in }
                )
            }
        }
    }

    /// Whether every host in the connection string is this machine.
    package static func isLocal(_ connectionString: String) -> Bool {
        let named = ["host", "hostaddr"].compactMap { ConnectionParameters.value(of: $0, in: connectionString) }
        let inherited = ["PGHOST", "PGHOSTADDR"].compactMap { ProcessInfo.processInfo.environment[$0] }
        let hosts = (named.isEmpty ? inherited : named).joined(separator: ",").split(separator: ",")
        let local: Set<Substring> = ["localhost", "127.0.0.1", "::1"]
        return hosts.allSatisfy { $0.hasPrefix("/") || local.contains($0) }
    }
}
