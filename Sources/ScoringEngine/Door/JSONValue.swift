/// A JSON value as it stands in the document: numbers stay text, so that no decimal is rounded, and members keep their order.
enum JSONValue: Equatable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])

    /// For messages: "a string", "an object".
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

struct JSONMember: Equatable {
    let key: String
    let value: JSONValue
}
