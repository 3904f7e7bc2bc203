extension SeededGenerator {
    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next().multipliedFullWidth(by: UInt64(range.count)).high)
    }

    mutating func coin() -> Bool {
        next() >> 63 == 1
    }

    /// - Precondition: not empty.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[number(0...elements.count - 1)]
    }

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var shuffled = elements
        for place in stride(from: elements.count - 1, to: 0, by: -1) { shuffled.swapAt(place, number(0...place)) }
        return shuffled
    }
}
