/// A function, initialiser, subscript or computed property with a body.
public struct SwiftFunction: Sendable, Equatable {
    public let name: String
    /// Counted from 1.
    public let line: Int
    /// From the line of its keyword to that of its closing brace.
    public let lineCount: Int

    public init(name: String, line: Int, lineCount: Int) {
        self.name = name
        self.line = line
        self.lineCount = lineCount
    }
}

extension SwiftSource {
    public var functions: [SwiftFunction] {
        ["func", "init", "deinit", "subscript", "var"].flatMap { keyword in
            offsets(of: keyword).compactMap { function(keyword, at: $0) }
        }.sorted { ($0.line, $0.name) < ($1.line, $1.name) }
    }

    private func function(_ keyword: String, at offset: Int) -> SwiftFunction? {
        // `.init(…)` and `self.init(…)` are calls.
        if offset > 0, code[offset - 1] == UInt8(ascii: ".") || code[offset - 1] == UInt8(ascii: "`") { return nil }
        guard let opening = bodyStart(after: offset + keyword.utf8.count) else { return nil }
        let start = line(at: offset)
        return SwiftFunction(name: name(keyword, at: offset), line: start, lineCount: line(at: closing(opening)) - start + 1)
    }

    private func name(_ keyword: String, at offset: Int) -> String {
        guard keyword == "func" || keyword == "var" else { return keyword }
        let rest = code[(offset + keyword.utf8.count)...].drop { $0.isBlank }
        return String(decoding: rest.prefix { $0.isNamePart }, as: UTF8.self)
    }

    /// The brace that opens the body; nil where the declaration ends without one.
    private func bodyStart(after offset: Int) -> Int? {
        var at = offset
        while at < code.count {
            switch code[at] {
            case UInt8(ascii: "{"): return at
            case UInt8(ascii: "}"), UInt8(ascii: ";"), UInt8(ascii: ")"), UInt8(ascii: "]"): return nil
            // A stored property with a value; an operator's own name is no value.
            case UInt8(ascii: "=") where code[at + 1] == UInt8(ascii: " ") && code[at - 1] == UInt8(ascii: " "): return nil
            case UInt8(ascii: "("), UInt8(ascii: "["): at = closing(at)
            case UInt8(ascii: "\n"): if !isContinued(after: at) { return nil }
            default: break
            }
            at += 1
        }
        return nil
    }

    private func isContinued(after newline: Int) -> Bool {
        let rest = code[newline...].drop { $0.isBlank }
        return ["{", "where ", "->", "throws", "async", "rethrows"].contains { rest.starts(with: $0.utf8) }
    }
}
