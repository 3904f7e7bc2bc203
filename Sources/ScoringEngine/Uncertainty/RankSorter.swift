/// Ranks values, highest first, equal ones sharing the rank; made for ten thousand values a thousand times.
///
/// Each value becomes a whole number of 22 bits, highest value first, which two counting passes sort; the few that share a number are
/// put in order by their exact values.
struct RankSorter {
    private let count: Int
    /// Number and index of a value in one word, and a second array to sort into.
    private var words: [UInt64]
    private var other: [UInt64]
    private var places: [Int]

    init(count: Int) {
        self.count = count
        words = [UInt64](repeating: 0, count: count)
        other = words
        places = [Int](repeating: 0, count: 1 << Self.digit)
    }

    private static let digit = 11
    /// So few are sorted by their exact values at once: counting passes would look at many more empty places.
    private static let few = 64

    /// Gives the ranks from 1: `body(index, rank)`.
    ///
    /// - Precondition: `count` finite values.
    mutating func rank(_ values: UnsafePointer<Double>, _ body: (Int, UInt32) -> Void) {
        guard count > 0 else { return }
        var (lowest, highest) = (values[0], values[0])
        for index in 1..<max(1, count) {
            lowest = min(lowest, values[index])
            highest = max(highest, values[index])
        }
        let top = Double((1 << (2 * Self.digit)) - 1)
        let isFew = count <= Self.few
        let scale = highest > lowest && !isFew ? top / (highest - lowest) : 0
        words.withUnsafeMutableBufferPointer { words in
            other.withUnsafeMutableBufferPointer { other in
                places.withUnsafeMutableBufferPointer { places in
                    for index in 0..<count {
                        let number = UInt64(min(top, (highest - values[index]) * scale))
                        words[index] = number << 32 | UInt64(index)
                    }
                    if !isFew {
                        Self.pass(words, other, places, shift: 32)
                        Self.pass(other, words, places, shift: 32 + UInt64(Self.digit))
                    }
                    Self.settle(words, values)
                    var rank: UInt32 = 1
                    for place in 0..<count {
                        let index = Int(words[place] & 0xffff_ffff)
                        if place > 0, values[index] < values[Int(words[place - 1] & 0xffff_ffff)] { rank = UInt32(place + 1) }
                        body(index, rank)
                    }
                }
            }
        }
    }

    private static func pass(
        _ from: UnsafeMutableBufferPointer<UInt64>, _ to: UnsafeMutableBufferPointer<UInt64>,
        _ places: UnsafeMutableBufferPointer<Int>, shift: UInt64
    ) {
        let mask = UInt64(1 << digit) - 1
        places.update(repeating: 0)
        for word in from { places[Int(word >> shift & mask)] += 1 }
        var sum = 0
        for place in places.indices {
            let size = places[place]
            places[place] = sum
            sum += size
        }
        for word in from {
            let place = Int(word >> shift & mask)
            to[places[place]] = word
            places[place] += 1
        }
    }

    /// Puts runs of one number in order of their exact values.
    private static func settle(_ words: UnsafeMutableBufferPointer<UInt64>, _ values: UnsafePointer<Double>) {
        var start = 0
        while start < words.count {
            var end = start + 1
            while end < words.count, words[end] >> 32 == words[start] >> 32 { end += 1 }
            if end - start > 1 {
                var run = UnsafeMutableBufferPointer(rebasing: words[start..<end])
                run.sort { left, right in
                    values[Int(left & 0xffff_ffff)] > values[Int(right & 0xffff_ffff)]
                }
            }
            start = end
        }
    }
}
