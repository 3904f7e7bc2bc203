import ArgumentParser
import AwardStore
import Configuration
import Foundation
import Logging
import Postgres

/// Where the database is: `DATABASE_URL`, or the embedded cluster in `LORBEER_HOME`. Environment over defaults; a
/// command's own options over both.
struct CommandSettings {
    let databaseURL: String?
    let home: String
    let port: Int
    let host: String
    let secureCookies: Bool
    /// Of all doors to the database together.
    let connections: Int
    /// nil for the secret in `LORBEER_HOME`.
    let secretFile: String?
    /// How links in mails begin; nil for the address that the server listens on.
    let origin: String?
    /// A proxy of ours writes `X-Forwarded-For`.
    let trustsProxy: Bool

    static func load() -> CommandSettings {
        let reader = ConfigReader(provider: EnvironmentVariablesProvider())
        let url = reader.string(forKey: "database.url", default: "")
        return CommandSettings(
            databaseURL: url.isEmpty ? nil : url,
            home: reader.string(forKey: "lorbeer.home", default: ".lorbeer"),
            port: reader.int(forKey: "lorbeer.port", default: 8080),
            host: reader.string(forKey: "lorbeer.host", default: "127.0.0.1"),
            secureCookies: reader.bool(forKey: "lorbeer.tls", default: false),
            connections: reader.int(forKey: "lorbeer.connections", default: 16),
            secretFile: reader.string(forKey: "lorbeer.secret.file").flatMap { $0.isEmpty ? nil : $0 },
            origin: reader.string(forKey: "lorbeer.origin").flatMap { $0.isEmpty ? nil : $0 },
            trustsProxy: reader.bool(forKey: "lorbeer.trust.proxy", default: false)
        )
    }

    /// How links begin.
    var address: String { origin ?? "http://\(host):\(port)" }

    /// The secret in `LORBEER_SECRET_FILE`, or that of the installation, made at its first start.
    func secret() throws -> ServerSecret {
        do {
            return try secretFile.map(ServerSecret.read) ?? ServerSecret.ofInstallation(home: home)
        } catch let problem as ServerSecretProblem {
            throw CommandFailure(problem)
        }
    }
}

/// What a command prints to people. Standard output is for results, so that they can be piped.
enum Terminal {
    static func output(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    static func note(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}

/// A failure told in one sentence and answered with exit status 1.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String
}

extension ParsableCommand {
    static func makeLogger() -> Logger {
        var logger = Logger(label: "lorbeer") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        return logger
    }

    /// Runs with the store of the server that is configured or running in `LORBEER_HOME`.
    func withStore<Outcome: Sendable>(_ body: @Sendable (Store) async throws -> Outcome) async throws -> Outcome {
        let settings = CommandSettings.load()
        guard let url = settings.databaseURL ?? EmbeddedCluster.connectionStringOfRunning(home: settings.home) else {
            return try await withEmbeddedCluster(settings, body)
        }
        return try await withStore(at: url, settings, body)
    }

    private func withEmbeddedCluster<Outcome: Sendable>(
        _ settings: CommandSettings, _ body: @Sendable (Store) async throws -> Outcome
    ) async throws -> Outcome {
        let cluster = EmbeddedCluster(home: settings.home, logger: Self.makeLogger())
        let url = try await cluster.start()
        do {
            let outcome = try await withStore(at: url, settings, body)
            try await cluster.stop()
            return outcome
        } catch {
            try await cluster.stop()
            throw error
        }
    }

    private func withStore<Outcome: Sendable>(
        at url: String, _ settings: CommandSettings, _ body: @Sendable (Store) async throws -> Outcome
    ) async throws -> Outcome {
        let secret = try settings.secret()
        let database = Database(DatabaseConfiguration(connectionString: url, connections: 2), logger: Self.makeLogger())
        do {
            let outcome = try await body(Store(database: database, secret: secret))
            await database.shutdown()
            return outcome
        } catch {
            await database.shutdown()
            throw error
        }
    }
}
