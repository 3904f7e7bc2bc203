/// Turns an order of merit into amounts of money, to the cent and never above the budget.
///
/// - `pooledSplit`: a group of k equal entries that starts at place p shares the ladder's amounts p … p+k−1 equally. Cents that
///   don't divide go one each to the first in the group, and are noted.
/// - `fixedPerRank`: everyone gets the amount of their rank, as the ranking style numbers it.
/// - `jurySet`: the amounts come with the input. They name exactly the placed entries, never give less to a higher rank, differ
///   by at most one cent inside a group, and add up to the ladder's total, so that the jury moves money between places but
///   neither adds nor keeps any (as in 2015 and 2019). Without a ladder they add up to the budget less the special prizes.
/// - `lot`: ``lotDigest(seed:entry:)`` orders each group; everyone has a rank of their own.
///
/// Places beyond the ladder are ranked and get 0. Ladder amounts that no place takes stay unallocated.
///
/// Where prizes are limited or each entry may have only one, a result that breaks the rule is refused, not changed: who steps
/// aside or how a ladder is cut is the jury's to say, and the message names the entry and its prizes. A place is a prize where
/// it lies on the ladder or brings money.
///
/// - Throws: ``EngineProblems`` with everything wrong in the input: negative amounts, a ladder that rises, a ladder that with the
///   special prizes is above the budget, empty groups, an entry placed twice, amounts that don't fit the mode; and with everything
///   that breaks a rule in the result: more than the budget, an amount below the minimum or above the maximum, a second prize.
public func allocate(_ input: AllocateInput) throws(EngineProblems) -> AllocateResult {
    try AllocateCheck(input).run()
    var notes: [AllocationNote] = []
    let awards = placed(input, &notes)
    let special = input.special.map { specialAward($0, &notes) }
    let total = awards.reduce(Int128(0)) { $0 + Int128($1.cents) } + special.reduce(Int128(0)) { $0 + Int128($1.cents) }
    guard total <= Int128(input.budgetCents) else {
        let over = total - Int128(input.budgetCents)
        let message = "\(input.ties.rawValue) would pay \(total) cents, \(over) more than the budget of \(input.budgetCents)"
        throw EngineProblems([EngineProblem(path: "$.budgetCents", code: .aboveBudget, message: message)])
    }
    try AwardCheck(input, awards, special).run()
    return AllocateResult(
        awards: awards, special: special, totalCents: Int(total), unallocatedCents: input.budgetCents - Int(total),
        budgetCents: input.budgetCents, notes: notes)
}

private func placed(_ input: AllocateInput, _ notes: inout [AllocationNote]) -> [Award] {
    var awards: [Award] = []
    for (position, group) in ordered(input, &notes).enumerated() {
        let rank = input.ranking == .dense ? position + 1 : awards.count + 1
        let cents = amounts(input, group, rank: rank, firstPlace: awards.count, &notes)
        for (entry, amount) in zip(group, cents) {
            awards.append(Award(entry: entry, rank: rank, label: "\(rank)", cents: amount))
        }
    }
    return awards
}

/// The groups as they are ranked: as given, or after drawing lots one by one.
private func ordered(_ input: AllocateInput, _ notes: inout [AllocationNote]) -> [[String]] {
    guard input.ties == .lot, let seed = input.lotSeed else { return input.places }
    return input.places.flatMap { group -> [[String]] in
        guard group.count > 1 else { return [group] }
        let drawn = group.map { (lot: lotDigest(seed: seed, entry: $0), entry: $0) }.sorted { $0.lot < $1.lot }.map(\.entry)
        notes.append(.lot(order: drawn))
        return drawn.map { [$0] }
    }
}

/// - Parameter firstPlace: the number of places above the group, which is its first place's index in the ladder.
private func amounts(
    _ input: AllocateInput, _ group: [String], rank: Int, firstPlace: Int, _ notes: inout [AllocationNote]
) -> [Int] {
    switch input.ties {
    case .jurySet:
        return group.map { input.setCents[$0] ?? 0 }
    case .fixedPerRank:
        let amount = rank <= input.ladderCents.count ? input.ladderCents[rank - 1] : 0
        return group.map { _ in amount }
    case .pooledSplit, .lot:
        let pool = input.ladderCents.dropFirst(firstPlace).prefix(group.count).reduce(0, +)
        let shares = largestRemainder(pool, weights: group.map { _ in 1 })
        for (entry, share) in zip(group, shares) where share.gotLeftover {
            notes.append(.leftoverCent(entry: entry, prize: nil))
        }
        return shares.map(\.units)
    }
}

private func specialAward(_ prize: SpecialPrize, _ notes: inout [AllocationNote]) -> SpecialAward {
    let shares = largestRemainder(prize.cents, weights: prize.recipients.map(\.share.micros))
    for (recipient, share) in zip(prize.recipients, shares) where share.gotLeftover {
        notes.append(.leftoverCent(entry: recipient.entry, prize: prize.prize))
    }
    let parts = zip(prize.recipients, shares).map { SpecialAward.Part(entry: $0.entry, cents: $1.units) }
    return SpecialAward(prize: prize.prize, cents: prize.cents, parts: parts)
}
