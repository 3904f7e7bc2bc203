/// The entries in order of merit, with the rule on which each gap hangs.
struct RankOrder: Sendable {
    /// The ranked entries, best first; where they share a rank by id.
    private(set) var places: [Int]
    /// Between each place and the next: 0 for the score, otherwise the number of the tie rule from 1, or ``shared``.
    private(set) var gaps: [Int]
    /// Entries without any counting sheet, by id.
    private(set) var unranked: [Int]

    /// More than every rule's number.
    static let shared = Int.max

    private let ties: [TieRule]
    private let lotSeed: String?

    init(_ input: RankInput, _ table: ScoreTable, _ scores: [Rational?]) {
        ties = input.ties
        lotSeed = input.lotSeed
        unranked = scores.indices.filter { scores[$0] == nil }.sorted { precedesByBytes(table.entries[$0], table.entries[$1]) }
        places = []
        gaps = []
        sortByScore(scores)
        for (index, rule) in ties.enumerated() where gaps.contains(Self.shared) {
            split(level: index + 1, by: table.values(for: rule, lotSeed: lotSeed))
        }
        for run in sharedRuns() where run.count > 1 {
            places[run].sort { precedesByBytes(table.entries[$0], table.entries[$1]) }
        }
    }

    /// The bounds of each run of places that share a rank, in order.
    func sharedRuns() -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        for place in places.indices where place == places.count - 1 || gaps[place] != Self.shared {
            runs.append(start..<(place + 1))
            start = place + 1
        }
        return runs
    }

    /// The later of the rules that set a run apart from the one above and the one below.
    func decidedBy(_ run: Range<Int>) -> DecidedBy? {
        let above = run.lowerBound > 0 ? gaps[run.lowerBound - 1] : -1
        let below = run.upperBound < places.count ? gaps[run.upperBound - 1] : -1
        return rule(level: max(above, below))
    }

    /// The rule with a number as in ``gaps``; nil for a number that is none.
    func rule(level: Int) -> DecidedBy? {
        if level == 0 { return .score }
        return level > 0 && level <= ties.count ? .tie(ties[level - 1]) : nil
    }

    /// Most scores differ in their first 64 binary digits already, and whole numbers compare much faster than fractions.
    private mutating func sortByScore(_ scores: [Rational?]) {
        let lines = scores.enumerated().compactMap { entry, score in
            score.map { (digits: $0.floor(times: 1 << 64), score: $0, entry: entry) }
        }
        let sorted = lines.indices.sorted { left, right in
            let (left, right) = (lines[left], lines[right])
            return left.digits == right.digits ? left.score > right.score : left.digits > right.digits
        }
        places = sorted.map { lines[$0].entry }
        gaps = zip(sorted, sorted.dropFirst()).map { lines[$0].score == lines[$1].score ? Self.shared : 0 }
    }

    /// Splits every run of equal entries by another value.
    private mutating func split(level: Int, by value: (Int) -> RankValue) {
        for run in sharedRuns() where run.count > 1 {
            let values = places[run].map(value)
            let sorted = values.indices.sorted { Precedence(values[$0], values[$1]) == .ahead }
            let entries = sorted.map { places[run.lowerBound + $0] }
            places.replaceSubrange(run, with: entries)
            for (offset, (above, below)) in zip(sorted, sorted.dropFirst()).enumerated()
            where Precedence(values[above], values[below]) != .equal {
                gaps[run.lowerBound + offset] = level
            }
        }
    }
}

extension RankOrder {
    /// Puts one entry in its place again after its sheets have changed; all others stay in order.
    mutating func replace(_ entry: Int, _ table: ScoreTable, _ scores: [Rational?]) {
        remove(entry)
        let precedes = { precedesByBytes(table.entries[$0], table.entries[$1]) }
        guard scores[entry] != nil else {
            unranked.insert(entry, at: unranked.partitioningIndex { precedes(entry, $0) })
            return
        }
        let values = [{ .total(scores[$0] ?? .zero) }] + ties.map { table.values(for: $0, lotSeed: lotSeed) }
        let place = places.partitioningIndex { other in
            let (level, precedence) = firstDifference(entry, other, values)
            return level == Self.shared ? precedes(entry, other) : precedence == .ahead
        }
        let above = place > 0 ? firstDifference(places[place - 1], entry, values).level : nil
        let below = place < places.count ? firstDifference(entry, places[place], values).level : nil
        places.insert(entry, at: place)
        if let above, let below {
            gaps[place - 1] = above
            gaps.insert(below, at: place)
        } else if let gap = above ?? below {
            gaps.insert(gap, at: above == nil ? 0 : place - 1)
        }
    }

    private mutating func remove(_ entry: Int) {
        unranked.removeAll { $0 == entry }
        guard let place = places.firstIndex(of: entry) else { return }
        places.remove(at: place)
        if place < gaps.count {
            let below = gaps.remove(at: place)
            if place > 0 { gaps[place - 1] = min(gaps[place - 1], below) }
        } else if place > 0 {
            gaps.remove(at: place - 1)
        }
    }

    private func firstDifference(_ left: Int, _ right: Int, _ values: [(Int) -> RankValue]) -> (level: Int, Precedence) {
        for (level, value) in values.enumerated() {
            let precedence = Precedence(value(left), value(right))
            if precedence != .equal { return (level, precedence) }
        }
        return (Self.shared, .equal)
    }
}

extension Array {
    /// The first index whose element, like all after it, satisfies a condition; the count where none does.
    fileprivate func partitioningIndex(where satisfies: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            if satisfies(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
