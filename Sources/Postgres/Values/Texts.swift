public import Foundation

extension String: PostgresEncodable, PostgresDecodable {
    public var postgresText: String? { self }

    /// From text, varchar, char(n) or name. Cast an enumeration to text in the statement.
    public static func decode(postgres cell: Cell) throws -> String {
        try cell.text(for: String.self, accepting: .text, .varchar, .bpchar, .name)
    }
}

extension UUID: PostgresEncodable, PostgresDecodable {
    public var postgresText: String? { uuidString }

    public static func decode(postgres cell: Cell) throws -> UUID {
        guard let value = UUID(uuidString: try cell.text(for: UUID.self, accepting: .uuid)) else {
            throw cell.unrepresentable(as: UUID.self)
        }
        return value
    }
}

/// The text of a JSON document, for columns of type json or jsonb.
public struct JSONText: PostgresEncodable, PostgresDecodable, Hashable {
    public let text: String

    public init(_ text: String) {
        self.text = text
    }

    public var postgresText: String? { text }

    public static func decode(postgres cell: Cell) throws -> JSONText {
        JSONText(try cell.text(for: JSONText.self, accepting: .jsonb, .json))
    }
}
