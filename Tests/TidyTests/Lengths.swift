import SourceReading

/// Sizes that still fit a reader's head.
enum Lengths {
    static let linesPerFile = 400
    static let linesPerFunction = 60
    /// Without the text of literals and comments: a German sentence stays in one piece.
    static let charactersPerLine = 180

    static func violations(in source: SwiftSource) -> [String] {
        let lines = source.codeLines
        var found: [String] = []
        let count = lines.last == "" ? lines.count - 1 : lines.count
        if count > linesPerFile { found.append("\(source.path) has \(count) lines") }
        for function in source.functions where function.lineCount > linesPerFunction {
            found.append("\(source.path):\(function.line) \(function.name) has \(function.lineCount) lines")
        }
        for (index, line) in lines.enumerated() {
            let length = width(line)
            if length > charactersPerLine { found.append("\(source.path):\(index + 1) has \(length) characters of code") }
        }
        return found
    }

    /// The length of a line in which each blanked text counts as one blank.
    private static func width(_ line: String) -> Int {
        guard line.utf8.count > charactersPerLine else { return 0 }
        let words = line.split(separator: " ")
        guard !words.isEmpty else { return 0 }
        return line.prefix { $0 == " " }.count + words.reduce(-1) { $0 + $1.count + 1 }
    }
}
