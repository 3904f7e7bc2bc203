import Foundation
import Postgres
import TestSupport
import Testing

@Suite("Decoding refusals")
struct DecodingRefusalTests {
    private func refusal<Value: PostgresDecodable>(_ sql: String, as type: Value.Type) async throws -> DatabaseError? {
        try await TestCluster.withDatabase { database in
            try await database.read { session in
                do {
                    let value: Value = try session.value("SELECT \(unchecked: sql) AS secret")
                    Issue.record("\(sql) was read as \(value)")
                    return nil
                } catch let error as DatabaseError {
                    return error
                }
            }
        }
    }

    @Test("a column of another type is refused, naming the column and both types but not the value")
    func otherType() async throws {
        let error = try await refusal("'4711'::text", as: Int.self)
        #expect(error?.kind == .decoding)
        #expect(error?.description == "Int needs int8 or int4 or int2, got text, column secret")
    }

    @Test(
        "types that look alike are not taken for each other",
        arguments: [
            ("1::bigint", "String"), ("1.5::float8", "Decimal"), ("1::bigint", "Decimal"), ("1::numeric", "Int"),
            ("1::bigint", "Int32"), ("now()::timestamp", "Date"), ("now()::date", "Date"), ("now()", "CalendarDate"),
            ("'{}'::text", "JSONText"), ("1", "Bool"), ("'x'::text", "bytes"), ("'{1}'::text", "array"),
            ("ARRAY['1']", "array"), ("ARRAY[[1,2],[3,4]]", "array"), ("ARRAY[1,NULL]", "array"),
            ("'[0:1]={1,2}'::int[]", "array"),
        ]
    )
    func lookAlikes(sql: String, type: String) async throws {
        let error: DatabaseError?
        switch type {
        case "String": error = try await refusal(sql, as: String.self)
        case "Decimal": error = try await refusal(sql, as: Decimal.self)
        case "Int": error = try await refusal(sql, as: Int.self)
        case "Int32": error = try await refusal(sql, as: Int32.self)
        case "Date": error = try await refusal(sql, as: Date.self)
        case "CalendarDate": error = try await refusal(sql, as: CalendarDate.self)
        case "JSONText": error = try await refusal(sql, as: JSONText.self)
        case "Bool": error = try await refusal(sql, as: Bool.self)
        case "bytes": error = try await refusal(sql, as: [UInt8].self)
        default: error = try await refusal(sql, as: [Int].self)
        }
        #expect(error?.kind == .decoding)
        #expect(error?.column == "secret")
    }

    @Test("values beyond the Swift type are refused, and shown only to whoever debugs")
    func beyondRange() async throws {
        let digits = String(repeating: "7", count: 39)
        let error = try #require(try await refusal("\(digits)::numeric", as: Decimal.self))
        #expect(error.kind == .decoding)
        #expect(!error.description.contains("7"))
        #expect(error.debugDescription.contains(digits))
        #expect(try await refusal("'NaN'::numeric", as: Decimal.self)?.kind == .decoding)
        #expect(try await refusal("'infinity'::timestamptz", as: Date.self)?.kind == .decoding)
        #expect(try await refusal("'0044-03-15 BC'::date", as: CalendarDate.self)?.kind == .decoding)
        #expect(try await refusal("300::smallint", as: UInt8.self)?.kind == .decoding)
    }

    @Test("NULL is refused where the type is not optional")
    func null() async throws {
        #expect(
            try await refusal("NULL::bigint", as: Int.self)?.description
                == "Int is not optional, got NULL, column secret")
        #expect(try await refusal("NULL::bytea", as: [UInt8].self)?.kind == .decoding)
        #expect(try await refusal("NULL::int[]", as: [Int].self)?.kind == .decoding)
    }

    @Test("a missing or ambiguous column and a wrong number of rows are errors")
    func shape() async throws {
        try await TestCluster.withDatabase { database in
            try await database.read { session in
                #expect { try session.one("SELECT 1 AS a") { try $0("b") as Int } } throws: {
                    ($0 as? DatabaseError)?.kind == .decoding && ($0 as? DatabaseError)?.column == "b"
                }
                #expect { try session.one("SELECT 1 AS a, 2 AS a") { try $0("a") as Int } } throws: {
                    ($0 as? DatabaseError)?.description == "the result has this column more than once, column a"
                }
                #expect { try session.value("SELECT 1, 2", as: Int.self) } throws: {
                    ($0 as? DatabaseError)?.kind == .decoding
                }
                for sql in ["SELECT 1 AS a WHERE false", "SELECT generate_series(1, 2) AS a"] {
                    #expect { try session.one("\(unchecked: sql)") { try $0("a") as Int } } throws: {
                        ($0 as? DatabaseError)?.kind == .unexpectedRowCount
                    }
                }
                let none = try session.first("SELECT 1 AS a WHERE false") { try $0("a") as Int }
                #expect(none == nil)
                let first = try session.first("SELECT generate_series(1, 2) AS a") { try $0("a") as Int }
                #expect(first == 1)
            }
        }
    }
}
