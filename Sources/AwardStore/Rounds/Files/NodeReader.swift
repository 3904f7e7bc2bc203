import ScoringEngine
import Yams

/// One node of a file, with its path. Every method answers with a value even where the node is wrong; what is wrong goes
/// to the reading, which throws it all at the end.
struct NodeReader {
    let node: Node
    let path: String
    let reading: FileReading

    init(_ node: Node, path: String, reading: FileReading) {
        self.node = node
        self.path = path
        self.reading = reading
        reading.place(path, at: node.mark?.line ?? 1)
    }

    var line: Int { node.mark?.line ?? 1 }

    var isScalar: Bool {
        if case .scalar = node { true } else { false }
    }

    func problem(_ message: String) {
        reading.add(path, line: line, message)
    }

    /// The elements of a list.
    func list() -> [NodeReader] {
        guard case .sequence(let nodes) = node else {
            problem("Hier muss eine Liste stehen, zum Beispiel [a, b], nicht \(kind).")
            return []
        }
        return nodes.enumerated().map { NodeReader($1, path: "\(path)[\($0)]", reading: reading) }
    }

    /// A group of known keys; any other key is a problem.
    func group(_ known: [String]) -> GroupReader {
        guard let pairs = pairs() else { return GroupReader(reader: self, values: [:], isReadable: false) }
        var values: [String: NodeReader] = [:]
        for pair in pairs {
            let place = path.isEmpty ? pair.key : "\(path).\(pair.key)"
            guard known.contains(pair.key) else {
                reading.add(place, line: pair.line, unknown(pair.key, known: known))
                continue
            }
            values[pair.key] = NodeReader(pair.node, path: place, reading: reading)
        }
        return GroupReader(reader: self, values: values, isReadable: true)
    }

    /// A mapping whose keys are data, in the file's order.
    func entries() -> [(key: String, value: NodeReader)] {
        (pairs() ?? []).map { ($0.key, NodeReader($0.node, path: "\(path).\($0.key)", reading: reading)) }
    }

    private func pairs() -> [(key: String, line: Int, node: Node)]? {
        guard case .mapping(let mapping) = node else {
            problem("Hier muss eine Gruppe von Schlüsseln stehen (schlüssel: wert), nicht \(kind).")
            return nil
        }
        var pairs: [(key: String, line: Int, node: Node)] = []
        var renamed: [String: Int] = [:]
        for (key, value) in mapping {
            let line = key.mark?.line ?? self.line
            guard case .scalar(let scalar) = key else {
                reading.add(path, line: line, "Ein Schlüssel muss ein einfacher Text sein.")
                continue
            }
            if let original = reading.repeatedKeys[scalar.string] {
                renamed[original] = min(line, renamed[original] ?? line)
                continue
            }
            if let first = renamed[scalar.string] {
                let place = path.isEmpty ? scalar.string : "\(path).\(scalar.string)"
                reading.add(place, line: line, "Der Schlüssel „\(scalar.string)“ steht schon in Zeile \(first). Bitte löschen Sie eine der beiden Angaben.")
            }
            pairs.append((scalar.string, line, value))
        }
        return pairs
    }

    private func unknown(_ key: String, known: [String]) -> String {
        let hint = key.nearest(in: known).map { "Meinten Sie „\($0)“?" } ?? "Bitte löschen Sie ihn."
        return "Den Schlüssel „\(key)“ gibt es hier nicht. \(hint) Möglich sind: \(known.joined(separator: ", "))."
    }

    /// What the node is, after "nicht".
    var kind: String {
        switch node {
        case .scalar(let scalar): scalar.string.isEmpty ? "nichts" : "der Wert „\(scalar.string.prefix(40))“"
        case .mapping: "eine Gruppe von Schlüsseln"
        case .sequence: "eine Liste"
        case .alias: "ein Verweis"
        }
    }
}

/// The keys of a group that stand in the file.
struct GroupReader {
    let reader: NodeReader
    let values: [String: NodeReader]
    /// False where the node is no group at all, which is a problem already.
    let isReadable: Bool

    /// nil, and a problem, where the key is missing.
    func required(_ key: String) -> NodeReader? {
        if let value = values[key] { return value }
        if isReadable {
            let path = reader.path.isEmpty ? key : "\(reader.path).\(key)"
            reader.reading.add(path, line: reader.line, "Der Schlüssel „\(key)“ fehlt. Bitte ergänzen Sie ihn.")
        }
        return nil
    }

    subscript(_ key: String) -> NodeReader? { values[key] }

    func text(_ key: String) -> String { required(key)?.text() ?? "" }
    func textIfGiven(_ key: String) -> String? { values[key]?.text() }
    func integer(_ key: String, in range: ClosedRange<Int>) -> Int { required(key)?.integer(in: range) ?? range.lowerBound }
    func integerIfGiven(_ key: String, in range: ClosedRange<Int>) -> Int? { values[key]?.integer(in: range) }
    func flag(_ key: String) -> Bool { required(key)?.flag() ?? false }
    func decimal(_ key: String) -> FixedPoint { required(key)?.decimal() ?? FixedPoint(micros: 0) }
    func cents(_ key: String) -> Int { required(key)?.cents() ?? 0 }
    func list(_ key: String) -> [NodeReader] { required(key)?.list() ?? [] }
    func listIfGiven(_ key: String) -> [NodeReader] { values[key]?.list() ?? [] }
}

extension String {
    /// The word of the list that this one is most likely a slip of; nil where none is close.
    func nearest(in words: [String]) -> String? {
        let limit = count <= 3 ? 1 : max(2, count / 3)
        let close = words.map { ($0, distance(to: $0)) }.filter { $0.1 <= limit }
        return close.min { $0.1 < $1.1 }?.0
    }

    /// Levenshtein's distance, without regard to case.
    private func distance(to other: String) -> Int {
        let left = Array(lowercased().prefix(60))
        let right = Array(other.lowercased())
        var row = Array(0...right.count)
        for (index, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let cost = diagonal + (character == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = Swift.min(cost, row[column + 1] + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
