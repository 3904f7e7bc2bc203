public import Foundation

extension Int: PostgresEncodable, PostgresDecodable {
    public var postgresText: String? { String(self) }

    /// From smallint, integer or bigint.
    public static func decode(postgres cell: Cell) throws -> Int {
        let text = try cell.text(for: Int.self, accepting: .int8, .int4, .int2)
        guard let value = Int(text) else { throw cell.unrepresentable(as: Int.self) }
        return value
    }
}

extension Int64: PostgresEncodable, PostgresDecodable {
    public var postgresText: String? { String(self) }

    /// From smallint, integer or bigint.
    public static func decode(postgres cell: Cell) throws -> Int64 {
        let text = try cell.text(for: Int64.self, accepting: .int8, .int4, .int2)
        guard let value = Int64(text) else { throw cell.unrepresentable(as: Int64.self) }
        return value
    }
}

extension Int32: PostgresEncodable, PostgresDecodable {
    public var postgresText: String? { String(self) }

    /// From smallint or integer; bigint is refused even where the value would fit.
    public static func decode(postgres cell: Cell) throws -> Int32 {
        let text = try cell.text(for: Int32.self, accepting: .int4, .int2)
        guard let value = Int32(text) else { throw cell.unrepresentable(as: Int32.self) }
        return value
    }
}

extension Bool: PostgresEncodable, PostgresDecodable {
    public var postgresText: String? { self ? "t" : "f" }

    public static func decode(postgres cell: Cell) throws -> Bool {
        try cell.text(for: Bool.self, accepting: .bool) == "t"
    }
}

extension Decimal: PostgresEncodable, PostgresDecodable {
    /// Never rounded; `NaN` is refused by columns with a range check.
    public var postgresText: String? { description }

    /// From numeric. A value with more than the 38 digits `Decimal` holds, NaN and the infinities are errors.
    public static func decode(postgres cell: Cell) throws -> Decimal {
        let text = try cell.text(for: Decimal.self, accepting: .numeric)
        let significant = text.drop { "-0.".contains($0) }.count { $0 != "." }
        guard significant <= 38, text.utf8.allSatisfy({ "-.0123456789".utf8.contains($0) }),
            let value = Decimal(string: text, locale: Locale(identifier: "en_US_POSIX"))
        else { throw cell.unrepresentable(as: Decimal.self) }
        return value
    }
}
