/// The Merkle tree of RFC 6962, section 2.1: leaves are hashed with 0x00 before them, nodes with 0x01.
public struct MerkleTree: Sendable {
    /// From the leaves up; a node without a neighbour moves up as it is.
    private let levels: [[RecordHash]]

    public var size: Int { levels[0].count }

    /// - Parameter leaves: by ``leaf(_:)``.
    public init(leaves: [RecordHash]) {
        var levels = [leaves]
        while let last = levels.last, last.count > 1 {
            levels.append(
                stride(from: 0, to: last.count, by: 2).map { index in
                    index + 1 < last.count ? Self.node(last[index], last[index + 1]) : last[index]
                }
            )
        }
        self.levels = levels
    }

    /// The tree over events, whose leaves are their hashes in the chain.
    public init(events: [RecordHash]) {
        self.init(leaves: events.map { Self.leaf($0.bytes) })
    }

    public static func leaf(_ data: [UInt8]) -> RecordHash {
        RecordHash(of: [0x00] + data)
    }

    static func node(_ left: RecordHash, _ right: RecordHash) -> RecordHash {
        RecordHash(of: [0x01] + left.bytes + right.bytes)
    }

    /// Of the empty tree the hash of nothing.
    public var root: RecordHash {
        levels.last?.first ?? RecordHash(of: [])
    }

    /// The siblings on the way from a leaf to the root (section 2.1.1).
    /// - Parameter index: from 0.
    public func path(to index: Int) -> [RecordHash] {
        precondition(index >= 0 && index < size, "the leaf is in the tree")
        return levels.enumerated().compactMap { height, level in
            let sibling = (index >> height) ^ 1
            return sibling < level.count && level.count > 1 ? level[sibling] : nil
        }
    }

    /// The root that follows from a leaf and its path; nil where the path has not the length it must have (RFC 9162,
    /// section 2.1.3.2).
    public static func root(leaf: RecordHash, index: Int, size: Int, path: [RecordHash]) -> RecordHash? {
        guard index >= 0, index < size else { return nil }
        var (place, last, hash) = (index, size - 1, leaf)
        for sibling in path {
            guard last > 0 else { return nil }
            if place & 1 == 1 || place == last {
                hash = node(sibling, hash)
                while place & 1 == 0, place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                hash = node(hash, sibling)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 ? hash : nil
    }
}
