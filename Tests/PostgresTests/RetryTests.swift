import Postgres
import TestSupport
import Testing

@Suite("Retries")
struct RetryTests {
    @Test("of two serializable transactions that cannot both be right, one runs again and both succeed")
    func serializationFailure() async throws {
        try await withTable { database in
            try await database.transaction { try $0.script("INSERT INTO item VALUES (1, 'on'), (2, 'on')") }
            let runs = Counter()
            let meeting = Meeting(of: 2)
            // Each switches its own off only while both are on: run one after the other, one stays on.
            @Sendable func switchOff(_ id: Int) async throws {
                try await database.serializable { session in
                    _ = runs.next()
                    let on: Int = try session.value("SELECT count(*) FROM item WHERE name = 'on'")
                    meeting.arrive()
                    meeting.waitForAll()
                    if on == 2 { try session.execute("UPDATE item SET name = 'off' WHERE id = \(id)") }
                }
            }
            async let first: Void = switchOff(1)
            async let second: Void = switchOff(2)
            _ = try await (first, second)
            let on: Int = try await database.read { try $0.value("SELECT count(*) FROM item WHERE name = 'on'") }
            #expect(on == 1)
            #expect(runs.count == 3)
        }
    }

    @Test("a deadlock's victim runs again and both succeed")
    func deadlock() async throws {
        try await withTable { database in
            try await database.transaction { try $0.script("INSERT INTO item VALUES (1, ''), (2, '')") }
            let runs = Counter()
            let meeting = Meeting(of: 2)
            @Sendable func write(_ order: [Int]) async throws {
                try await database.transaction { session in
                    _ = runs.next()
                    try session.execute("UPDATE item SET name = name || 'x' WHERE id = \(order[0])")
                    meeting.arrive()
                    meeting.waitForAll()
                    try session.execute("UPDATE item SET name = name || 'x' WHERE id = \(order[1])")
                }
            }
            async let first: Void = write([1, 2])
            async let second: Void = write([2, 1])
            _ = try await (first, second)
            let names = try await database.read { session in
                try session.rows("SELECT name FROM item") { try $0("name") as String }
            }
            #expect(names == ["xx", "xx"])
            #expect(runs.count >= 3)
        }
    }

    @Test("what cannot succeed is tried four times, then the error is the caller's")
    func givesUp() async throws {
        try await TestCluster.withDatabase { database in
            let runs = Counter()
            await #expect {
                try await database.transaction { session in
                    _ = runs.next()
                    try session.execute("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '40001'; END $$")
                }
            } throws: {
                ($0 as? DatabaseError)?.sqlState == "40001"
            }
            #expect(runs.count == 4)
        }
    }

    @Test("another error is not tried again")
    func onlyTransient() async throws {
        try await TestCluster.withDatabase { database in
            let runs = Counter()
            await #expect(throws: DatabaseError.self) {
                try await database.transaction { session in
                    _ = runs.next()
                    try session.execute("SELECT 1 / 0")
                }
            }
            #expect(runs.count == 1)
        }
    }

    @Test("a body that maps the error to its own is run again all the same")
    func mappedErrors() async throws {
        struct Mapped: Error {}
        try await TestCluster.withDatabase { database in
            let runs = Counter()
            let value = try await database.transaction { session in
                if runs.next() == 1 {
                    do {
                        try session.execute("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '40P01'; END $$")
                    } catch {
                        throw Mapped()
                    }
                }
                return 5
            }
            #expect(value == 5)
            #expect(runs.count == 2)
        }
    }
}
