/// A statement and the values bound to it.
///
/// Written as a string literal: `"SELECT name FROM entry WHERE id = \(id)"`. Every interpolated value becomes a
/// parameter `$1`, `$2`, … and travels apart from the text, so no value can become syntax. The server infers the
/// parameters' types; where it cannot (`SELECT \(5)`), add a cast (`SELECT \(5)::bigint`).
///
/// `\(unchecked:)` puts raw text into the statement. It is meant for names that our own code chose, never for input.
///
/// A variable of type `String` is not a statement: it does not convert.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// The text with `$n` in the place of each bound value. Holds no data.
    public let text: String
    let binds: [String?]

    public init(stringLiteral value: String) {
        text = value
        binds = []
    }

    public init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        binds = stringInterpolation.binds
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        var binds: [String?] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 3 * interpolationCount)
            binds.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        /// Binds a value as the next parameter.
        public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value) {
            binds.append(value.postgresText)
            text += "$\(binds.count)"
        }

        /// Binds a value or NULL.
        public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
            binds.append(value?.postgresText)
            text += "$\(binds.count)"
        }

        /// Puts raw text into the statement, for names our own code chose.
        public mutating func appendInterpolation(unchecked raw: String) {
            text += raw
        }
    }
}

extension SQL: CustomStringConvertible, CustomDebugStringConvertible {
    /// The text alone: bound values may be personal data and never reach a log this way.
    public var description: String { text }
    public var debugDescription: String { text }
}
