/// Writes JSON that is the same bytes for the same values: no blanks, members in the order given, UTF-8 as it is.
enum JSONWriter {
    /// The value on one line, with a line feed.
    static func line(_ value: JSONValue) -> [UInt8] {
        var text = ""
        write(value, into: &text)
        text += "\n"
        return Array(text.utf8)
    }

    /// A string in quotation marks.
    static func string(_ content: String) -> String {
        var text = ""
        write(content, into: &text)
        return text
    }

    private static func write(_ value: JSONValue, into text: inout String) {
        switch value {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let digits): text += digits
        case .string(let content): write(content, into: &text)
        case .array(let elements):
            text += "["
            for (index, element) in elements.enumerated() {
                if index > 0 { text += "," }
                write(element, into: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += "," }
                write(member.key, into: &text)
                text += ":"
                write(member.value, into: &text)
            }
            text += "}"
        }
    }

    private static func write(_ content: String, into text: inout String) {
        text += "\""
        defer { text += "\"" }
        if content.utf8.allSatisfy(isPlain) {
            text += content
            return
        }
        for scalar in content.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            // C1 controls and the two line separators would break the one line that a message has.
            case "\0"..<" ", "\u{7f}"..."\u{9f}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    /// ASCII that stands for itself in a string.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7f && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
}
