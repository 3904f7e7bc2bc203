/// A strict reader of JSON (RFC 8259).
///
/// Beyond the grammar it refuses what leads to two readings of one document: repeated keys, bytes that aren't UTF-8, lone
/// surrogates, a byte order mark, anything after the document; and nesting deeper than ``Limits/jsonDepth``.
struct JSONReader {
    /// Only looked at during ``read(_:)``, which holds the bytes in place; every look is behind a comparison with the count.
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var words: [JSONDocument.Word] = []
    private var path: [Step] = []

    private enum Step {
        /// The word of the key.
        case key(Int)
        case index(Int)
    }

    /// - Throws: ``EngineProblems`` with the first problem and its path; after a broken piece nothing can be said about the rest.
    static func read(_ bytes: [UInt8]) throws(EngineProblems) -> JSONField {
        guard bytes.count <= Limits.inputBytes else {
            let message = "the document has more than \(Limits.inputBytes) bytes, which is the most that is accepted"
            throw EngineProblems([EngineProblem(path: "$", code: .tooMany, message: message)])
        }
        let words = try bytes.withUnsafeBufferPointer { (bytes) throws(EngineProblems) in
            var reader = JSONReader(bytes: bytes)
            try reader.document()
            return reader.words
        }
        return JSONField(document: JSONDocument(bytes: bytes, words: words), index: 0)
    }

    /// The characters of a string that was read before.
    static func unescaped(_ content: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var reader = JSONReader(bytes: content)
        var characters: [UInt8] = []
        while let byte = reader.peek() {
            reader.position += 1
            if byte != UInt8(ascii: "\\") {
                characters.append(byte)
            } else if (try? reader.escape(into: &characters)) == nil {
                preconditionFailure("a string was read before with the same escapes")
            }
        }
        return characters
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private mutating func document() throws(EngineProblems) {
        // A sheet of five criteria has one word for five or six bytes; what is not needed is never touched.
        words.reserveCapacity(bytes.count / 4 + 1)
        try value(depth: 0)
        skipBlanks()
        if position < bytes.count {
            throw problem("there is something after the end of the document")
        }
    }

    private mutating func value(depth: Int) throws(EngineProblems) {
        skipBlanks()
        guard let byte = peek() else { throw problem("the document ends where a value is expected") }
        switch byte {
        case UInt8(ascii: "{"): try members(depth: depth + 1)
        case UInt8(ascii: "["): try elements(depth: depth + 1)
        case UInt8(ascii: "\""): try text()
        case UInt8(ascii: "-"), 0x30...0x39: try number()
        default: try word()
        }
    }

    private mutating func members(depth: Int) throws(EngineProblems) {
        let begin = try enter(depth)
        var count = 0
        var seen: Set<String> = []
        skipBlanks()
        while !take("}") {
            if count > 0 {
                guard take(",") else {
                    throw problem("a comma or the object's end is expected after the member \(quoted(lastKey(of: begin)))")
                }
                skipBlanks()
            }
            guard peek() == UInt8(ascii: "\"") else { throw problem("a key in quotation marks is expected") }
            let key = words.count
            try text()
            try refuseRepeated(key, of: begin, count, &seen)
            skipBlanks()
            guard take(":") else { throw problem("a colon is expected after the key \(quoted(string(key)))") }
            path.append(.key(key))
            try value(depth: depth)
            path.removeLast()
            skipBlanks()
            count += 1
        }
        words[begin] = JSONDocument.Word(.object, count, words.count - begin)
    }

    private mutating func elements(depth: Int) throws(EngineProblems) {
        let begin = try enter(depth)
        var count = 0
        skipBlanks()
        while !take("]") {
            if count > 0 {
                guard take(",") else { throw problem("a comma or the array's end is expected after element \(count - 1)") }
            }
            path.append(.index(count))
            try value(depth: depth)
            path.removeLast()
            skipBlanks()
            count += 1
        }
        words[begin] = JSONDocument.Word(.array, count, words.count - begin)
    }

    /// Sets aside the word of the array or object that begins here.
    private mutating func enter(_ depth: Int) throws(EngineProblems) -> Int {
        guard depth <= Limits.jsonDepth else { throw problem("nested deeper than \(Limits.jsonDepth) levels") }
        position += 1
        words.append(JSONDocument.Word(.null, 0, 0))
        return words.count - 1
    }

    /// Few keys are quicker compared one by one than hashed.
    private func refuseRepeated(_ key: Int, of begin: Int, _ count: Int, _ seen: inout Set<String>) throws(EngineProblems) {
        let fewKeys = 8
        var isRepeated = false
        if count < fewKeys {
            var other = begin + 1
            while other < key, !isRepeated {
                isRepeated = isSameText(other, key)
                if count == fewKeys - 1 { seen.insert(string(other)) }
                other += 1 + words[other + 1].span
            }
        } else {
            isRepeated = seen.contains(string(key))
        }
        if isRepeated { throw problem("the key \(quoted(string(key))) is repeated") }
        if count >= fewKeys - 1 { seen.insert(string(key)) }
    }

    private func isSameText(_ left: Int, _ right: Int) -> Bool {
        let (one, other) = (words[left], words[right])
        if one.kind == .text, other.kind == .text, one.length == other.length {
            var offset = 0
            while offset < one.length, bytes[one.start + offset] == bytes[other.start + offset] { offset += 1 }
            if offset == one.length { return true }
            if bytes[one.start + offset] < 0x80, bytes[other.start + offset] < 0x80, !hasWide(one), !hasWide(other) { return false }
        } else if one.kind == .text, other.kind == .text, !hasWide(one), !hasWide(other) {
            return false
        }
        // Two spellings of "é" are the same key to whoever reads the document.
        return string(left) == string(right)
    }

    /// Whether there are characters beyond ASCII.
    private func hasWide(_ word: JSONDocument.Word) -> Bool {
        bytes[word.start..<word.start + word.length].contains { $0 >= 0x80 }
    }

    private mutating func number() throws(EngineProblems) {
        let start = position
        _ = take("-")
        let whole = digits()
        guard whole > 0 else { throw problem("a digit is expected in the number") }
        if whole > 1, bytes[position - whole] == UInt8(ascii: "0") { throw problem("a number must not begin with a zero") }
        if take("."), digits() == 0 { throw problem("a digit is expected after the decimal point") }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            if digits() == 0 { throw problem("a digit is expected in the exponent") }
        }
        words.append(JSONDocument.Word(.number, start, position - start))
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = peek(), (0x30...0x39).contains(byte) { position += 1 }
        return position - start
    }

