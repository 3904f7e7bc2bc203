import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Statements")
struct StatementTests {
    @Test("a literal becomes text and parameters, and shows no value")
    func literal() {
        let name = "Robert'); DROP TABLE item;--"
        let sql: SQL = "SELECT \(1), \(name) FROM \(unchecked: "item") WHERE id = \(nil as Int?)"
        #expect(sql.text == "SELECT $1, $2 FROM item WHERE id = $3")
        #expect("\(sql)" == sql.text)
        #expect(!String(reflecting: sql).contains("Robert"))
    }

    @Test(
        "no bound text becomes syntax",
        arguments: [
            "'", "''", "\"", "\\", "\\'", "'; DROP TABLE item; --", "$1", "$$", "%s", "{}", "NULL", "\n\r\t", "🏳️‍🌈",
            "E'\\x27'", "/* */",
        ]
    )
    func injection(text: String) async throws {
        try await withTable { database in
            let back: String = try await database.transaction { session in
                try session.execute("INSERT INTO item (id, name) VALUES (1, \(text))")
                return try session.value("SELECT name FROM item WHERE name = \(text)")
            }
            #expect(back == text)
        }
    }

    @Test("a text with a NUL character is refused instead of ending there")
    func nul() async throws {
        try await withTable { database in
            await #expect {
                try await database.transaction { try $0.execute("INSERT INTO item VALUES (1, \("a\0b"))") }
            } throws: { ($0 as? DatabaseError)?.sqlState == "22021" }
        }
    }

    @Test("two statements in one text are refused, except in a script")
    func several() async throws {
        try await withTable { database in
            await #expect { try await database.transaction { try $0.execute("SELECT 1; SELECT 2") } } throws: {
                ($0 as? DatabaseError)?.sqlState == "42601"
            }
            try await database.transaction { session in
                try session.script("INSERT INTO item VALUES (1, 'a;b'); INSERT INTO item VALUES (2, 'c');")
                #expect(try session.value("SELECT count(*) FROM item", as: Int.self) == 2)
            }
        }
    }

    @Test("a change of the schema between two uses of a statement does not disturb the second")
    func cachedPlan() async throws {
        try await TestCluster.withDatabase(connections: 1) { database in
            try await database.transaction {
                try $0.script("CREATE TABLE item (id bigint); INSERT INTO item VALUES (1)")
            }
            let before = try await database.read { try $0.rows("SELECT * FROM item") { try $0("id") as Int } }
            try await database.transaction { try $0.execute("ALTER TABLE item ADD COLUMN name text DEFAULT 'new'") }
            let after = try await database.read { try $0.rows("SELECT * FROM item") { try $0("name") as String } }
            #expect(before == [1])
            #expect(after == ["new"])
        }
    }

    @Test("statements that the server has forgotten are prepared again")
    func forgotten() async throws {
        try await TestCluster.withDatabase(connections: 1) { database in
            let first: Int = try await database.read { try $0.value("SELECT 41 + 1") }
            try await database.read { _ = try $0.execute("DEALLOCATE ALL") }
            let second: Int = try await database.read { try $0.value("SELECT 41 + 1") }
            #expect(first == 42)
            #expect(second == 42)
        }
    }

    @Test("more different statements than the cache holds all work, and the server keeps only as many")
    func eviction() async throws {
        try await TestCluster.withDatabase(connections: 1) { database in
            let sum = try await database.read { session in
                try (1...600).reduce(0) { try $0 + session.value("SELECT \(unchecked: String($1))", as: Int.self) }
            }
            #expect(sum == 180_300)
            let kept: Int = try await database.read { try $0.value("SELECT count(*) FROM pg_prepared_statements") }
            #expect(kept <= 256)
        }
    }

    @Test("a failed statement is not cached, and the connection goes on")
    func failedPreparation() async throws {
        try await TestCluster.withDatabase(connections: 1) { database in
            for _ in 1...2 {
                await #expect { try await database.read { try $0.execute("SELEC 1") } } throws: {
                    ($0 as? DatabaseError)?.sqlState == "42601"
                }
            }
            let value: Int = try await database.read { try $0.value("SELECT 1") }
            #expect(value == 1)
        }
    }

    @Test("COPY ends in an error, not in a hang")
    func copy() async throws {
        try await withTable { database in
            await #expect(throws: DatabaseError.self) {
                try await database.transaction { try $0.execute("COPY item FROM STDIN") }
            }
            let rows = try await count(database)
            #expect(rows == 0)
        }
    }

    @Test("ten megabytes travel both ways")
    func large() async throws {
        try await TestCluster.withDatabase { database in
            let bytes = (0..<10_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let back: [UInt8] = try await database.read { try $0.value("SELECT \(bytes)::bytea") }
            #expect(back == bytes)
        }
    }

    @Test("every session speaks UTF-8, UTC and ISO, and has its limits, whatever the connection string asks")
    func settings() async throws {
        try await TestCluster.withConnectionString { connectionString in
            let odd = connectionString + " options='-c TimeZone=Asia/Tokyo -c DateStyle=German -c statement_timeout=7s'"
            try await withDatabase(DatabaseConfiguration(connectionString: odd, applicationName: "a test")) {
                database in
                let settings = try await database.read { session in
                    try ["client_encoding", "TimeZone", "DateStyle", "application_name", "statement_timeout"].map {
                        try session.value("SELECT current_setting(\($0))", as: String.self)
                    }
                }
                #expect(settings == ["UTF8", "UTC", "ISO, DMY", "a test", "7s"])
            }
            try await withDatabase(DatabaseConfiguration(connectionString: connectionString)) { database in
                let limits = try await database.read { session in
                    try ["statement_timeout", "idle_in_transaction_session_timeout"].map {
                        try session.value("SELECT current_setting(\($0))", as: String.self)
                    }
                }
                #expect(limits == ["30s", "1min"])
            }
        }
    }
}
