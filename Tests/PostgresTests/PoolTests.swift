import Logging
import Postgres
import Synchronization
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

@Suite("Pool")
struct PoolTests {
    /// Holds a connection until it is let go.
    private final class Holder: Sendable {
        private let isReleased = Mutex(false)

        func release() { isReleased.withLock { $0 = true } }

        func hold(_ session: Session) throws {
            while !isReleased.withLock({ $0 }) { try session.execute("SELECT pg_sleep(0.01)") }
        }
    }

    private func withHeldConnection(
        waitingLimit: Int,
        waitTimeout: Duration,
        _ body: (Database, Holder) async throws -> Void
    ) async throws {
        try await TestCluster.withConnectionString { connectionString in
            let configuration = DatabaseConfiguration(
                connectionString: connectionString,
                connections: 1,
                waitingLimit: waitingLimit,
                waitTimeout: waitTimeout
            )
            try await withDatabase(configuration) { database in
                let holder = Holder()
                let (held, isHeld) = AsyncStream.makeStream(of: Void.self)
                async let holding: Void = database.read { session in
                    isHeld.finish()
                    try holder.hold(session)
                }
                for await _ in held {}
                try await body(database, holder)
                holder.release()
                try await holding
            }
        }
    }

    @Test("when the queue is full the answer is immediate")
    func exhausted() async throws {
        try await withHeldConnection(waitingLimit: 0, waitTimeout: .seconds(60)) { database, _ in
            await #expect { try await database.read { try $0.execute("SELECT 1") } } throws: {
                kind(of: $0) == .poolExhausted
            }
        }
    }

    @Test("who waits too long is told so, and the next caller is served")
    func waitTimesOut() async throws {
        try await withHeldConnection(waitingLimit: 5, waitTimeout: .milliseconds(50)) { database, holder in
            await #expect { try await database.read { try $0.execute("SELECT 1") } } throws: {
                kind(of: $0) == .waitTimedOut
            }
            holder.release()
        }
    }

    @Test("a cancelled caller stops waiting")
    func cancelsWaiting() async throws {
        try await withHeldConnection(waitingLimit: 5, waitTimeout: .seconds(60)) { database, _ in
            let waiting = Task { try await database.read { try $0.execute("SELECT 1") } }
            waiting.cancel()
            await #expect { try await waiting.value } throws: { kind(of: $0) == .cancelled }
        }
    }

    @Test("two hundred callers share three connections and all are served")
    func manyCallers() async throws {
        try await withTable(connections: 3) { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in 1...200 {
                    group.addTask {
                        _ = try await database.transaction { session in
                            try session.execute("INSERT INTO item VALUES (\(id), 'x')")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let rows = try await count(database)
            #expect(rows == 200)
            let used: Int = try await database.read {
                try $0.value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
            }
            #expect(used <= 3)
        }
    }

    @Test("a connection that the server ended while idle is replaced without anyone noticing")
    func replacesTerminated() async throws {
        try await withTable(connections: 1) { database in
            let before: Int = try await database.read { try $0.value("SELECT pg_backend_pid()") }
            try await TestCluster.withDatabase { other in
                try await other.transaction { try $0.execute("SELECT pg_terminate_backend(\(before))") }
                try await until(other, "SELECT NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE pid = \(before))")
            }
            try await database.transaction { try $0.execute("INSERT INTO item VALUES (1, 'x')") }
            let after: Int = try await database.read { try $0.value("SELECT pg_backend_pid()") }
            #expect(after != before)
            let rows = try await count(database)
            #expect(rows == 1)
        }
    }

    @Test("an idle connection whose server process does not answer is replaced")
    func replacesSilent() async throws {
        try await TestCluster.withConnectionString { connectionString in
            var configuration = DatabaseConfiguration(connectionString: connectionString, connections: 1)
            configuration.idleCheckAfter = .zero
            try await withDatabase(configuration) { database in
                let before: Int = try await database.read { try $0.value("SELECT pg_backend_pid()") }
                let same: Int = try await database.read { try $0.value("SELECT pg_backend_pid()") }
                #expect(same == before)
                try #require(kill(Int32(before), SIGSTOP) == 0)
                defer { kill(Int32(before), SIGCONT) }
                let after: Int = try await database.read { try $0.value("SELECT pg_backend_pid()") }
                #expect(after != before)
            }
        }
    }

    @Test("a connection lost in the middle of a body is an error without effect, and is replaced")
    func lostInBody() async throws {
        try await withTable(connections: 1) { database in
            let runs = Counter()
            await #expect {
                try await database.transaction { session in
                    _ = runs.next()
                    try session.execute("INSERT INTO item VALUES (1, 'x')")
                    try session.execute("SELECT pg_terminate_backend(pg_backend_pid())")
                }
            } throws: {
                let error = $0 as? DatabaseError
                return error?.kind == .connection && error?.sqlState == "57P01"
            }
            let rows = try await count(database)
            #expect(rows == 0)
            // A connection that was in use before deserves one more try on a fresh one; that one met the same end.
            #expect(runs.count == 2)
        }
    }

    @Test("after shutdown every call is refused, and a second shutdown is harmless")
    func shutsDown() async throws {
        try await TestCluster.withConnectionString { connectionString in
            let database = Database(
                DatabaseConfiguration(connectionString: connectionString),
                logger: Logger(label: "test")
            )
            _ = try await database.read { try $0.execute("SELECT 1") }
            await database.shutdown()
            await database.shutdown()
            await #expect { try await database.read { try $0.execute("SELECT 1") } } throws: {
                kind(of: $0) == .shutDown
            }
        }
    }

    @Test("shutdown waits for what is running")
    func shutdownWaits() async throws {
        try await TestCluster.withConnectionString { connectionString in
            let database = Database(
                DatabaseConfiguration(connectionString: connectionString),
                logger: Logger(label: "test")
            )
            let (running, isRunning) = AsyncStream.makeStream(of: Void.self)
            async let value: Int = database.read { session in
                isRunning.finish()
                try session.execute("SELECT pg_sleep(0.2)")
                return try session.value("SELECT 42")
            }
            for await _ in running {}
            await database.shutdown()
            let answer = try await value
            #expect(answer == 42)
        }
    }
}
