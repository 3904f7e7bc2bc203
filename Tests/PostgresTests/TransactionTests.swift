import Logging
import Postgres
import TestSupport
import Testing

@Suite("Transactions")
struct TransactionTests {
    private struct Stop: Error, Equatable {
        let reason: String
    }

    @Test("what a transaction wrote is there after it returned")
    func commits() async throws {
        try await withTable { database in
            let changed = try await database.transaction { session in
                try session.execute("INSERT INTO item (id, name) VALUES (\(1), \("one")), (\(2), \("two"))")
            }
            #expect(changed == 2)
            let names = try await database.read { session in
                try session.rows("SELECT name FROM item ORDER BY id") { try $0("name") as String }
            }
            #expect(names == ["one", "two"])
        }
    }

    @Test("an error thrown by the body rolls back and arrives as it was thrown")
    func rollsBack() async throws {
        try await withTable { database in
            await #expect(throws: Stop(reason: "enough")) {
                try await database.transaction { session in
                    try session.execute("INSERT INTO item (id, name) VALUES (1, 'one')")
                    throw Stop(reason: "enough")
                }
            }
            let left = try await count(database)
            #expect(left == 0)
        }
    }
}

func withTable(_ body: (Database) async throws -> Void) async throws {
    try await TestCluster.withDatabase { database in
        try await database.transaction { session in
            try session.script("CREATE TABLE item (id bigint CONSTRAINT item_pk PRIMARY KEY, name text NOT NULL);")
        }
        try await body(database)
    }
}

func count(_ database: Database) async throws -> Int {
    try await database.read { try $0.value("SELECT count(*) FROM item") }
}
