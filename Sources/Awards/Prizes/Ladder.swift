import ScoringEngine

/// Which places of a size class carry a prize.
public struct Ladder: Sendable {
    public let cents: [Int]
    private let ties: TieMode
    private let style: RankingStyle

    public init(_ track: TrackRules, rules: RoundRules) {
        cents = track.placesCents
        ties = rules.prizes.ties
        style = rules.ranking.style
    }

    public var totalCents: Int { cents.reduce(0, +) }

    /// Whether a group's place carries a prize. A group that begins on the last place with a prize counts: it shares it.
    /// - Parameters:
    ///   - group: the number of groups above.
    ///   - entriesAbove: the number of entries in them.
    func covers(group: Int, entriesAbove: Int) -> Bool {
        let dense = ties == .fixedPerRank && style == .dense
        return (dense ? group : entriesAbove) < cents.count
    }

    /// The number of leading groups that carry a prize.
    func covered(_ groups: [[Entry.ID]]) -> Int {
        var above = 0
        for (index, group) in groups.enumerated() {
            guard covers(group: index, entriesAbove: above) else { return index }
            above += group.count
        }
        return groups.count
    }

    /// The groups of a ranking that get a prize if the jury follows it.
    public func awarded(_ ranked: [[Entry.ID]]) -> [[Entry.ID]] {
        Array(ranked.prefix(covered(ranked)))
    }
}
