public import Awards
import Foundation
public import Postgres
public import ScoringEngine

extension Identifier: PostgresEncodable, PostgresDecodable {
    public var postgresText: String? { description }

    public static func decode(postgres cell: Cell) throws -> Self {
        Self(try UUID.decode(postgres: cell))
    }
}

extension CalendarDay: PostgresEncodable, PostgresDecodable {
    public var postgresText: String? { description }

    public static func decode(postgres cell: Cell) throws -> Self {
        let date = try CalendarDate.decode(postgres: cell)
        guard let day = CalendarDay(year: date.year, month: date.month, day: date.day) else {
            throw UnreadableColumn(column: cell.column, expected: "a day between 1900 and 2200")
        }
        return day
    }
}

extension LocalTime: PostgresEncodable {
    public var postgresText: String? { description }
}

extension FixedPoint: PostgresEncodable, PostgresDecodable {
    public var postgresText: String? { description }

    /// Reads a numeric column; PostgreSQL writes trailing zeros to the column's scale, which is at most six.
    public static func decode(postgres cell: Cell) throws -> Self {
        guard let value = FixedPoint("\(try Decimal.decode(postgres: cell))") else {
            throw UnreadableColumn(column: cell.column, expected: "a decimal with at most six places")
        }
        return value
    }
}

/// A stored text that the domain does not know, for example a state of a newer version.
struct UnreadableColumn: Error {
    let column: String
    let expected: String
}

extension Row {
    /// A text column that holds a case of an enumeration.
    func state<Value: RawRepresentable>(_ column: String, as: Value.Type = Value.self) throws -> Value
    where Value.RawValue == String {
        guard let value = Value(rawValue: try self(column)) else {
            throw UnreadableColumn(column: column, expected: "a case of \(Value.self)")
        }
        return value
    }

    /// The columns `kind`, `display_name`, `designation` and `article` of a municipality.
    func municipalityTitle() throws -> MunicipalityTitle {
        MunicipalityTitle(
            kind: try state("kind"), displayName: try self("display_name"), designation: try self("designation"), article: try self("article")
        )
    }
}
