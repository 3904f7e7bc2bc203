import ArgumentParser
import AwardStore
import Foundation
import Hummingbird
import Logging
import NIOCore
import Postgres
import Web

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Starts the web server, with its own PostgreSQL unless DATABASE_URL is set.")

    @Option(help: "The port to listen on.")
    var port: Int?

    @Option(help: "The address to listen on.")
    var host: String?

    @Flag(help: "Load the two demo rounds into an empty database.")
    var demo = false

    func run() async throws {
        let settings = CommandSettings.load()
        let logger = Self.makeLogger()
        guard let url = settings.databaseURL else {
            let cluster = EmbeddedCluster(home: settings.home, logger: logger)
            Terminal.note("PostgreSQL wird gestartet …")
            let url = try await cluster.start()
            do {
                try await serve(url, settings, logger)
                try await cluster.stop()
            } catch {
                try await cluster.stop()
                throw error
            }
            return
        }
        try await serve(url, settings, logger)
    }

    private func serve(_ url: String, _ settings: CommandSettings, _ logger: Logger) async throws {
        let secret = try settings.secret()
        let database = Database(DatabaseConfiguration(connectionString: url, connections: 2), logger: logger)
        let store = Store(database: database, secret: secret)
        do {
            try await store.migrate()
            try await store.mendLogins()
            let gaps = try await store.wallGaps()
            if !gaps.isEmpty { logger.notice("the server leaves to everybody who connects", metadata: ["what": "\(gaps.joined(separator: ", "))"]) }
            if demo { try await loadDemo(into: store) }
            await database.shutdown()
        } catch {
            await database.shutdown()
            throw error
        }
        // From here on nothing is done as the owner.
        let pools = DoorPools(url, secret: secret, connections: settings.connections, logger: logger)
        do {
            try await listen(store.behind(pools), settings, logger)
            await pools.shutdown()
        } catch {
            await pools.shutdown()
            throw error
        }
    }

    private func listen(_ store: Store, _ settings: CommandSettings, _ logger: Logger) async throws {
        let host = host ?? settings.host
        let port = port ?? settings.port
        let services = Services(
            store: store, templates: try Templates(), logger: logger, secureCookies: settings.secureCookies,
            origin: settings.origin ?? "http://\(host):\(port)", trustsProxy: settings.trustsProxy
        )
        let application = WebApplication.application(services, host: host, port: port) {
            Terminal.note("Lorbeer läuft: http://\(host):\(port)/anmelden (beenden mit Strg+C)")
            if demo { Terminal.note(DemoData.signIns) }
        }
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await application.runService() }
                group.addTask { try await Self.keepSealing(store.at(.record), logger) }
                try await group.next()
                group.cancelAll()
            }
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw CommandFailure(description: "Der Port \(port) ist schon belegt. Bitte wählen Sie einen anderen, zum Beispiel: --port \(port + 1)")
        }
    }

    /// Signs the record whenever that is due, until it is cancelled. A database that is away now is there at one of the next times.
    private static func keepSealing(_ store: Store, _ logger: Logger) async throws {
        while true {
            do {
                try await store.sealIfDue()
            } catch let error as DatabaseError {
                logger.warning("the record was not signed", metadata: ["error": "\(error)"])
            }
            guard (try? await Task.sleep(for: .seconds(30))) != nil else { return }
        }
    }

    private func loadDemo(into store: Store) async throws {
        Terminal.note("Beispielrunden werden geladen …")
        if try await store.loadDemo() == .otherRounds {
            Terminal.note("In der Datenbank gibt es schon Runden. Die Beispielrunden werden darum nicht geladen.")
        }
    }
}
