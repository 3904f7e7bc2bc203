import Foundation
import Postgres

/// Values to and from jsonb columns: keys sorted, so that the same value is the same text.
enum JSON {
    static func text(_ value: any Encodable) throws -> JSONText {
        JSONText(String(decoding: try bytes(value), as: UTF8.self))
    }

    static func bytes(_ value: any Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    static func value<Value: Decodable>(_ json: JSONText, as: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(json.text.utf8))
    }
}
