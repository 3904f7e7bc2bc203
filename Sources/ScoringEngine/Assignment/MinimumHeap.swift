/// A binary heap of keys and node numbers; equal keys leave in the order of the numbers, so that nothing hangs on the order they came in.
///
/// Its items lie in plain memory that grows, because it is the innermost loop of every search.
final class MinimumHeap<Key: Comparable> {
    private typealias Item = (key: Key, node: Int32)

    private var items: UnsafeMutablePointer<Item>
    private var capacity: Int
    private var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        items = UnsafeMutablePointer<Item>.allocate(capacity: capacity)
    }

    deinit {
        items.deallocate()
    }

    func removeAll() {
        count = 0
    }

    @inline(__always)
    private func precedes(_ left: Item, _ right: Item) -> Bool {
        left.key < right.key || (left.key == right.key && left.node < right.node)
    }

    func push(_ key: Key, _ node: Int) {
        if count == capacity { grow() }
        let items = items
        let item = (key: key, node: Int32(truncatingIfNeeded: node))
        var hole = count
        count += 1
        while hole > 0 {
            let parent = (hole - 1) / 2
            guard precedes(item, items[parent]) else { break }
            items[hole] = items[parent]
            hole = parent
        }
        items[hole] = item
    }

    func pop() -> (key: Key, node: Int)? {
        guard count > 0 else { return nil }
        let items = items
        let first = items[0]
        let end = count - 1
        count = end
        let last = items[end]
        var hole = 0
        while true {
            var child = 2 * hole + 1
            guard child < end else { break }
            if child + 1 < end, precedes(items[child + 1], items[child]) { child += 1 }
            guard precedes(items[child], last) else { break }
            items[hole] = items[child]
            hole = child
        }
        items[hole] = last
        return (first.key, Int(first.node))
    }

    private func grow() {
        let larger = UnsafeMutablePointer<Item>.allocate(capacity: 2 * capacity)
        larger.moveInitialize(from: items, count: count)
        items.deallocate()
        items = larger
        capacity *= 2
    }
}
