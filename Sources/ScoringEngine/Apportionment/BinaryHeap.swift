/// The first of many elements in an order, again and again.
struct BinaryHeap<Element> {
    private var elements: [Element]
    private let precedes: (Element, Element) -> Bool

    init(_ elements: [Element], precedes: @escaping (Element, Element) -> Bool) {
        self.elements = elements
        self.precedes = precedes
        for index in (0..<elements.count / 2).reversed() { sink(index) }
    }

    var first: Element? { elements.first }

    /// - Precondition: not empty.
    mutating func replaceFirst(with element: Element) {
        elements[0] = element
        sink(0)
    }

    /// - Precondition: not empty.
    mutating func removeFirst() {
        elements.swapAt(0, elements.count - 1)
        elements.removeLast()
        sink(0)
    }

    private mutating func sink(_ start: Int) {
        var parent = start
        while true {
            var child = 2 * parent + 1
            guard child < elements.count else { return }
            if child + 1 < elements.count, precedes(elements[child + 1], elements[child]) { child += 1 }
            guard precedes(elements[child], elements[parent]) else { return }
            elements.swapAt(child, parent)
            parent = child
        }
    }
}
