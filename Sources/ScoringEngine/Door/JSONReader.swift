/// A strict reader of JSON (RFC 8259).
///
/// Beyond the grammar it refuses what leads to two readings of one document: repeated keys, bytes that aren't UTF-8, lone
/// surrogates, a byte order mark, anything after the document; and nesting deeper than ``Limits/jsonDepth``.
struct JSONReader {
    /// Only looked at during ``read(_:)``, which holds the bytes in place; every look is behind a comparison with the count.
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var path: [Step] = []
    /// By depth, how many parts the last array or object had: the next is likely of the same make, and then its memory fits.
    private var sizes = [Int](repeating: 0, count: Limits.jsonDepth + 1)

    /// More is not set aside before it is there: a document of many small arrays after a large one must not fill the memory.
    private static let likelySize = 16

    private enum Step {
        case key(String)
        case index(Int)
    }

    /// - Throws: ``EngineProblems`` with the first problem and its path; after a broken piece nothing can be said about the rest.
    static func read(_ bytes: [UInt8]) throws(EngineProblems) -> JSONValue {
        guard bytes.count <= Limits.inputBytes else {
            let message = "the document has more than \(Limits.inputBytes) bytes, which is the most that is accepted"
            throw EngineProblems([EngineProblem(path: "$", code: .tooMany, message: message)])
        }
        return try bytes.withUnsafeBufferPointer { (bytes) throws(EngineProblems) in
            var reader = JSONReader(bytes: bytes)
            return try reader.document()
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private mutating func document() throws(EngineProblems) -> JSONValue {
        let value = try value(depth: 0)
        skipBlanks()
        if position < bytes.count {
            throw problem("there is something after the end of the document")
        }
        return value
    }

    private mutating func value(depth: Int) throws(EngineProblems) -> JSONValue {
        skipBlanks()
        guard let byte = peek() else { throw problem("the document ends where a value is expected") }
        switch byte {
        case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try elements(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try text())
        case UInt8(ascii: "-"), 0x30...0x39: return .number(try number())
        default: return try word()
        }
    }

    private mutating func members(depth: Int) throws(EngineProblems) -> [JSONMember] {
        try enter(depth)
        var members: [JSONMember] = []
        var seen: Set<String> = []
        skipBlanks()
        if take("}") { return members }
        members.reserveCapacity(sizes[depth])
        defer { sizes[depth] = min(members.count, Self.likelySize) }
        while true {
            skipBlanks()
            guard peek() == UInt8(ascii: "\"") else { throw problem("a key in quotation marks is expected") }
            let key = try text()
            // Few keys are quicker compared one by one than hashed.
            let isRepeated = members.count < 8 ? members.contains { $0.key == key } : seen.contains(key)
            if isRepeated { throw problem("the key \(quoted(key)) is repeated") }
            if members.count == 7 { seen = Set(members.map(\.key)) }
            if members.count >= 7 { seen.insert(key) }
            skipBlanks()
            guard take(":") else { throw problem("a colon is expected after the key \(quoted(key))") }
            path.append(.key(key))
            members.append(JSONMember(key: key, value: try value(depth: depth)))
            path.removeLast()
            skipBlanks()
            if take("}") { return members }
            guard take(",") else { throw problem("a comma or the object's end is expected after the member \(quoted(key))") }
        }
    }

    private mutating func elements(depth: Int) throws(EngineProblems) -> [JSONValue] {
        try enter(depth)
        var elements: [JSONValue] = []
        skipBlanks()
        if take("]") { return elements }
        elements.reserveCapacity(sizes[depth])
        defer { sizes[depth] = min(elements.count, Self.likelySize) }
        while true {
            path.append(.index(elements.count))
            elements.append(try value(depth: depth))
            path.removeLast()
            skipBlanks()
            if take("]") { return elements }
            guard take(",") else { throw problem("a comma or the array's end is expected after element \(elements.count - 1)") }
        }
    }

    private mutating func enter(_ depth: Int) throws(EngineProblems) {
        guard depth <= Limits.jsonDepth else { throw problem("nested deeper than \(Limits.jsonDepth) levels") }
        position += 1
    }

    private mutating func number() throws(EngineProblems) -> String {
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
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = peek(), (0x30...0x39).contains(byte) { position += 1 }
        return position - start
    }

    private mutating func word() throws(EngineProblems) -> JSONValue {
        for (word, value) in [("null", JSONValue.null), ("true", .bool(true)), ("false", .bool(false))]
        where bytes[position...].starts(with: word.utf8) {
            position += word.utf8.count
            return value
        }
        for word in ["NaN", "Infinity", "inf", "nan"] where bytes[position...].starts(with: word.utf8) {
            throw problem("\(word) is not a number in JSON")
        }
        throw problem("a value is expected")
    }

    private mutating func text() throws(EngineProblems) -> String {
        position += 1
        let start = position
        var union: UInt8 = 0
        while let byte = peek(), byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
            union |= byte
            position += 1
        }
        let plain = UnsafeBufferPointer(rebasing: bytes[start..<position])
        if peek() == UInt8(ascii: "\"") {
            defer { position += 1 }
            return union < 0x80 ? String(decoding: plain, as: UTF8.self) : try checked(Array(plain))
        }
        var content = Array(plain)
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return try checked(content)
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

    private func checked(_ content: [UInt8]) throws(EngineProblems) -> String {
        guard let text = String(validating: content, as: UTF8.self) else { throw problem("a string is not valid UTF-8") }
        return text
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

    private func problem(_ message: String) -> EngineProblems {
        let steps = path.map { step in
            switch step {
            case .key(let key): pathKey(key)
            case .index(let index): "[\(index)]"
            }
        }
        let place = "$" + steps.joined()
        return EngineProblems([EngineProblem(path: place, code: .malformedJSON, message: "\(message) (byte \(position))")])
    }
}
