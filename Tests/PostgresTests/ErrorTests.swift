import Postgres
import TestSupport
import Testing

@Suite("Errors")
struct ErrorTests {
    private func error(_ statement: SQL) async throws -> DatabaseError {
        try await TestCluster.withDatabase { database in
            try await database.transaction { session in
                try session.script(
                    """
                    CREATE TABLE person (
                        id bigint CONSTRAINT person_pk PRIMARY KEY,
                        email text NOT NULL CONSTRAINT person_email_unique UNIQUE,
                        age integer CONSTRAINT person_age_range CHECK (age BETWEEN 0 AND 150),
                        boss bigint CONSTRAINT person_boss_fk REFERENCES person
                    );
                    INSERT INTO person VALUES (1, 'erika.mustermann@example.org', 40);
                    """
                )
            }
            let caught = await #expect(throws: DatabaseError.self) {
                try await database.transaction { try $0.execute(statement) }
            }
            return try #require(caught)
        }
    }

    @Test(
        "a violated constraint is known by its name",
        arguments: [
            ("INSERT INTO person VALUES (1, 'x')", "23505", "person_pk", nil),
            ("INSERT INTO person VALUES (2, 'erika.mustermann@example.org')", "23505", "person_email_unique", nil),
            ("INSERT INTO person VALUES (2, 'x', 200)", "23514", "person_age_range", nil),
            ("INSERT INTO person VALUES (2, 'x', 20, 99)", "23503", "person_boss_fk", nil),
            ("INSERT INTO person VALUES (2, NULL)", "23502", nil, "email"),
        ] as [(String, String, String?, String?)]
    )
    func constraints(statement: String, sqlState: String, constraint: String?, column: String?) async throws {
        let error = try await error("\(unchecked: statement)")
        #expect(error.kind == .server)
        #expect(error.sqlState == sqlState)
        #expect(error.constraint == constraint)
        #expect(error.column == column)
        #expect(error.table == "person")
    }

    @Test("the description names the constraint and no data; the debug description says all")
    func redaction() async throws {
        let email = "erika.mustermann@example.org"
        let error = try await error("INSERT INTO person VALUES (2, \(email))")
        #expect(
            error.description
                == "the server refused a statement, SQLSTATE 23505, constraint person_email_unique, table person"
        )
        #expect(error.debugDescription.contains(email))
    }

    @Test("a message that quotes the input keeps it out of the description")
    func redactsMessages() async throws {
        let error = try await error("INSERT INTO person (id, email, age) VALUES (2, 'x', \("geheim")::integer)")
        #expect(error.sqlState == "22P02")
        #expect(!error.description.contains("geheim"))
        #expect(error.debugDescription.contains("geheim"))
    }
}
