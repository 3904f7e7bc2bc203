import Foundation

/// A Swift file with code, comments and the text of literals told apart.
public struct SwiftSource: Sendable {
    /// A string literal as it is written.
    public struct Literal: Sendable {
        public enum Part: Sendable, Equatable {
            case text(String)
            /// The code between `\(` and `)`.
            case interpolation(String)
        }

        /// Where its first quote stands in ``SwiftSource/code``.
        public let offset: Int
        public let parts: [Part]

        /// The text, each interpolation being left out.
        public var plain: String {
            parts.map { part in if case .text(let text) = part { text } else { "" } }.joined()
        }
    }

    public let path: String
    /// As long as the file; comments and literals' text are blank, interpolated code stays.
    public let code: [UInt8]
    /// As long as the file; everything but the comments is blank.
    public let comments: [UInt8]
    public let literals: [Literal]
    private let newlines: [Int]

    public init(_ file: SourceFile) {
        var reader = SwiftReader(file.text)
        reader.readCode(untilClosing: false)
        path = file.path
        code = reader.code
        comments = reader.comments
        literals = reader.literals.sorted { $0.offset < $1.offset }
        newlines = code.indices.filter { reader.code[$0] == UInt8(ascii: "\n") }
    }

    public init(path: String = "Sources/Sample.swift", _ text: String) {
        self.init(SourceFile(path: path, text: text))
    }

    public var codeLines: [String] { Self.lines(of: code) }
    public var commentLines: [String] { Self.lines(of: comments) }

    private static func lines(of bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Where a text occurs in the code; a name only where it stands alone.
    public func offsets(of text: String) -> [Int] {
        let needle = Array(text.utf8)
        var found: [Int] = []
        var from = 0
        while let at = code.firstOffset(of: needle, from: from) {
            from = at + 1
            let before = at == 0 || !needle[0].isNamePart || !code[at - 1].isNamePart
            let end = at + needle.count
            let after = end == code.count || !needle[needle.count - 1].isNamePart || !code[end].isNamePart
            if before, after { found.append(at) }
        }
        return found
    }

    /// The line of an offset, counted from 1.
    public func line(at offset: Int) -> Int {
        var (low, high) = (0, newlines.count)
        while low < high {
            let middle = (low + high) / 2
            if newlines[middle] < offset { low = middle + 1 } else { high = middle }
        }
        return low + 1
    }

    /// The code between two offsets.
    public func text(_ range: Range<Int>) -> String {
        String(decoding: code[range], as: UTF8.self)
    }

    /// The offset of the bracket that closes the one at `opening`; the end of the file where none does.
    public func closing(_ opening: Int) -> Int {
        var depth = 0
        for offset in opening..<code.count {
            switch code[offset] {
            case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return offset }
            default: break
            }
        }
        return code.count
    }

    /// The offset of the bracket that opens what is closed at `closing`; -1 where none does.
    public func opening(_ closing: Int) -> Int {
        var depth = 0
        for offset in stride(from: closing, through: 0, by: -1) {
            switch code[offset] {
            case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): depth += 1
            case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["):
                depth -= 1
                if depth == 0 { return offset }
            default: break
            }
        }
        return -1
    }
}

extension UInt8 {
    public var isNamePart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }

    public var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\t") }
}

extension [UInt8] {
    func firstOffset(of needle: [UInt8], from: Int) -> Int? {
        withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let first = needle.first else { return nil }
            var at = from
            while at + needle.count <= count {
                guard let found = memchr(base + at, Int32(first), count - needle.count + 1 - at) else { return nil }
                if memcmp(found, needle, needle.count) == 0 { return UnsafeRawPointer(found) - base }
                at = UnsafeRawPointer(found) - base + 1
            }
            return nil
        }
    }
}
