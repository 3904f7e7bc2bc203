import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Values")
struct ValueTests {
    private enum Colour: String, PostgresEncodable, PostgresDecodable {
        case red, green
    }

    /// One row of the table: the value as SQL writes it must be the value as Swift has it, and bind back to itself.
    private func same<Value: PostgresEncodable & PostgresDecodable & Equatable>(
        _ sql: String,
        _ type: String,
        _ value: Value,
        _ session: Session
    ) throws {
        let read: Value = try session.value("SELECT \(unchecked: sql)::\(unchecked: type)")
        #expect(read == value, "\(sql)::\(type)")
        let matches: Bool = try session.value(
            "SELECT \(value)::\(unchecked: type) IS NOT DISTINCT FROM \(unchecked: sql)::\(unchecked: type)"
        )
        #expect(matches, "\(sql)::\(type)")
        let none: Value? = try session.value("SELECT NULL::\(unchecked: type)")
        #expect(none == nil)
        let some: Value? = try session.value("SELECT \(unchecked: sql)::\(unchecked: type)")
        #expect(some == value)
    }

    @Test("every type is read as what was written, bound back unchanged, and optional when asked")
    func table() async throws {
        try await TestCluster.withDatabase { database in
            try await database.transaction { session in
                try same("'9223372036854775807'", "bigint", Int.max, session)
                try same("'-9223372036854775808'", "bigint", Int64.min, session)
                try same("42", "integer", 42, session)
                try same("'-32768'", "smallint", -32768, session)
                try same("2147483647", "integer", Int32.max, session)
                try same("255", "smallint", UInt8.max, session)
                try same("''", "text", "", session)
                try same("'Müller ''s \"x\" \\ €'", "text", "Müller 's \"x\" \\ €", session)
                try same("'ab'", "varchar(5)", "ab", session)
                try same("'ab'", "char(2)", "ab", session)
                try same("true", "boolean", true, session)
                try same("false", "boolean", false, session)
                try same("'green'", "text", Colour.green, session)
                let id = try #require(UUID(uuidString: "0190F3A2-7E11-7C4B-9A50-1234567890AB"))
                try same("'0190f3a2-7e11-7c4b-9a50-1234567890ab'", "uuid", id, session)
                try same("'2024-02-29'", "date", CalendarDate(year: 2024, month: 2, day: 29), session)
                try same("'0001-01-01'", "date", CalendarDate(year: 1, month: 1, day: 1), session)
                try same("'{\"a\": [1, null]}'", "jsonb", JSONText("{\"a\": [1, null]}"), session)
                try same("'\\x00ff10'", "bytea", [0, 255, 16] as [UInt8], session)
                try same("''", "bytea", [] as [UInt8], session)
            }
        }
    }

    @Test("numbers with a fraction are exact to the last of 38 digits")
    func decimals() async throws {
        try await TestCluster.withDatabase { database in
            try await database.transaction { session in
                let texts = [
                    "0", "7.5", "-7.50", "0.1", "250000.00", "0.0000001", "12345678901234567890123456789012345678",
                    "-0.12345678901234567890123456789012345678",
                ]
                for text in texts {
                    let value = try #require(Decimal(string: text, locale: Locale(identifier: "en_US_POSIX")))
                    try same("'\(text)'", "numeric", value, session)
                }
            }
        }
    }

    @Test("instants keep their microseconds on both sides of 1970 and 2001")
    func instants() async throws {
        try await TestCluster.withDatabase { database in
            try await database.transaction { session in
                let cases: [(String, Double)] = [
                    ("1970-01-01 00:00:00+00", 0),
                    ("1969-12-31 23:59:59.999999+00", -0.000001),
                    ("2001-01-01 00:00:00.000001+00", 978_307_200.000001),
                    ("2025-10-26 02:30:00+01", 1_761_442_200),
                    ("2024-02-29 23:59:59.5+00", 1_709_251_199.5),
                    ("1900-03-01 00:00:00+00", -2_203_891_200),
                    ("2100-03-01 00:00:00+00", 4_107_542_400),
                ]
                for (text, seconds) in cases {
                    let read: Date = try session.value("SELECT \(unchecked: "'\(text)'")::timestamptz")
                    #expect(abs(read.timeIntervalSince1970 - seconds) < 0.000_000_5, "\(text)")
                    let same: Bool = try session.value(
                        "SELECT \(read)::timestamptz = \(unchecked: "'\(text)'")::timestamptz")
                    #expect(same, "\(text)")
                }
                let written = try session.rows(
                    """
                    SELECT '2025-01-01'::timestamptz + make_interval(days => n, secs => n / 1000000.0) AS at
                    FROM generate_series(0, 4999) AS n
                    """
                ) { try $0("at") as Date }
                let unchanged: Bool = try session.value(
                    """
                    SELECT bool_and(bound = '2025-01-01'::timestamptz + make_interval(days => n, secs => n / 1000000.0))
                    FROM unnest(\(written)::timestamptz[], ARRAY(SELECT generate_series(0, 4999))) AS pair (bound, n)
                    """
                )
                #expect(unchanged)
            }
        }
    }

    @Test("arrays hold every type, quotes and NULL; bytes nest")
    func arrays() async throws {
        try await TestCluster.withDatabase { database in
            try await database.transaction { session in
                try same("'{1,2,3}'", "bigint[]", [1, 2, 3], session)
                try same("'{}'", "integer[]", [] as [Int], session)
                try same(
                    "ARRAY['a,b','\"','\\',NULL,'NULL','']", "text[]", ["a,b", "\"", "\\", nil, "NULL", ""], session)
                try same("'{t,f}'", "boolean[]", [true, false], session)
                try same("'{2024-02-29}'", "date[]", [CalendarDate(year: 2024, month: 2, day: 29)], session)
                try same("ARRAY['\\x00'::bytea,'\\xffee']", "bytea[]", [[0], [255, 238]] as [[UInt8]], session)
                try same("'{1.50,2}'", "numeric[]", [Decimal(string: "1.5"), Decimal(2)], session)
                try same("ARRAY['{\"k\": \"v\"}']", "jsonb[]", [JSONText("{\"k\": \"v\"}")], session)
                let ids = [UUID(), UUID()]
                let back: [UUID] = try session.value("SELECT \(ids)::uuid[]")
                #expect(back == ids)
            }
        }
    }

    @Test("a domain is read as the type it rests on")
    func domains() async throws {
        try await TestCluster.withDatabase { database in
            let value: Int = try await database.transaction { session in
                try session.execute("CREATE DOMAIN cents AS bigint CONSTRAINT cents_not_negative CHECK (value >= 0)")
                return try session.value("SELECT 7::cents")
            }
            #expect(value == 7)
        }
    }
}
