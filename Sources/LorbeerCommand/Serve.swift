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
        let database = Database(
            DatabaseConfiguration(connectionString: url, connections: settings.connections), logger: logger
        )
        let store = Store(database: database, secret: secret)
        do {
            try await store.migrate()
            if demo { try await loadDemo(into: store) }
            try await listen(store, settings, logger)
            await database.shutdown()
        } catch {
            await database.shutdown()
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
            try await application.runService()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw CommandFailure(description: "Der Port \(port) ist schon belegt. Bitte wählen Sie einen anderen, zum Beispiel: --port \(port + 1)")
        }
    }

    private func loadDemo(into store: Store) async throws {
        Terminal.note("Beispielrunden werden geladen …")
        if try await store.loadDemo() == .otherRounds {
            Terminal.note("In der Datenbank gibt es schon Runden. Die Beispielrunden werden darum nicht geladen.")
        }
    }
}
