/// A value that can be bound to a statement.
public protocol PostgresEncodable: Sendable {
    /// The value in PostgreSQL's text format, `nil` for NULL.
    var postgresText: String? { get }

    /// Elements as one bound value. The default is an array literal; bytes are `bytea` instead.
    static func postgresArrayText(_ elements: [Self]) -> String?
}

/// A value that can be read from a column.
public protocol PostgresDecodable: SendableMetatype {
    /// - Throws: ``DatabaseError`` of kind `decoding` when the column's type or value does not fit.
    static func decode(postgres cell: Cell) throws -> Self

    /// One column as elements. The default reads an array; bytes are `bytea` instead.
    static func decodeArray(postgres cell: Cell) throws -> [Self]
}

extension PostgresEncodable {
    public static func postgresArrayText(_ elements: [Self]) -> String? {
        ArrayLiteral.text(of: elements.map(\.postgresText))
    }
}

extension PostgresDecodable {
    public static func decodeArray(postgres cell: Cell) throws -> [Self] {
        guard let element = PostgresType.element(ofArray: cell.typeOID) else {
            throw DatabaseError(
                .decoding,
                "\([Self].self) needs an array, got \(PostgresType.name(of: cell.typeOID))",
                column: cell.column
            )
        }
        guard let text = cell.text else {
            throw DatabaseError(.decoding, "\([Self].self) is not optional, got NULL", column: cell.column)
        }
        guard let texts = ArrayLiteral.elements(of: text) else { throw cell.unrepresentable(as: [Self].self) }
        return try texts.map {
            try Self.decode(postgres: Cell(column: cell.column, typeOID: element.rawValue, text: $0))
        }
    }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    public var postgresText: String? { flatMap(\.postgresText) }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    public static func decode(postgres cell: Cell) throws -> Wrapped? {
        cell.isNull ? nil : try Wrapped.decode(postgres: cell)
    }
}

extension Array: PostgresEncodable where Element: PostgresEncodable {
    public var postgresText: String? { Element.postgresArrayText(self) }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
    public static func decode(postgres cell: Cell) throws -> [Element] { try Element.decodeArray(postgres: cell) }
}

/// An enumeration or identifier is stored as its raw value; it only has to declare the conformance.
extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    public var postgresText: String? { rawValue.postgresText }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    public static func decode(postgres cell: Cell) throws -> Self {
        guard let value = Self(rawValue: try RawValue.decode(postgres: cell)) else {
            throw cell.unrepresentable(as: Self.self)
        }
        return value
    }
}
