import Foundation

/// A text file of the repository.
public struct SourceFile: Sendable {
    /// From the repository's root, with slashes.
    public let path: String
    public let text: String

    public init(path: String, text: String) {
        self.path = path
        self.text = text
    }

    public var name: String { String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]) }

    public var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
}

/// The repository these tests were compiled from, read once.
public enum SourceTree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Everything that is text and kept in the repository, sorted by path.
    public static let files: [SourceFile] = read().sorted { $0.path < $1.path }

    /// Every Swift file, told apart into code, comments and literals.
    public static let swift: [SwiftSource] = files.filter { $0.path.hasSuffix(".swift") }.map(SwiftSource.init)

    public static func files(in folder: String, ending: String) -> [SourceFile] {
        files.filter { $0.path.hasPrefix(folder + "/") && $0.path.hasSuffix(ending) }
    }

    public static func swift(in folder: String) -> [SwiftSource] {
        swift.filter { $0.path.hasPrefix(folder + "/") }
    }

    private static func read() -> [SourceFile] {
        let base = root.path(percentEncoded: false)
        guard let names = FileManager.default.enumerator(atPath: base) else { return [] }
        var files: [SourceFile] = []
        for case let path as String in names {
            if isMadeByTools(path) {
                names.skipDescendants()
            } else if let bytes = FileManager.default.contents(atPath: base + "/" + path), let text = String(validating: bytes, as: UTF8.self) {
                files.append(SourceFile(path: path, text: text))
            }
        }
        return files
    }

    /// What `.gitignore` names, and git's own.
    private static func isMadeByTools(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        return name.hasPrefix(".build") || [".git", ".lorbeer", ".venv", "__pycache__", "Package.resolved"].contains(name)
    }
}
