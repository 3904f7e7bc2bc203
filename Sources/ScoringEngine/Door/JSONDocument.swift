/// A JSON document as it was read: its bytes, and one word for each key and value in the order of the document.
///
/// Numbers and strings stay where they stand in the bytes, so that no decimal is rounded and a document of a hundred megabytes
/// is not held a second time as a tree.
final class JSONDocument: Sendable {
    let bytes: [UInt8]
    let words: [Word]

    /// - Parameter words: at least one, made by ``JSONReader`` from these bytes.
    init(bytes: [UInt8], words: [Word]) {
        self.bytes = bytes
        self.words = words
    }

    enum Kind: UInt64 {
        case null, no, yes, number
        /// A string whose bytes stand for themselves.
        case text
        /// A string with escapes.
        case escapedText
        case array, object

        /// For messages: "a string", "an object".
        var name: String {
            switch self {
            case .null: "null"
            case .no, .yes: "true or false"
            case .number: "a number"
            case .text, .escapedText: "a string"
            case .array: "an array"
            case .object: "an object"
            }
        }
    }

    /// A kind and two numbers of 30 bits, which is enough for any position in ``Limits/inputBytes``.
    ///
    /// Of a number or a string: where its bytes begin (after the quotation mark) and how many they are. Of an array or object: how
    /// many elements or members it has, and how many words it takes with all that is inside. A member is the word of its
    /// key and the words of its value.
    struct Word {
        private let bits: UInt64

        init(_ kind: Kind, _ first: Int, _ second: Int) {
            bits = kind.rawValue << 60 | UInt64(first) << 30 | UInt64(second)
        }

        var kind: Kind { Kind(rawValue: bits >> 60) ?? .null }
        var start: Int { Int(bits >> 30 & 0x3fff_ffff) }
        var length: Int { Int(bits & 0x3fff_ffff) }
        var count: Int { start }

        /// The words up to what comes after this value.
        var span: Int { kind == .array || kind == .object ? length : 1 }
    }

    func slice(_ word: Word) -> ArraySlice<UInt8> {
        bytes[word.start..<word.start + word.length]
    }

    /// The characters of a string, or the digits of a number.
    func text(_ word: Word) -> String {
        bytes.withUnsafeBufferPointer { bytes in
            let content = UnsafeBufferPointer(rebasing: bytes[word.start..<word.start + word.length])
            guard word.kind == .escapedText else { return String(decoding: content, as: UTF8.self) }
            return String(decoding: JSONReader.unescaped(content), as: UTF8.self)
        }
    }

    /// Whether a string is `text`, which must be ASCII.
    func isText(_ word: Word, _ text: String) -> Bool {
        switch word.kind {
        case .text: word.length == text.utf8.count && slice(word).elementsEqual(text.utf8)
        case .escapedText: self.text(word) == text
        default: false
        }
    }

    /// The place of a value as people write it: `$.sheets[3].points.a`. Found by going down from the root, because there
    /// are many values and few problems.
    func place(of target: Int) -> String {
        var place = "$"
        var index = 0
        while index != target {
            let isObject = words[index].kind == .object
            var number = 0
            var value = isObject ? index + 2 : index + 1
            while value + words[value].span <= target {
                value += words[value].span + (isObject ? 1 : 0)
                number += 1
            }
            place += isObject ? pathKey(text(words[value - 1])) : "[\(number)]"
            index = value
        }
        return place
    }
}
