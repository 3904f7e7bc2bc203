import Foundation
import SwiftCSV

/// A register file as lines of text.
enum RegisterText {
    static func lines(of bytes: [UInt8]) -> [Substring] {
        var text = String(validating: bytes, as: UTF8.self) ?? String(bytes: bytes, encoding: .windowsCP1252) ?? latin1(bytes)
        if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
        return lines
    }

    private static func latin1(_ bytes: [UInt8]) -> String {
        var text = ""
        for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
        return text
    }

    /// The fields of one line, so that a broken one can be named by its number; nil for broken quotation marks.
    static func fields(_ line: Substring, delimiter: Character) -> [String]? {
        let csv = try? EnumeratedCSV(string: line + "\n", delimiter: .character(delimiter), loadColumns: false)
        return csv?.header
    }
}
