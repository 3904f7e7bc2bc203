/// A JSON value to be written: numbers are text, so that no decimal is rounded, and members keep their order.
enum JSONValue: Equatable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])
}

struct JSONMember: Equatable {
    let key: String
    let value: JSONValue
}

extension JSONValue {
    static func integer(_ value: Int) -> JSONValue {
        .number("\(value)")
    }

    /// The shortest digits that read back as the same binary64.
    ///
    /// - Precondition: finite; JSON has no other numbers.
    static func double(_ value: Double) -> JSONValue {
        precondition(value.isFinite, "a statistic that leaves the engine is finite")
        return .number("\(value == 0 ? 0 : value)")
    }
}
