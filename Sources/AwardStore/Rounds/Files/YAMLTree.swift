import Yams

/// Text to YAML nodes, with a limit on everything that could make the parser or its reader run away.
enum YAMLTree {
    static let maximumBytes = 1_000_000
    private static let maximumDepth = 60
    private static let maximumRepeatedKeys = 100

    /// Reads a file with a body that answers nil only where it met a problem.
    /// - Throws: ``FileProblems`` with everything the reading met.
    static func read<Value>(
        _ text: String, name: String, _ body: (NodeReader) -> Value?
    ) throws(FileProblems) -> Value {
        let reading = FileReading()
        let value = root(of: text, reading: reading).flatMap { body(NodeReader($0, path: "", reading: reading)) }
        try reading.finish(name)
        guard let value else { preconditionFailure("a file without problems reads as no value") }
        return value
    }

    /// nil where the text is no YAML; why is in the reading's problems.
    private static func root(of text: String, reading: FileReading) -> Node? {
        guard text.utf8.count <= maximumBytes else {
            reading.add("", line: 1, "Die Datei ist größer als 1 MB. Bitte kürzen Sie sie.")
            return nil
        }
        let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        guard isShallow(text, reading: reading) else { return nil }
        return composed(text, reading: reading)
    }

    /// The parser refuses repeated keys at the first one. Each is renamed to a mark of the same length and the text read
    /// again, so that lines and columns stay what they are and everything else can still be checked.
    private static func composed(_ text: String, reading: FileReading) -> Node? {
        var text = text
        do {
            for number in 0...maximumRepeatedKeys {
                do {
                    guard let root = try Yams.compose(yaml: text) else {
                        reading.add("", line: 1, "Die Datei ist leer.")
                        return nil
                    }
                    return root
                } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                    let mark = String(Character(UnicodeScalar(0xE000 + UInt32(number)) ?? "\u{E000}"))
                    guard let key = keys.first, let renamed = text.renaming(key, to: mark, line: context.mark.line, column: context.mark.column)
                    else {
                        reading.add(keys.first ?? "", line: context.mark.line, "Dieser Schlüssel kommt in derselben Gruppe mehrfach vor. Bitte nennen Sie ihn nur einmal.")
                        return nil
                    }
                    reading.repeatedKeys[String(repeating: mark, count: key.unicodeScalars.count)] = key
                    text = renamed
                }
            }
            reading.add("", line: 1, "Mehr als \(maximumRepeatedKeys) Schlüssel kommen mehrfach vor. Bitte prüfen Sie die Datei.")
        } catch {
            let (line, message) = explain(error)
            reading.add("", line: line, message)
        }
        return nil
    }

    private static func explain(_ error: any Error) -> (line: Int, message: String) {
        let sentence = "Ab hier ist die Datei kein gültiges YAML. Bitte prüfen Sie Einrückung, Anführungszeichen und Klammern"
        switch error as? YamlError {
        case .scanner(let context, _, let mark, let yaml), .parser(let context, _, let mark, let yaml), .composer(let context, _, let mark, let yaml):
            // What is missing at the end of the text is noticed on the line after it.
            let line = min(mark.line, yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count)
            guard let began = context?.mark.line, began < line else { return (line, sentence + ".") }
            return (line, sentence + ", auch in Zeile \(began).")
        case .reader(_, let offset, _, let yaml):
            let before = yaml.prefix(offset ?? 0)
            return (before.count(where: \.isNewline) + 1, "Die Datei enthält ein unerlaubtes Steuerzeichen. Bitte löschen Sie es.")
        default:
            return (1, sentence + ".")
        }
    }

    /// Nesting and anchors are refused by the look of the text: the parser recurses, and a few anchors that repeat each
    /// other unfold to billions of nodes.
    private static func isShallow(_ text: String, reading: FileReading) -> Bool {
        var depth = 0
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            depth += line.count { $0 == "[" || $0 == "{" } - line.count { $0 == "]" || $0 == "}" }
            depth = max(0, depth)
            let opening = line.prefix { " -?:[{".contains($0) }.count
            if depth > maximumDepth || opening > maximumDepth {
                reading.add("", line: index + 1, "Die Angaben sind zu tief verschachtelt oder zu weit eingerückt. Bitte prüfen Sie Klammern und Einrückung.")
                return false
            }
            if line.firstMatch(of: anchor) != nil {
                reading.add("", line: index + 1, "Anker (&name) sind hier nicht möglich. Schreiben Sie den Wert bitte aus; ein „&“ im Text braucht danach ein Leerzeichen.")
                return false
            }
        }
        return true
    }

    private static var anchor: Regex<Substring> { /(?:^|[\s\[{,])&[^\s]/ }
}

extension String {
    /// The text with one key replaced by as many marks as it has characters; nil where it does not stand there plainly.
    fileprivate func renaming(_ key: String, to mark: String, line: Int, column: Int) -> String? {
        let scalars = unicodeScalars
        var position = scalars.startIndex
        var current = 1
        while current < line, position < scalars.endIndex {
            let scalar = scalars[position]
            position = scalars.index(after: position)
            guard lineBreaks.contains(scalar) else { continue }
            if scalar == "\r", position < scalars.endIndex, scalars[position] == "\n" { position = scalars.index(after: position) }
            current += 1
        }
        guard var start = scalars.index(position, offsetBy: column - 1, limitedBy: scalars.endIndex), start < scalars.endIndex else { return nil }
        if scalars[start] == "\"" || scalars[start] == "'" { start = scalars.index(after: start) }
        let length = key.unicodeScalars.count
        guard length > 0, let end = scalars.index(start, offsetBy: length, limitedBy: scalars.endIndex),
            scalars[start..<end].elementsEqual(key.unicodeScalars)
        else { return nil }
        return String(self[..<start]) + String(repeating: mark, count: length) + String(self[end...])
    }
}

/// Line ends as YAML 1.1 counts them.
private let lineBreaks: Set<Unicode.Scalar> = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]
