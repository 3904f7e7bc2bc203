/// Everything that is wrong with a file, so that it can be put right in one go.
public struct FileProblems: Error, Equatable, Sendable, CustomStringConvertible {
    public struct Problem: Equatable, Sendable {
        /// Counted from 1.
        public let line: Int
        /// For example `tracks[1].populationFrom`; empty where the whole file is meant.
        public let path: String
        /// German: what is wrong and what to do.
        public let message: String

        public init(line: Int, path: String, message: String) {
            self.line = line
            self.path = path
            self.message = message
        }

        /// `tracks[1].populationFrom: …`, without the line.
        public var sentence: String { path.isEmpty ? message : "\(path): \(message)" }
    }

    /// The file's name without its folders.
    public let file: String
    /// In the order of the lines; never empty.
    public let problems: [Problem]

    public init(file: String, problems: [Problem]) {
        self.file = file
        self.problems = problems
    }

    /// One a problem: `hdfh-2019.yaml:12: tracks[1].populationFrom: …`.
    public var lines: [String] {
        problems.map { "\(file):\($0.line): \($0.sentence)" }
    }

    public var description: String { lines.joined(separator: "\n") }
}

/// What reading one file has met so far: its problems, and the line of every path.
final class FileReading {
    private var problems: [FileProblems.Problem] = []
    private var lines: [String: Int] = [:]
    /// What stands in the tree for keys that occur once more in the same mapping.
    var repeatedKeys: [String: String] = [:]

    var isClean: Bool { problems.isEmpty }

    func add(_ path: String, line: Int, _ message: String) {
        problems.append(FileProblems.Problem(line: line, path: path, message: message))
    }

    /// A problem found after reading; its line is that of the nearest path that stands in the file.
    func add(_ path: String, _ message: String) {
        var place = path
        while lines[place] == nil, let cut = place.lastIndex(where: { $0 == "." || $0 == "[" }) {
            place = String(place[..<cut])
        }
        add(path, line: lines[place] ?? 1, message)
    }

    func place(_ path: String, at line: Int) {
        lines[path] = line
    }

    /// - Throws: ``FileProblems`` where there is one.
    func finish(_ file: String) throws(FileProblems) {
        guard !problems.isEmpty else { return }
        let sorted = problems.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
        throw FileProblems(file: file, problems: sorted.map(\.element))
    }
}
