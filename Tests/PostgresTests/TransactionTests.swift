import Foundation
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

    @Test("each entry point opens the transaction it promises")
    func modes() async throws {
        try await TestCluster.withDatabase { database in
            @Sendable func mode(_ session: Session) throws -> [String] {
                try ["transaction_isolation", "transaction_read_only"].map {
                    try session.value("SELECT current_setting(\($0))", as: String.self)
                }
            }
            let modes = try await [database.read(mode), database.transaction(mode), database.serializable(mode)]
            #expect(modes == [["repeatable read", "on"], ["read committed", "off"], ["serializable", "off"]])
        }
    }

    @Test("writing in a read is an error")
    func readOnly() async throws {
        try await withTable { database in
            await #expect { try await database.read { try $0.execute("INSERT INTO item VALUES (1, 'x')") } } throws: {
                ($0 as? DatabaseError)?.sqlState == "25006"
            }
        }
    }

    @Test("a body that swallows an error does not commit: COMMIT answers ROLLBACK, and that is an error")
    func commitTag() async throws {
        try await withTable { database in
            await #expect {
                try await database.transaction { session in
                    try session.execute("INSERT INTO item VALUES (1, 'one')")
                    _ = try? session.execute("INSERT INTO item VALUES (1, 'again')")
                }
            } throws: {
                ($0 as? DatabaseError)?.sqlState == "25P02"
            }
            let left = try await count(database)
            #expect(left == 0)
        }
    }

    @Test("a constraint checked at COMMIT refuses the transaction under its name")
    func deferredConstraint() async throws {
        try await withTable { database in
            try await database.transaction {
                try $0.script(
                    """
                    ALTER TABLE item ADD CONSTRAINT item_name_unique UNIQUE (name) DEFERRABLE INITIALLY DEFERRED;
                    """
                )
            }
            await #expect {
                try await database.transaction { try $0.execute("INSERT INTO item VALUES (1, 'x'), (2, 'x')") }
            } throws: {
                let error = $0 as? DatabaseError
                return error?.kind == .server && error?.constraint == "item_name_unique"
            }
        }
    }

    @Test("a body may not end its transaction itself", arguments: ["COMMIT", "ROLLBACK"])
    func ownCommit(command: String) async throws {
        try await withTable { database in
            await #expect {
                try await database.transaction { session in
                    try session.execute("INSERT INTO item VALUES (1, 'x')")
                    try session.execute("\(unchecked: command)")
                }
            } throws: {
                ($0 as? DatabaseError)?.sqlState == "2D000"
            }
            let value: Int = try await database.read { try $0.value("SELECT 1") }
            #expect(value == 1)
        }
    }

    @Test("a body that asks nothing of the database returns its value")
    func unused() async throws {
        try await TestCluster.withDatabase { database in
            let value = try await database.transaction { _ in 7 }
            #expect(value == 7)
        }
    }

    @Test("an unreachable server is a connection error that names no password")
    func unreachable() async throws {
        let nowhere = DatabaseConfiguration(connectionString: "postgresql://user:hunter2@/x?host=/nonexistent")
        try await withDatabase(nowhere) { database in
            await #expect { try await database.read { try $0.execute("SELECT 1") } } throws: {
                kind(of: $0) == .connection && !"\($0)".contains("hunter2")
                    && !String(reflecting: $0).contains("hunter2")
            }
        }
    }
}
