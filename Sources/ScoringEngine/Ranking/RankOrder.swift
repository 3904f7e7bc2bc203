/// The entries in order of merit, with the rule on which each gap hangs.
struct RankOrder {
    /// Groups that share a rank, best first; inside a group by id.
    private(set) var groups: [[Int]] = []
    /// Entries without any counting sheet, by id.
    let unranked: [Int]

    /// By gap between neighbouring groups: 0 for the score, otherwise the number of the tie rule, from 1.
    private var gaps: [Int] = []
    private let ties: [TieRule]

    init(_ input: RankInput, _ table: ScoreTable, _ scores: [Rational?]) {
        ties = input.ties
        let byName = table.names.indices.sorted { precedesByBytes(table.names[$0], table.names[$1]) }
        unranked = byName.filter { scores[$0] == nil }
        let ranked = byName.filter { scores[$0] != nil }
        guard !ranked.isEmpty else { return }
        groups = [ranked]
        split(level: 0, key: { scores[$0] ?? .zero }, isAhead: >)
        for (index, rule) in input.ties.enumerated() {
            apply(rule, level: index + 1, input, table)
        }
    }

    /// The later of the rules that set the group apart from the one above and the one below.
    func decidedBy(group: Int) -> DecidedBy? {
        let above = group > 0 ? gaps[group - 1] : nil
        let below = group < gaps.count ? gaps[group] : nil
        guard let level = [above, below].compactMap(\.self).max() else { return nil }
        return level == 0 ? .score : .tie(ties[level - 1])
    }

    private mutating func apply(_ rule: TieRule, level: Int, _ input: RankInput, _ table: ScoreTable) {
        switch rule {
        case .median:
            split(level: level, key: { median(table.totals[$0]) ?? .zero }, isAhead: >)
        case .highest:
            split(level: level, key: { table.totals[$0].first ?? .zero }, isAhead: >)
        case .lowest:
            split(level: level, key: { table.totals[$0].last ?? .zero }, isAhead: >)
        case .countback:
            split(level: level, key: { table.totals[$0] }, isAhead: { $1.lexicographicallyPrecedes($0) })
        case .criterion(let id):
            let number = input.rubric.criteria.firstIndex { $0.id == id } ?? 0
            split(
                level: level, key: { table.mean(ofCriterion: number, entry: $0) },
                isAhead: { left, right in
                    guard let left else { return false }
                    return right.map { left > $0 } ?? true
                })
        case .lot:
            let seed = input.lotSeed ?? ""
            split(level: level, key: { lotDigest(seed: seed, entry: table.names[$0]) }, isAhead: <)
        }
    }

    /// Splits every group of more than one by a key; entries with equal keys stay together, in the order they had.
    private mutating func split<Key>(level: Int, key: (Int) -> Key, isAhead: (Key, Key) -> Bool) {
        var newGroups: [[Int]] = []
        var newGaps: [Int] = []
        for (place, group) in groups.enumerated() {
            if place > 0 { newGaps.append(gaps[place - 1]) }
            guard group.count > 1 else {
                newGroups.append(group)
                continue
            }
            let keys = group.map(key)
            let sorted = keys.indices.sorted { left, right in
                if isAhead(keys[left], keys[right]) { return true }
                return !isAhead(keys[right], keys[left]) && left < right
            }
            newGroups.append([group[sorted[0]]])
            for (previous, current) in zip(sorted, sorted.dropFirst()) {
                if isAhead(keys[previous], keys[current]) {
                    newGroups.append([])
                    newGaps.append(level)
                }
                newGroups[newGroups.count - 1].append(group[current])
            }
        }
        groups = newGroups
        gaps = newGaps
    }
}
