/// The places of a ranking up to the last boundary, to tell which of them change.
struct TopPlaces {
    let last: Int
    private let style: RankingStyle
    private let names: [String]
    /// By entry, nil without rank.
    private let ranks: [Int?]
    private let top: [Int]

    init(_ ranking: LiveRanking, style: RankingStyle, last: Int) {
        self.last = last
        self.style = style
        names = ranking.table.entries
        var ranks = [Int?](repeating: nil, count: names.count)
        var top: [Int] = []
        Self.forEachRank(ranking.order, style) { entry, rank in
            ranks[entry] = rank
            if rank <= last { top.append(entry) }
            return true
        }
        self.ranks = ranks
        self.top = top
    }

    func isTop(_ entry: Int) -> Bool {
        ranks[entry].map { $0 <= last } ?? false
    }

    /// The entries that leave, enter or move within the places.
    func changes(in order: RankOrder) -> [PlaceChange] {
        var missing = Set(top)
        var changed: [(entry: Int, to: Int?)] = []
        Self.forEachRank(order, style) { entry, rank in
            let wasTop = missing.remove(entry) != nil
            if (wasTop || rank <= last) && ranks[entry] != rank { changed.append((entry, rank)) }
            return rank <= last || !missing.isEmpty
        }
        changed += missing.map { ($0, nil) }
        return changed.sorted { left, right in
            let keys = ([left.to ?? .max, ranks[left.entry] ?? .max], [right.to ?? .max, ranks[right.entry] ?? .max])
            return keys.0 == keys.1
                ? precedesByBytes(names[left.entry], names[right.entry]) : keys.0.lexicographicallyPrecedes(keys.1)
        }.map { PlaceChange(entry: names[$0.entry], from: ranks[$0.entry], to: $0.to) }
    }

    /// Best first, until `body` says that it has seen enough.
    private static func forEachRank(_ order: RankOrder, _ style: RankingStyle, _ body: (Int, Int) -> Bool) {
        var rank = 1
        for (place, entry) in order.places.enumerated() {
            if place > 0, order.gaps[place - 1] != RankOrder.shared {
                rank = style == .dense ? rank + 1 : place + 1
            }
            guard body(entry, rank) else { return }
        }
    }
}
