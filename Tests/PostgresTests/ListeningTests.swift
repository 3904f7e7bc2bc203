import Logging
import Postgres
import TestSupport
import Testing

@Suite("Listening")
struct ListeningTests {
    @Test("what is notified at COMMIT arrives once, in order; what is rolled back never")
    func arrives() async throws {
        try await TestCluster.withDatabase { database in
            var received: [String] = []
            for try await notification in database.notifications(on: "odd \"Channel\"") {
                if notification.isStart {
                    struct Stop: Error {}
                    _ = try? await database.transaction { session in
                        try session.execute("SELECT pg_notify('odd \"Channel\"', 'never')")
                        throw Stop()
                    }
                    for payload in ["one", "zwei äöü", ""] {
                        try await database.transaction {
                            try $0.execute("SELECT pg_notify('odd \"Channel\"', \(payload))")
                        }
                    }
                    try await database.transaction { try $0.execute("SELECT pg_notify('other', 'elsewhere')") }
                    continue
                }
                received.append(notification.payload)
                if received.count == 3 { break }
            }
            #expect(received == ["one", "zwei äöü", ""])
        }
    }

    @Test("a lost connection is opened again, and the stream says where the gap was")
    func reconnects() async throws {
        try await TestCluster.withDatabase { database in
            var seen: [Notification] = []
            for try await notification in database.notifications(on: "news") {
                seen.append(notification)
                switch seen.count {
                case 1:
                    try await database.transaction {
                        try $0.execute(
                            """
                            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                            WHERE datname = current_database() AND query LIKE 'LISTEN %'
                            """
                        )
                    }
                case 2:
                    try await database.transaction { try $0.execute("SELECT pg_notify('news', 'after')") }
                default:
                    break
                }
                if seen.count == 3 { break }
            }
            #expect(seen.map(\.isStart) == [true, true, false])
            #expect(seen.last?.payload == "after")
        }
    }

    @Test("shutdown ends the stream, and a later one refuses to begin")
    func ends() async throws {
        try await TestCluster.withConnectionString { connectionString in
            let database = Database(
                DatabaseConfiguration(connectionString: connectionString),
                logger: Logger(label: "test")
            )
            var starts = 0
            for try await notification in database.notifications(on: "news") {
                starts += notification.isStart ? 1 : 0
                await database.shutdown()
            }
            #expect(starts == 1)
            await #expect {
                for try await _ in database.notifications(on: "news") {}
            } throws: {
                kind(of: $0) == .shutDown
            }
        }
    }

    @Test("a reader that goes away gives its connection back")
    func disconnects() async throws {
        try await TestCluster.withDatabase { database in
            for try await _ in database.notifications(on: "news") { break }
            try await until(
                database,
                """
                SELECT NOT EXISTS (SELECT 1 FROM pg_stat_activity
                                   WHERE datname = current_database() AND query LIKE 'LISTEN %')
                """
            )
        }
    }
}
