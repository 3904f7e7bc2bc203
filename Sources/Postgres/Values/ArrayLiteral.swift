/// PostgreSQL's text form of a one-dimensional array, `{"a","b",NULL}` (manual, section 8.15.6).
enum ArrayLiteral {
    static func text(of elements: [String?]) -> String {
        var out = "{"
        for (index, element) in elements.enumerated() {
            if index > 0 { out += "," }
            guard let element else {
                out += "NULL"
                continue
            }
            out += "\""
            for scalar in element.unicodeScalars {
                if scalar == "\"" || scalar == "\\" { out += "\\" }
                out.unicodeScalars.append(scalar)
            }
            out += "\""
        }
        return out + "}"
    }

    /// `nil` for text that is no one-dimensional array literal with lower bound 1.
    static func elements(of text: String) -> [String?]? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 2, bytes.first == UInt8(ascii: "{"), bytes.last == UInt8(ascii: "}") else { return nil }
        if bytes.count == 2 { return [] }
        var elements: [String?] = []
        var position = 1
        while position < bytes.count {
            guard let element = element(in: bytes, at: &position) else { return nil }
            elements.append(element)
            let isLast = position == bytes.count - 1
            guard isLast || bytes[position] == UInt8(ascii: ",") else { return nil }
            position += 1
            if isLast { return elements }
        }
        return nil
    }

    /// The outer optional says whether there is a well-formed element, the inner one whether it is NULL.
    private static func element(in bytes: [UInt8], at position: inout Int) -> String?? {
        var out: [UInt8] = []
        guard bytes[position] == UInt8(ascii: "\"") else {
            while position < bytes.count - 1, bytes[position] != UInt8(ascii: ",") {
                if bytes[position] == UInt8(ascii: "{") { return nil }
                out.append(bytes[position])
                position += 1
            }
            let text = String(decoding: out, as: UTF8.self)
            return out.isEmpty ? nil : .some(text == "NULL" ? nil : text)
        }
        position += 1
        while position < bytes.count - 1 {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return .some(String(decoding: out, as: UTF8.self))
            case UInt8(ascii: "\\"):
                position += 1
                out.append(bytes[position])
            default:
                out.append(bytes[position])
            }
            position += 1
        }
        return nil
    }
}
