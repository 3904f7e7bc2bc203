/// The roots of a growing tree, asked for in ascending sizes: one pass over the events, however many are asked for.
public struct MerkleRoots {
    private let events: [RecordHash]
    private var size = 0
    /// The roots of the full subtrees, the largest first.
    private var edge: [RecordHash] = []

    /// - Parameter events: their hashes in the chain.
    public init(of events: [RecordHash]) {
        self.events = events
    }

    /// - Parameter wanted: from 1, not less than at the call before, and not more than there are events.
    public mutating func root(of wanted: Int) -> RecordHash {
        precondition(wanted > 0 && wanted >= size && wanted <= events.count, "sizes ascend")
        while size < wanted {
            var node = MerkleTree.leaf(events[size].bytes)
            var rest = size
            while rest & 1 == 1, let left = edge.popLast() {
                node = MerkleTree.node(left, node)
                rest >>= 1
            }
            edge.append(node)
            size += 1
        }
        var nodes = edge.reversed().makeIterator()
        var root = nodes.next() ?? RecordHash(of: [])
        while let left = nodes.next() { root = MerkleTree.node(left, root) }
        return root
    }
}