    private mutating func word() throws(EngineProblems) {
        for (word, kind) in [("null", JSONDocument.Kind.null), ("true", .yes), ("false", .no)]
        where bytes[position...].starts(with: word.utf8) {
            position += word.utf8.count
            words.append(JSONDocument.Word(kind, 0, 0))
            return
        }
        for word in ["NaN", "Infinity", "inf", "nan"] where bytes[position...].starts(with: word.utf8) {
            throw problem("\(word) is not a number in JSON")
        }
        throw problem("a value is expected")
    }

    private mutating func text() throws(EngineProblems) {
        position += 1
        let start = position
        var union: UInt8 = 0
        while let byte = peek(), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
            union |= byte
            position += 1
        }
        if peek() == UInt8(ascii: "\"") {
            let plain = UnsafeBufferPointer(rebasing: bytes[start..<position])
            defer { position += 1 }
            if union >= 0x80 { try check(Array(plain)) }
            words.append(JSONDocument.Word(.text, start, plain.count))
            return
        }
        var content = Array(bytes[start..<position])
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                try check(content)
                words.append(JSONDocument.Word(.escapedText, start, position - 1 - start))
                return
            case UInt8(ascii: "\\"):
                position += 1
                try escape(into: &content)
            case 0..<0x20:
                throw problem("a control character in a string must be written as an escape")
            default:
                content.append(byte)
                position += 1
            }
        }
        throw problem("the document ends inside a string")
    }

    private func check(_ content: [UInt8]) throws(EngineProblems) {
        guard String(validating: content, as: UTF8.self) != nil else { throw problem("a string is not valid UTF-8") }
    }

    private mutating func escape(into content: inout [UInt8]) throws(EngineProblems) {
        guard let byte = peek() else { throw problem("the document ends inside a string") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0c)
        case UInt8(ascii: "n"): content.append(0x0a)
        case UInt8(ascii: "r"): content.append(0x0d)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"): content.append(contentsOf: String(try escapedScalar()).utf8)
        default: throw problem("an unknown escape in a string")
        }
    }

    private mutating func escapedScalar() throws(EngineProblems) -> Unicode.Scalar {
        let first = try fourHexDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xdc00, take("\\"), take("u") else { throw problem("a lone surrogate in a string") }
        let second = try fourHexDigits()
        guard (0xdc00...0xdfff).contains(second), let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
        else { throw problem("a lone surrogate in a string") }
        return scalar
    }

    private mutating func fourHexDigits() throws(EngineProblems) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw problem("four hexadecimal digits are expected after \\u")
            }
            value = value << 4 + UInt32(digit)
            position += 1
        }
        return value
    }

    private func peek() -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek() == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = peek(), byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
    }

    /// The characters of a key that was read.
    private func string(_ key: Int) -> String {
        let word = words[key]
        let content = UnsafeBufferPointer(rebasing: bytes[word.start..<word.start + word.length])
        guard word.kind == .escapedText else { return String(decoding: content, as: UTF8.self) }
        return String(decoding: Self.unescaped(content), as: UTF8.self)
    }

    private func lastKey(of begin: Int) -> String {
        var key = begin + 1
        while key + 1 + words[key + 1].span < words.count { key += 1 + words[key + 1].span }
        return string(key)
    }

    private func problem(_ message: String) -> EngineProblems {
        let steps = path.map { step in
            switch step {
            case .key(let key): pathKey(string(key))
            case .index(let index): "[\(index)]"
            }
        }
        let place = "$" + steps.joined()
        return EngineProblems([EngineProblem(path: place, code: .malformedJSON, message: "\(message) (byte \(position))")])
    }
}
