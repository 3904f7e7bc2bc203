import AwardStore
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Keeps what is logged, as text.
private final class LogBook: Sendable {
    private let written = Mutex<[String]>([])

    var lines: [String] { written.withLock { $0 } }

    func logger() -> Logger {
        var logger = Logger(label: "test") { _ in Handler(book: self) }
        logger.logLevel = .info
        return logger
    }

    private struct Handler: LogHandler {
        let book: LogBook
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }
            let fields = all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
            book.written.withLock { $0.append("\(event.level) \(event.message) \(fields)") }
        }
    }
}

@Suite("The log tells what failed and nothing about people")
struct LogTests {
    private static let canary = "Kanarienvogel"

    @Test("no address, password, token or text of a form is in the log, and one event is one line")
    func silent() async throws {
        let book = LogBook()
        try await TestStore.withDoors { store, walled in
            let people = SamplePeople(store)
            _ = try await people.staff()
            let services = Services(store: walled, templates: try Templates(strict: true), logger: book.logger(), secureCookies: false, origin: "http://localhost:8080")
            try await Application(router: WebApplication.router(services), logger: services.logger).test(.router) { client in
                let browser = WebClient(client)
                let page = try await browser.get("/anmelden")
                for email in ["\(Self.canary)@example.org", "\(Self.canary)\r\nERROR gefälscht\u{1B}[31m", "verwaltung@example.org"] {
                    _ = try await browser.submit(page, to: "/anmelden", ["email": email, "password": "\(Self.canary)-Passwort-\r\n"])
                }
                let signIn = try await browser.submit(page, to: "/anmelden", ["email": "verwaltung@example.org", "password": SamplePeople.password])
                #expect(signIn.status == .seeOther)
                // The database goes away: from here on every page fails, and every failure is logged.
                try await breakDatabase(store)
                for path in ["/verwaltung?q=\(Self.canary)", "/verwaltung/\(Self.canary)%0d%0aERROR/regeln", "/ergebnisse/\(Self.canary)"] {
                    #expect(try await browser.get(path).status.kind == .serverError)
                }
                let token = try #require(browser.cookie("lorbeer-entwicklung"))
                for line in book.lines {
                    for secret in [Self.canary, token, SamplePeople.password, "verwaltung@example.org"] { #expect(!line.contains(secret), "\(line)") }
                    #expect(!line.contains { $0.isNewline || $0 == "\u{1B}" }, "\(line)")
                }
                try await mendDatabase(store)
            }
        }
        #expect(book.lines.count { $0.contains("request failed") } >= 3)
    }

    /// Takes away a table every request reads.
    private func breakDatabase(_ store: Store) async throws {
        try await store.database.transaction { session in _ = try session.execute("ALTER TABLE session RENAME TO session_away") }
    }

    private func mendDatabase(_ store: Store) async throws {
        try await store.database.transaction { session in _ = try session.execute("ALTER TABLE session_away RENAME TO session") }
    }
}
