import Logging
import Postgres
import TestSupport
import Testing

/// Each test makes COMMIT wait for a synchronous standby that does not exist, and then looks what becomes of it.
@Suite("Outcome of COMMIT", .serialized)
struct OutcomeTests {
    private func withMissingStandby(
        commitTimeout: Duration = .seconds(30),
        _ body: (_ waiting: Database, _ other: Database, _ server: DatabaseAdministration) async throws -> Void
    ) async throws {
        try await withHome { home in
            let cluster = EmbeddedCluster(home: home, logger: Logger(label: "test"), durable: false)
            let connectionString = try await cluster.start()
            var configuration = DatabaseConfiguration(connectionString: connectionString, connections: 2)
            configuration.commitTimeout = commitTimeout
            let server = DatabaseAdministration(connectionString: connectionString)
            try await withDatabase(configuration) { waiting in
                try await withDatabase(DatabaseConfiguration(connectionString: connectionString)) { other in
                    try await other.transaction { try $0.execute("CREATE TABLE item (id bigint)") }
                    try await server.run("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
                    try await server.run("SELECT pg_reload_conf()")
                    try await until(other, "SELECT current_setting('synchronous_standby_names') = 'nobody'")
                    try await body(waiting, other, server)
                }
            }
        }
    }

    @Sendable private func insertDurably(_ session: Session) throws {
        try session.execute("SET LOCAL synchronous_commit = on")
        try session.execute("INSERT INTO item VALUES (1)")
    }

    private static let waits: SQL = "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep')"

    private func signalWaiting(_ function: String, _ other: Database) async throws {
        try await until(other, Self.waits)
        try await other.transaction { session in
            try session.execute(
                "SELECT \(unchecked: function)(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
            )
        }
    }

    @Test(
        "a wait for the standby that someone ends makes the outcome unknown, although COMMIT says success",
        arguments: ["pg_cancel_backend", "pg_terminate_backend"]
    )
    func endedWait(function: String) async throws {
        try await withMissingStandby { waiting, other, _ in
            async let outcome: Void = waiting.transaction(insertDurably)
            try await signalWaiting(function, other)
            do {
                try await outcome
                Issue.record("an unreplicated commit was reported as success")
            } catch {
                #expect(kind(of: error) == .outcomeUnknown)
            }
            let rows = try await count(other)
            #expect(rows == 1)
        }
    }

    @Test("COMMIT without an answer in time makes the outcome unknown, and the connection is replaced")
    func noAnswer() async throws {
        try await withMissingStandby(commitTimeout: .milliseconds(300)) { waiting, other, _ in
            await #expect { try await waiting.transaction(insertDurably) } throws: {
                kind(of: $0) == .outcomeUnknown
            }
            let answer: Int = try await waiting.read { try $0.value("SELECT 42") }
            #expect(answer == 42)
            try await signalWaiting("pg_terminate_backend", other)
        }
    }

    @Test("a task cancelled during COMMIT does not cancel it")
    func neverCancelsCommit() async throws {
        try await withMissingStandby { waiting, other, server in
            let task = Task { try await waiting.transaction(insertDurably) }
            try await until(other, Self.waits)
            task.cancel()
            for _ in 1...200 {
                let stillWaits: Bool = try await other.read { try $0.value(Self.waits) }
                #expect(stillWaits)
            }
            try await server.run("ALTER SYSTEM RESET synchronous_standby_names")
            try await server.run("SELECT pg_reload_conf()")
            try await task.value
            let rows = try await count(other)
            #expect(rows == 1)
        }
    }

    @Test("a connection lost in the COMMIT of a read is a plain connection error")
    func readsHaveNoOutcome() async throws {
        try await TestCluster.withDatabase { database in
            let runs = Counter()
            await #expect {
                try await database.read { session in
                    _ = runs.next()
                    try session.execute("SELECT pg_terminate_backend(pg_backend_pid())")
                }
            } throws: {
                kind(of: $0) == .connection
            }
            #expect(runs.count == 1)
        }
    }
}
