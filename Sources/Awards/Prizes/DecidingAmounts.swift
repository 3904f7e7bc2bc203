import ScoringEngine

/// Where the rules leave the amounts to the jury it may move money between places, but neither adds nor keeps any:
/// each size class adds up to its ladder, to the cent (as in 2015 and 2019). Without any amount ties are split equally.
enum DecidingAmounts {
    static func refusals(_ decision: PlannedDecision, rules: RoundRules) -> [PrizeRefusal] {
        guard !decision.amounts.isEmpty else { return [] }
        guard rules.prizes.ties == .jurySet else { return [.setNotAllowed] }
        let placed = decision.places.flatMap { $0.groups.joined() }
        var amounts: [Entry.ID: Int] = [:]
        for amount in decision.amounts { amounts[amount.entry] = amount.cents }
        let known = Set(placed)
        let strangers = decision.amounts.map(\.entry).filter { !known.contains($0) }.map { PrizeRefusal.setWithoutPlace($0) }
        let missing = placed.filter { amounts[$0] == nil }.map { PrizeRefusal.setMissing($0) }
        guard strangers.isEmpty, missing.isEmpty else { return strangers + missing }
        return decision.places.flatMap { places in
            rules.track(places.track).map { refusals(places, amounts, ladder: Ladder($0, rules: rules)) } ?? []
        }
    }

    private static func refusals(_ places: TrackPlaces, _ amounts: [Entry.ID: Int], ladder: Ladder) -> [PrizeRefusal] {
        let groups = places.groups.map { $0.map { amounts[$0] ?? 0 } }.filter { !$0.isEmpty }
        var refusals: [PrizeRefusal] = []
        if groups.contains(where: { ($0.max() ?? 0) - ($0.min() ?? 0) > 1 }) {
            refusals.append(.setUnequal(track: places.track))
        }
        if zip(groups, groups.dropFirst()).contains(where: { ($1.max() ?? 0) > ($0.min() ?? 0) }) {
            refusals.append(.setRising(track: places.track))
        }
        let sum = groups.joined().reduce(0) { $0.addingReportingOverflow($1).partialValue }
        if !groups.isEmpty, sum != ladder.totalCents {
            refusals.append(.setOffLadder(track: places.track, sumCents: sum, ladderCents: ladder.totalCents))
        }
        return refusals
    }
}
