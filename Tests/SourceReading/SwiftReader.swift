/// Walks through Swift text once and blanks what is not code. Knows nested comments, raw and multi-line strings,
/// interpolations and regular expressions between slashes.
struct SwiftReader {
    private let bytes: [UInt8]
    private var at = 0
    private(set) var code: [UInt8]
    private(set) var comments: [UInt8]
    private(set) var literals: [SwiftSource.Literal] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
        code = bytes
        comments = bytes.map { $0 == UInt8(ascii: "\n") ? $0 : UInt8(ascii: " ") }
    }

    /// - Parameter untilClosing: stop at the parenthesis that ends an interpolation.
    mutating func readCode(untilClosing: Bool) {
        var depth = 0
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "/"): readSlash()
            case UInt8(ascii: "\""), UInt8(ascii: "#"): readQuote()
            case UInt8(ascii: "("):
                depth += 1
                at += 1
            case UInt8(ascii: ")"):
                if untilClosing, depth == 0 { return }
                depth -= 1
                at += 1
            default: at += 1
            }
        }
    }

    private mutating func readSlash() {
        if starts(with: "//") || starts(with: "/*") {
            readComment()
        } else if let end = regexEnd() {
            blank(at + 1..<end)
            at = end + 1
        } else {
            at += 1
        }
    }

    private mutating func readQuote() {
        guard let hashes = stringStart() else {
            at += 1
            return
        }
        readString(hashes: hashes)
    }

    private mutating func readComment() {
        let start = at
        if starts(with: "//") {
            while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
        } else {
            var depth = 0
            repeat {
                if starts(with: "/*") {
                    depth += 1
                    at += 2
                } else if starts(with: "*/") {
                    depth -= 1
                    at += 2
                } else {
                    at += 1
                }
            } while depth > 0 && at < bytes.count
        }
        at = min(at, bytes.count)
        comments.replaceSubrange(start..<at, with: bytes[start..<at])
        blank(start..<at)
    }

    /// The number of `#` before a string that begins here.
    private func stringStart() -> Int? {
        var end = at
        while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
        return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - at : nil
    }

    private mutating func readString(hashes: Int) {
        let start = at
        let marks = String(repeating: "#", count: hashes)
        at += hashes
        let quotes = starts(with: "\"\"\"") ? "\"\"\"" : "\""
        at += quotes.utf8.count
        let (end, escape) = (quotes + marks, "\\" + marks)
        var parts: [SwiftSource.Literal.Part] = []
        var text: [UInt8] = []
        var blankFrom = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") || !starts(with: end) {
            if bytes[at] != UInt8(ascii: "\\") || !starts(with: escape) {
                text.append(bytes[at])
                at += 1
            } else if at + 1 + hashes < bytes.count, bytes[at + 1 + hashes] == UInt8(ascii: "(") {
                blank(blankFrom..<at + 1 + hashes)
                at += 2 + hashes
                let from = at
                readCode(untilClosing: true)
                if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
                parts.append(.interpolation(String(decoding: bytes[from..<at], as: UTF8.self)))
                text = []
                at += 1
                blankFrom = at
            } else {
                at += 1 + hashes
                if at < bytes.count { text += escaped(bytes[at]) }
                at += 1
            }
        }
        at = min(at, bytes.count)
        blank(min(blankFrom, at)..<at)
        if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
        literals.append(SwiftSource.Literal(offset: start, parts: parts))
        at = min(at + quotes.utf8.count + hashes, bytes.count)
    }

    private func escaped(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "n"): [UInt8(ascii: "\n")]
        case UInt8(ascii: "t"): [UInt8(ascii: "\t")]
        case UInt8(ascii: "\n"): []
        default: [byte]
        }
    }

    /// The closing slash of a regular expression that begins here. A slash after a name or a bracket divides.
    private func regexEnd() -> Int? {
        guard bytes[at] == UInt8(ascii: "/"), at + 1 < bytes.count, !bytes[at + 1].isBlank else { return nil }
        let before = code[..<at].last { $0 != UInt8(ascii: " ") } ?? UInt8(ascii: "\n")
        guard "\n(,=:[{!&|?;".utf8.contains(before) else { return nil }
        var end = at + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
            if bytes[end] == UInt8(ascii: "/") { return end }
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    private func starts(with text: String) -> Bool {
        var offset = at
        for byte in text.utf8 {
            guard offset < bytes.count, bytes[offset] == byte else { return false }
            offset += 1
        }
        return true
    }

    private mutating func blank(_ range: Range<Int>) {
        for offset in range where code[offset] != UInt8(ascii: "\n") { code[offset] = UInt8(ascii: " ") }
    }
}
