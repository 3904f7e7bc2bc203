import Postgres
import TestSupport
import Testing

@Suite("Cancellation")
struct CancellationTests {
    @Test("a cancelled task's statement is stopped, nothing is stored, and the connection goes on")
    func stopsStatement() async throws {
        try await withTable(connections: 1) { database in
            let (pids, started) = AsyncStream.makeStream(of: Int.self)
            let task = Task {
                try await database.transaction { session in
                    started.yield(try session.value("SELECT pg_backend_pid()"))
                    try session.execute("INSERT INTO item VALUES (1, 'x')")
                    try session.execute("SELECT pg_sleep(25)")
                }
            }
            let begin = ContinuousClock.now
            var before: Int?
            for await pid in pids {
                before = pid
                try await TestCluster.withDatabase { other in
                    try await until(other, "SELECT wait_event = 'PgSleep' FROM pg_stat_activity WHERE pid = \(pid)")
                }
                break
            }
            task.cancel()
            await #expect { try await task.value } throws: { kind(of: $0) == .cancelled }
            #expect(ContinuousClock.now - begin < .seconds(20))
            let rows = try await count(database)
            #expect(rows == 0)
            let after: Int? = try await database.read { try $0.value("SELECT pg_backend_pid()") }
            #expect(after == before)
        }
    }

    @Test("a body that notices nothing is rolled back when its task was cancelled before COMMIT")
    func cancelledBetweenStatements() async throws {
        try await withTable { database in
            let (bodies, inBody) = AsyncStream.makeStream(of: Void.self)
            let cancellation = Meeting(of: 1)
            let task = Task {
                try await database.transaction { session in
                    try session.execute("INSERT INTO item VALUES (1, 'x')")
                    inBody.finish()
                    cancellation.waitForAll()
                }
            }
            for await _ in bodies {}
            task.cancel()
            cancellation.arrive()
            await #expect { try await task.value } throws: { kind(of: $0) == .cancelled }
            let rows = try await count(database)
            #expect(rows == 0)
        }
    }

    @Test("a request to cancel never reaches the next user of the connection, in 300 tries")
    func neverHitsTheNext() async throws {
        try await TestCluster.withDatabase(connections: 1) { database in
            for _ in 1...300 {
                let victim = Task { try await database.read { try $0.execute("SELECT 1") } }
                victim.cancel()
                let value: Int = try await database.transaction { try $0.value("SELECT 42") }
                #expect(value == 42)
                _ = await victim.result
            }
        }
    }
}
