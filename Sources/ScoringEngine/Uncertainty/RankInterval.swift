/// The interval of one entry's ranks, from its ranks in all draws.
///
/// Trims ranks off both ends, always the end whose tail stays the smaller, as long as the probability left outside comes nearer to
/// 1 − level.
///
/// Ranks come in lumps. An interval that must hold at least `level` of the draws holds more than that on average, and a jury is
/// told less than it knows; one that holds as nearly `level` as lumps allow covers the true rank as often as it says.
///
/// - Precondition: `ranks` of all draws, in rising order, at least one.
func rankInterval(_ ranks: UnsafeBufferPointer<UInt32>, level: Double) -> ClosedRange<Int> {
    let target = 2 * (1 - level) * Double(ranks.count)
    var (first, end) = (0, ranks.count)
    while true {
        var next = first
        while next < end, ranks[next] == ranks[first] { next += 1 }
        var last = end
        while last > first, ranks[last - 1] == ranks[end - 1] { last -= 1 }
        guard next < end else { break }
        let (newFirst, newEnd) = next < ranks.count - last ? (next, end) : (first, last)
        let outside = first + ranks.count - end
        let newOutside = newFirst + ranks.count - newEnd
        guard Double(outside + newOutside) < target else { break }
        (first, end) = (newFirst, newEnd)
    }
    return Int(ranks[first])...Int(ranks[end - 1])
}

/// Sorts whole numbers up to `largest` by counting passes over their bytes.
func sortByBytes(_ values: UnsafeMutableBufferPointer<UInt32>, scratch: UnsafeMutableBufferPointer<UInt32>, largest: Int) {
    var (from, to) = (values, scratch)
    var shift: UInt32 = 0
    while largest >> Int(shift) > 0 || shift % 16 != 0 {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { places in
            places.initialize(repeating: 0)
            for value in from { places[Int(value >> shift & 0xff)] += 1 }
            var sum = 0
            for place in 0..<256 {
                let size = places[place]
                places[place] = sum
                sum += size
            }
            for value in from {
                let place = Int(value >> shift & 0xff)
                to[places[place]] = value
                places[place] += 1
            }
        }
        swap(&from, &to)
        shift += 8
    }
}
