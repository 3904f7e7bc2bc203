import Foundation

/// The fields of a sent form as they came, before anyone interprets them. Names may repeat (choices).
public struct FormFields: Sendable, Equatable {
    public struct Field: Sendable, Equatable {
        public let name: String
        public let value: String
    }

    public private(set) var fields: [Field] = []

    public init() {}

    /// Fields from names and values, in order.
    public init(_ fields: [(String, String)]) {
        self.fields = fields.map { Field(name: $0.0, value: $0.1) }
    }

    /// Reads `application/x-www-form-urlencoded`.
    /// - Returns: nil for broken percent-encoding, text that is no UTF-8, a character piled up from more than 16 code points
    ///   (limits count characters, and the longest that people write has eleven), or more than 2,000 fields.
    public init?(urlEncoded body: some Sequence<UInt8>) {
        let pairs = Array(body).split(separator: UInt8(ascii: "&"))
        guard pairs.count <= 2_000 else { return nil }
        for pair in pairs {
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(halves[0]), let value = halves.count == 2 ? Self.decoded(halves[1]) : "" else { return nil }
            fields.append(Field(name: name, value: value))
        }
    }

    /// The first value of a name, with line ends as a single LF; "" where the field was not sent.
    public subscript(_ name: String) -> String {
        fields.first { $0.name == name }.map { $0.value.unifiedLineEnds } ?? ""
    }

    /// All values of a name, in order.
    public func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    public func has(_ name: String) -> Bool {
        fields.contains { $0.name == name }
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
        var result: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            switch bytes[index] {
            case UInt8(ascii: "+"):
                result.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard index + 2 < bytes.endIndex,
                    let high = Character(UnicodeScalar(bytes[index + 1])).hexDigitValue,
                    let low = Character(UnicodeScalar(bytes[index + 2])).hexDigitValue
                else { return nil }
                result.append(UInt8(high * 16 + low))
                index += 2
            case let byte:
                result.append(byte)
            }
            index += 1
        }
        guard !result.contains(0) else { return nil }
        guard let text = String(validating: result, as: UTF8.self), !text.contains(where: isPiledUp) else { return nil }
        return text
    }

    private static func isPiledUp(_ character: Character) -> Bool {
        character.utf8.count > 16 && character.unicodeScalars.count > 16
    }
}

extension String {
    /// Browsers send CR LF; a character counts once.
    var unifiedLineEnds: String {
        contains("\r") ? replacing("\r\n", with: "\n").replacing("\r", with: "\n") : self
    }

    /// Without blanks and line ends at either end.
    var trimmed: String {
        trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
