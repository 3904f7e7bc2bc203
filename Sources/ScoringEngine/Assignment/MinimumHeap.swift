/// A binary heap of keys and node numbers; equal keys leave in the order of the numbers, so that nothing hangs on the order they came in.
struct MinimumHeap<Key: Comparable> {
    private var items: [(key: Key, node: Int32)] = []

    var isEmpty: Bool { items.isEmpty }

    mutating func removeAll() {
        items.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    private static func precedes(_ left: (key: Key, node: Int32), _ right: (key: Key, node: Int32)) -> Bool {
        left.key < right.key || (left.key == right.key && left.node < right.node)
    }

    mutating func push(_ key: Key, _ node: Int) {
        let item = (key: key, node: Int32(truncatingIfNeeded: node))
        items.append(item)
        items.withUnsafeMutableBufferPointer { items in
            var hole = items.count - 1
            while hole > 0 {
                let parent = (hole - 1) / 2
                guard Self.precedes(item, items[parent]) else { break }
                items[hole] = items[parent]
                hole = parent
            }
            items[hole] = item
        }
    }

    mutating func pop() -> (key: Key, node: Int)? {
        guard let first = items.first else { return nil }
        let last = items.removeLast()
        items.withUnsafeMutableBufferPointer { items in
            guard !items.isEmpty else { return }
            var hole = 0
            while true {
                var child = 2 * hole + 1
                guard child < items.count else { break }
                if child + 1 < items.count, Self.precedes(items[child + 1], items[child]) { child += 1 }
                guard Self.precedes(items[child], last) else { break }
                items[hole] = items[child]
                hole = child
            }
            items[hole] = last
        }
        return (first.key, Int(first.node))
    }
}
