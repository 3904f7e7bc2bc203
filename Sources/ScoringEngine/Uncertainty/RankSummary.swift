/// For each entry of a jury its interval of ranks and its probabilities.
struct RankSummary: Sendable {
    let interval: ClosedRange<Int>
    /// For each boundary asked for: the part of the draws in which the entry's rank is within it.
    let within: [Double]

    private static let entriesTogether = 64

    init(interval: ClosedRange<Int>, within: [Double]) {
        self.interval = interval
        self.within = within
    }

    /// By entry.
    static func all(_ jury: JuryDraws, level: Double, boundaries: [Int]) -> [RankSummary] {
        let (entries, draws) = (jury.entryCount, jury.count)
        var ranks = [UInt32](repeating: 1, count: entries * draws)
        return ranks.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return [] }
            // Each draw and each entry writes its own numbers.
            nonisolated(unsafe) let rows = base
            jury.forEach(centred: false) { draw, effects in
                var sorter = RankSorter(count: entries)
                sorter.rank(effects) { rows[$0 * draws + draw] = $1 }
            }
            return Parts.map((entries + entriesTogether - 1) / entriesTogether) { part in
                withUnsafeTemporaryAllocation(of: UInt32.self, capacity: draws) { scratch in
                    (part * entriesTogether..<min(entries, (part + 1) * entriesTogether)).map { entry in
                        let own = UnsafeMutableBufferPointer(start: rows + entry * draws, count: draws)
                        sortByBytes(own, scratch: scratch, largest: entries)
                        return RankSummary(UnsafeBufferPointer(own), level: level, boundaries: boundaries)
                    }
                }
            }.flatMap(\.self)
        }
    }

    private init(_ ranks: UnsafeBufferPointer<UInt32>, level: Double, boundaries: [Int]) {
        interval = rankInterval(ranks, level: level)
        within = boundaries.map { boundary in
            let inside = ranks.partitioningIndex { Int($0) > boundary }
            return Double(inside) / Double(ranks.count)
        }
    }
}

extension UnsafeBufferPointer {
    /// The first index whose element belongs to the second part of a list that is in two parts.
    fileprivate func partitioningIndex(_ belongsToSecond: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if belongsToSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
