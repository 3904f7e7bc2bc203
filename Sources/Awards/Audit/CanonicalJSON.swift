public import Foundation

/// A JSON value whose text is always the same: RFC 8785 with whole numbers alone.
///
/// What is hashed for the record is such a text, so that anyone can make the same bytes of the same content.
public indirect enum CanonicalJSON: Sendable {
    case null
    case bool(Bool)
    /// Within ±(2⁵³ − 1), which every reader of JSON keeps exactly.
    case integer(Int)
    case string(String)
    case array([CanonicalJSON])
    case object([String: CanonicalJSON])

    public static let largestInteger = 1 << 53 - 1

    /// The value that an encoder makes of something.
    /// - Throws: ``CanonicalJSONProblem`` for a number that is not whole; what the encoding throws.
    public init(encoding value: some Encodable) throws {
        self = try Self.read([UInt8](JSONEncoder().encode(value)))
    }

    /// Keys by UTF-16 code units, no blanks, the shortest escapes.
    public var text: String {
        var text = ""
        write(into: &text)
        return text
    }

    /// Of ``text`` in UTF-8.
    public var hash: RecordHash { RecordHash(of: Array(text.utf8)) }

    /// - Throws: what the decoding throws.
    public func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    private func write(into text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .string(let value): Self.write(value, into: &text)
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                value.write(into: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, key) in members.keys.sorted(by: Self.precedes).enumerated() {
                if index > 0 { text += "," }
                Self.write(key, into: &text)
                text += ":"
                members[key]?.write(into: &text)
            }
            text += "}"
        }
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf16.lexicographicallyPrecedes(right.utf16)
    }

    private static func write(_ value: String, into text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\u{8}": text += "\\b"
            case "\t": text += "\\t"
            case "\n": text += "\\n"
            case "\u{c}": text += "\\f"
            case "\r": text += "\\r"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

/// By bytes: texts that look alike and are written differently are not equal, as they are for Swift's strings.
extension CanonicalJSON: Equatable {
    public static func == (left: CanonicalJSON, right: CanonicalJSON) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }
}

extension CanonicalJSON {
    /// The value behind a part's JSON, where that says nothing more and nothing in another way.
    /// - Returns: nil where the value does not make the same bytes again.
    func exactly<Value: Codable>(_ type: Value.Type = Value.self) -> Value? {
        guard let value = try? decoded(as: type), let again = try? CanonicalJSON(encoding: value), again == self else { return nil }
        return value
    }

    /// Whether all keys and texts are ASCII, where equal texts are equal bytes for every reader.
    /// - Parameter except: members whose text may be anything.
    func isPlain(except: Set<String> = []) -> Bool {
        switch self {
        case .null, .bool, .integer: true
        case .string(let text): text.utf8.allSatisfy { $0 < 0x80 }
        case .array(let values): values.allSatisfy { $0.isPlain(except: except) }
        case .object(let members):
            members.allSatisfy { key, value in
                key.utf8.allSatisfy { $0 < 0x80 } && (except.contains(key) && value.string != nil || value.isPlain(except: except))
            }
        }
    }

    public subscript(key: String) -> CanonicalJSON? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    public var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    public var integer: Int? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    public var array: [CanonicalJSON]? {
        guard case .array(let values) = self else { return nil }
        return values
    }

    public var keys: Set<String> {
        guard case .object(let members) = self else { return [] }
        return Set(members.keys)
    }
}
