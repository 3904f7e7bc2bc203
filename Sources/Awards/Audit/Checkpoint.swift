public import Foundation

/// How far the record goes and what it holds, in four lines: C2SP tlog-checkpoint.
public struct Checkpoint: Equatable, Sendable {
    public let origin: String
    /// The number of events.
    public let size: Int
    /// Of the Merkle tree over them.
    public let root: RecordHash

    public init(origin: String, size: Int, root: RecordHash) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// What is signed: origin, size, root, each with a line feed.
    var text: String {
        "\(origin)\n\(size)\n\(Data(root.bytes).base64EncodedString())\n"
    }

    /// The checkpoint as a signed note.
    public static func note(size: Int, root: RecordHash, by signer: RecordSigner) -> String {
        let text = Checkpoint(origin: signer.key.name, size: size, root: root).text
        let signature = Data(signer.key.id + signer.signature(of: Array(text.utf8)))
        return "\(text)\n\u{2014} \(signer.key.name) \(signature.base64EncodedString())\n"
    }

    /// Why a note is no checkpoint of a key.
    public enum Problem: Error, Equatable, Sendable {
        /// Not four lines, a size that is no number, or a root of another length.
        case unreadable
        /// No signature of the key is among its lines.
        case otherKey
        case badSignature
    }

    /// - Throws: ``Problem``.
    public init(note: String, key: RecordKey) throws(Problem) {
        let parts = note.components(separatedBy: "\n\n")
        guard parts.count == 2, parts[1].hasSuffix("\n") else { throw .unreadable }
        let lines = parts[0].components(separatedBy: "\n")
        guard lines.count >= 3, lines.allSatisfy({ !$0.isEmpty }), let size = Int(lines[1]), String(size) == lines[1], size > 0,
            let root = Data(base64Encoded: lines[2]).flatMap({ RecordHash([UInt8]($0)) }),
            lines[2] == Data(root.bytes).base64EncodedString()
        else { throw .unreadable }
        guard lines[0] == key.name else { throw .otherKey }
        let message = Array((parts[0] + "\n").utf8)
        let signatures = try parts[1].dropLast().components(separatedBy: "\n").map { (line) throws(Problem) in try Self.signature(line) }
        let own = signatures.filter { $0.name == key.name && $0.bytes.prefix(4).elementsEqual(key.id) }
        guard !own.isEmpty else { throw .otherKey }
        guard own.allSatisfy({ key.accepts(Array($0.bytes.dropFirst(4)), of: message) }) else { throw .badSignature }
        self.init(origin: lines[0], size: size, root: root)
    }

    private static func signature(_ line: String) throws(Problem) -> (name: String, bytes: [UInt8]) {
        let words = line.components(separatedBy: " ")
        guard words.count == 3, words[0] == "\u{2014}", !words[1].isEmpty, let data = Data(base64Encoded: words[2]), data.count > 4 else {
            throw .unreadable
        }
        return (words[1], [UInt8](data))
    }
}
