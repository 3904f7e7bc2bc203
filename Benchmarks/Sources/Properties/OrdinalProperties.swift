import ScoringEngine

let ordinalProperties = [
    Property("ordinal: the order of the ballots changes nothing") { random in
        let ballots = rankedBallots(&random)
        let shuffled = random.shuffled(ballots)
        try requireEqual(try ordinal(.borda(ballots)), try ordinal(.borda(shuffled)))
        try requireEqual(try ordinal(.schulze(ballots)), try ordinal(.schulze(shuffled)))
    },
    Property("ordinal: other names for the candidates change nothing else") { random in
        let ballots = rankedBallots(&random)
        let names = random.shuffled(["c0", "c1", "c2", "c3", "c4", "Ulm"])
        func name(_ candidate: String) -> String { names[Int(candidate.dropFirst()) ?? 0] }
        let renamed = ballots.map { RankedBallot(weight: $0.weight, order: $0.order.map { $0.map(name) }) }
        for (before, after) in [
            (try ordinal(.borda(ballots)), try ordinal(.borda(renamed))), (try ordinal(.schulze(ballots)), try ordinal(.schulze(renamed))),
        ] {
            try requireEqual(before.order.map { Set($0.map(name)) }, after.order.map { Set($0) })
        }
    },
    Property("ordinal: who every ballot puts above another is never behind it") { random in
        let ballots = rankedBallots(&random)
        let names = Set(ballots.flatMap { $0.order.joined() })
        for result in [try ordinal(.borda(ballots)), try ordinal(.schulze(ballots))] {
            for first in names {
                for second in names where ballots.allSatisfy({ place(first, $0.order) < place(second, $0.order) }) {
                    try require(place(first, result.order) < place(second, result.order), "\(first) is not before \(second)")
                }
            }
        }
    },
    Property("ordinal: who wins against everyone comes first alone (Schulze)") { random in
        let ballots = rankedBallots(&random)
        let names = Set(ballots.flatMap { $0.order.joined() })
        func weight(_ first: String, _ second: String) -> Int64 {
            ballots.filter { place(first, $0.order) < place(second, $0.order) }.reduce(0) { $0 + $1.weight.micros }
        }
        guard let winner = names.first(where: { first in names.allSatisfy { $0 == first || weight(first, $0) > weight($0, first) } })
        else { return }
        try requireEqual(try ordinal(.schulze(ballots)).order.first, [winner])
    },
    Property("ordinal: majority judgment is the order of the medians taken out one by one") { random in
        let voters = random.number(1...9)
        let gradeCount = random.number(1...4)
        var medians: [String: [Int]] = [:]
        let tallies = (0..<random.number(1...5)).map { number in
            var given = (0..<voters).map { _ in random.number(0...gradeCount - 1) }.sorted()
            let counts = (0..<gradeCount).map { grade in units(Int64(given.count { $0 == grade })) }
            var row: [Int] = []
            while !given.isEmpty { row.append(given.remove(at: given.count / 2)) }
            medians["c\(number)"] = row
            return GradeTally(candidate: "c\(number)", counts: counts)
        }
        let result = try ordinal(.majorityJudgment(grades: (0..<gradeCount).map { "g\($0)" }, tallies: random.shuffled(tallies)))
        let rows = result.order.map { group in Set(group.map { medians[$0] ?? [] }) }
        try require(rows.allSatisfy { $0.count == 1 }, "\(result.order) shares a place by \(rows)")
        for (above, below) in zip(rows, rows.dropFirst()) {
            guard let first = above.first, let second = below.first else { continue }
            try require(first.lexicographicallyPrecedes(second), "\(result.order) puts \(first) before \(second)")
        }
    },
]

private func place(_ candidate: String, _ order: [[String]]) -> Int {
    order.firstIndex { $0.contains(candidate) } ?? Int.max
}

private func rankedBallots(_ random: inout SeededGenerator) -> [RankedBallot] {
    let names = (0..<random.number(1...5)).map { "c\($0)" }
    return (0..<random.number(1...6)).map { number in
        var left = random.shuffled(names).prefix(number == 0 ? names.count : random.number(1...names.count))
        var order: [[String]] = []
        while !left.isEmpty {
            let size = min(left.count, random.pick([1, 1, 1, 2, 3]))
            order.append(Array(left.prefix(size)))
            left.removeFirst(size)
        }
        return RankedBallot(weight: FixedPoint(micros: Int64(random.number(1...9)) * 500_000), order: order)
    }
}
