/// A text that is no JSON, or JSON that two readers could read in two ways.
public struct CanonicalJSONProblem: Error, Equatable, Sendable {
    /// Where it was noticed, in bytes from 0.
    public let offset: Int
    public let message: String
}

extension CanonicalJSON {
    /// Deeper nesting is refused.
    static let maximumDepth = 64

    /// Reads JSON of any spacing and order. Refuses repeated keys, numbers that are not whole or not safe, lone surrogates,
    /// bytes that are no UTF-8, and anything after the value.
    /// - Throws: ``CanonicalJSONProblem``.
    public static func read(_ bytes: [UInt8]) throws(CanonicalJSONProblem) -> CanonicalJSON {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw CanonicalJSONProblem(offset: 0, message: "no UTF-8") }
        var reader = Reader(bytes: bytes)
        let value = try reader.value(depth: 0)
        reader.skipBlanks()
        guard reader.position == bytes.count else { throw reader.problem("something after the end") }
        return value
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        func problem(_ message: String) -> CanonicalJSONProblem {
            CanonicalJSONProblem(offset: position, message: message)
        }

        mutating func skipBlanks() {
            while position < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) { position += 1 }
        }

        /// Takes an ASCII character, with blanks before it.
        mutating func take(_ character: Unicode.Scalar) -> Bool {
            skipBlanks()
            guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        mutating func value(depth: Int) throws(CanonicalJSONProblem) -> CanonicalJSON {
            guard depth < maximumDepth else { throw problem("nested too deeply") }
            if take("{") { return try object(depth: depth) }
            if take("[") { return try array(depth: depth) }
            if take("\"") { return .string(try string()) }
            for (word, value) in [("null", CanonicalJSON.null), ("true", .bool(true)), ("false", .bool(false))]
            where bytes[position...].starts(with: word.utf8) {
                position += word.utf8.count
                return value
            }
            return .integer(try integer())
        }

        mutating func object(depth: Int) throws(CanonicalJSONProblem) -> CanonicalJSON {
            var members: [String: CanonicalJSON] = [:]
            if take("}") { return .object(members) }
            repeat {
                guard take("\"") else { throw problem("a key is expected") }
                let key = try string()
                guard take(":") else { throw problem("a colon is expected") }
                guard members.updateValue(try value(depth: depth + 1), forKey: key) == nil else { throw problem("a key comes twice") }
            } while take(",")
            guard take("}") else { throw problem("an object does not end") }
            return .object(members)
        }

        mutating func array(depth: Int) throws(CanonicalJSONProblem) -> CanonicalJSON {
            var values: [CanonicalJSON] = []
            if take("]") { return .array(values) }
            repeat { values.append(try value(depth: depth + 1)) } while take(",")
            guard take("]") else { throw problem("an array does not end") }
            return .array(values)
        }

        mutating func integer() throws(CanonicalJSONProblem) -> Int {
            let digits = bytes[position...].prefix { Array("-+.eE0123456789".utf8).contains($0) }
            let text = String(decoding: digits, as: UTF8.self)
            guard let value = Int(text), String(value) == text, abs(value) <= largestInteger else { throw problem("a whole number is expected") }
            position += digits.count
            return value
        }

        /// After the opening quotation mark.
        mutating func string() throws(CanonicalJSONProblem) -> String {
            var characters: [UInt8] = []
            while position < bytes.count {
                let byte = bytes[position]
                position += 1
                switch byte {
                case UInt8(ascii: "\""): return String(decoding: characters, as: UTF8.self)
                case UInt8(ascii: "\\"): characters += Array(String(try escape()).utf8)
                case 0..<0x20: throw problem("a control character in a text")
                default: characters.append(byte)
                }
            }
            throw problem("a text does not end")
        }

        mutating func escape() throws(CanonicalJSONProblem) -> Character {
            guard position < bytes.count else { throw problem("a text does not end") }
            let byte = bytes[position]
            position += 1
            let short: [UInt8: Character] = [
                UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
                UInt8(ascii: "f"): "\u{c}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
            ]
            if let character = short[byte] { return character }
            guard byte == UInt8(ascii: "u") else { throw problem("an unknown escape") }
            var units = [try codeUnit()]
            if UTF16.isLeadSurrogate(units[0]), bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
                position += 2
                units.append(try codeUnit())
            }
            guard let text = String(validating: units, as: UTF16.self), let character = text.first else { throw problem("half a character") }
            return character
        }

        mutating func codeUnit() throws(CanonicalJSONProblem) -> UInt16 {
            let digits = bytes[position...].prefix(4)
            guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
                let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
            else { throw problem("four hexadecimal digits are expected") }
            position += 4
            return unit
        }
    }
}
