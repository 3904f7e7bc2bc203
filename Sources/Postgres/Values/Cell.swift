/// One value of a result row, in PostgreSQL's text format.
public struct Cell: Sendable {
    public let column: String
    /// The type's object identifier as the server reported it; a domain shows as its base type.
    public let typeOID: UInt32
    /// `nil` for NULL.
    public let text: String?

    public init(column: String, typeOID: UInt32, text: String?) {
        self.column = column
        self.typeOID = typeOID
        self.text = text
    }

    public var isNull: Bool { text == nil }

    /// The text, if the column has one of the accepted types and is not NULL.
    ///
    /// - Throws: ``DatabaseError`` of kind `decoding`, naming the column and both types but no value.
    func text<Value>(for type: Value.Type, accepting accepted: PostgresType...) throws -> String {
        guard accepted.contains(where: { $0.rawValue == typeOID }) else {
            let expected = accepted.map(\.name).joined(separator: " or ")
            throw DatabaseError(
                .decoding,
                "\(type) needs \(expected), got \(PostgresType.name(of: typeOID))",
                column: column
            )
        }
        guard let text else {
            throw DatabaseError(.decoding, "\(type) is not optional, got NULL", column: column)
        }
        return text
    }

    /// The error for a value of the right type that the Swift type cannot hold.
    public func unrepresentable<Value>(as type: Value.Type) -> DatabaseError {
        DatabaseError(
            .decoding,
            "a value of \(PostgresType.name(of: typeOID)) does not fit \(type)",
            column: column,
            detail: text
        )
    }
}
