import ScoringEngine

let allocateProperties = [
    Property("allocate: what is paid and what is left add up to the budget, prize by prize", .money) { random in
        let input = allocateInput(&random)
        let result = try allocate(input)
        let main = result.awards.reduce(0) { $0 + $1.cents }
        try requireEqual(main, input.ladderCents.prefix(result.awards.count).reduce(0, +))
        for (prize, award) in zip(input.special, result.special) {
            try requireEqual(award.parts.reduce(0) { $0 + $1.cents }, prize.cents)
        }
        try requireEqual(result.totalCents, main + input.special.reduce(0) { $0 + $1.cents })
        try requireEqual(result.totalCents + result.unallocatedCents, input.budgetCents)
        try require(result.unallocatedCents >= 0, "\(result) pays more than the budget")
    },
    Property("apportion: a pot shared by scores adds up to the cent", .money) { random in
        let weights = (0..<random.number(1...12)).map { _ in FixedPoint(micros: Int64(random.number(1...100_000_000))) }
        let pot = random.number(0...100_000_000)
        let cents = try apportion(ApportionInput(method: .hamilton, weights: weights, units: pot)).units
        try requireEqual(cents.reduce(0, +), pot)
    },
    Property("allocate: a higher rank never gets less, equal ones at most a cent apart in the order given") { random in
        let input = allocateInput(&random)
        let awards = try allocate(input).awards
        for (above, below) in zip(awards, awards.dropFirst()) {
            try require(above.rank <= below.rank && above.cents >= below.cents, "\(above) before \(below)")
            try require(above.rank < below.rank || above.cents - below.cents <= 1, "\(above) beside \(below)")
        }
        if input.ties == .pooledSplit { try requireEqual(awards.map(\.entry), Array(input.places.joined())) }
    },
    Property("allocate: other names change nothing but the names (pooled split)") { random in
        let drawn = allocateInput(&random)
        let input = changed(drawn, places: drawn.places)
        let renamed = changed(drawn, places: drawn.places.map { $0.map { "Z" + $0 } })
        let (before, after) = (try allocate(input), try allocate(renamed))
        try requireEqual(before.awards.map { [$0.rank, $0.cents] }, after.awards.map { [$0.rank, $0.cents] })
        try requireEqual(before.special, after.special)
    },
    Property("allocate: a fixed amount for each rank is paid within the budget or refused") { random in
        let drawn = allocateInput(&random)
        let input = changed(drawn, places: drawn.places, ties: .fixedPerRank)
        let due = due(input)
        let result = try? allocate(input)
        try requireEqual(result?.totalCents, due <= input.budgetCents ? due : nil)
    },
    Property("allocate: each part of a joint prize is its exact share rounded down or up") { random in
        let input = allocateInput(&random)
        for (prize, award) in zip(input.special, try allocate(input).special) {
            let sum = prize.recipients.reduce(Int128(0)) { $0 + Int128($1.share.micros) }
            for (recipient, part) in zip(prize.recipients, award.parts) {
                let distance = Int128(part.cents) * sum - Int128(prize.cents) * Int128(recipient.share.micros)
                try require(distance < sum && distance > -sum, "\(part) for \(recipient)")
            }
        }
    },
    Property("allocate: limits and one prize each refuse exactly the results that break them") { random in
        let drawn = allocateInput(&random, entriesOfPlaces: true)
        let result = try allocate(drawn)
        let prizes = result.awards.filter { $0.cents > 0 || $0.rank <= drawn.ladderCents.count }.map { ($0.entry, $0.cents) }
            + result.special.flatMap { $0.parts.map { ($0.entry, $0.cents) } }
        let (minimum, maximum) = (random.number(0...100), random.number(3000...9000))
        let keepsLimits = prizes.allSatisfy { minimum <= $0.1 && $0.1 <= maximum }
        let isOneEach = Set(prizes.map(\.0)).count == prizes.count
        let limited = AllocateInput(
            budgetCents: drawn.budgetCents, ladderCents: drawn.ladderCents, ties: drawn.ties, ranking: drawn.ranking, places: drawn.places,
            special: drawn.special, lotSeed: drawn.lotSeed, minimumCents: minimum, maximumCents: maximum, onePrizeEach: true)
        let kept = try? allocate(limited)
        try requireEqual(kept, keepsLimits && isOneEach ? result : nil)
    },
]

private func changed(_ input: AllocateInput, places: [[String]], ties: TieMode = .pooledSplit) -> AllocateInput {
    AllocateInput(
        budgetCents: input.budgetCents, ladderCents: input.ladderCents, ties: ties, ranking: input.ranking, places: places,
        special: input.special)
}

/// What fixed amounts for each rank cost, special prizes included.
private func due(_ input: AllocateInput) -> Int {
    var total = input.special.reduce(0) { $0 + $1.cents }
    var above = 0
    for (position, group) in input.places.enumerated() {
        let place = input.ranking == .dense ? position : above
        if place < input.ladderCents.count { total += group.count * input.ladderCents[place] }
        above += group.count
    }
    return total
}

/// A ladder of up to six places, up to nine entries in groups, up to two special prizes and some cents to spare; pooled or by lot.
private func allocateInput(_ random: inout SeededGenerator, entriesOfPlaces: Bool = false) -> AllocateInput {
    let ladder = (0..<random.number(0...6)).map { _ in random.number(0...5000) }.sorted(by: >)
    var names = random.shuffled((0..<random.number(0...9)).map { "e\($0)" })[...]
    var places: [[String]] = []
    while !names.isEmpty {
        let size = random.number(1...min(4, names.count))
        places.append(Array(names.prefix(size)))
        names.removeFirst(size)
    }
    let special = (0..<random.number(0...2)).map { number in
        let recipients = (0...random.number(0...3)).map { index in
            let entry = entriesOfPlaces ? "e\(index * 4 + number)" : "s\(index)"
            return SpecialPrize.Recipient(entry: entry, share: FixedPoint(micros: Int64(random.number(1...9_999_999))))
        }
        return SpecialPrize(prize: "S\(number)", cents: random.number(0...3000), recipients: recipients)
    }
    let budget = ladder.reduce(0, +) + special.reduce(0) { $0 + $1.cents } + random.number(0...100)
    return AllocateInput(
        budgetCents: budget, ladderCents: ladder, ties: random.coin() ? .pooledSplit : .lot,
        ranking: random.coin() ? .standard : .dense, places: places, special: special, lotSeed: "seed")
}
