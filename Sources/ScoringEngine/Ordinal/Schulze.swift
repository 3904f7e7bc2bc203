func schulzeResult(_ ballots: [RankedBallot]) throws(EngineProblems) -> OrdinalResult {
    try checkComparisons(ballots)
    let table = try BallotTable(ballots, candidateLimit: Limits.schulzeCandidates)
    let count = table.names.count
    let strengths = strongestPaths(preferences(table), count)
    let groups = layers(strengths, count)
    let sorted = Array(groups.joined())
    let paths = StrongestPaths(
        candidates: sorted.map { table.names[$0] },
        strengths: sorted.flatMap { from in sorted.map { FixedPoint(micros: strengths[from * count + $0]) } })
    return OrdinalResult(order: groups.map { $0.map { table.names[$0] } }, detail: .paths(paths))
}

private func checkComparisons(_ ballots: [RankedBallot]) throws(EngineProblems) {
    let comparisons = ballots.reduce(Int128(0)) { sum, ballot in
        let length = Int128(ballot.order.reduce(0) { $0 + $1.count })
        return sum + length * length
    }
    guard comparisons > Int128(Limits.schulzeComparisons) else { return }
    let message =
        "at most \(Limits.schulzeComparisons) comparisons are accepted, but the squares of the ballots' lengths add up to \(comparisons)"
    throw EngineProblems([EngineProblem(path: "$.ballots", code: .tooMany, message: message)])
}

/// For each pair the weight of the ballots that rank the first above the second, in millionths, row by row.
///
/// A ranked candidate is above everyone but those the ballot puts at or above its own place; only these are visited.
private func preferences(_ table: BallotTable) -> [Int64] {
    let count = table.names.count
    var ranked = [Int64](repeating: 0, count: count)
    var notBelow = [Int64](repeating: 0, count: count * count)
    for ballot in table.ballots {
        for index in ballot.start..<ballot.end {
            let candidate = table.members[index]
            ranked[candidate] += ballot.weight
            let row = candidate * count
            for other in ballot.start..<table.groupEnds[index] { notBelow[row + table.members[other]] += ballot.weight }
        }
    }
    for row in 0..<count {
        for column in 0..<count {
            let pair = row * count + column
            notBelow[pair] = row == column ? 0 : ranked[row] - notBelow[pair]
        }
    }
    return notBelow
}

/// Adds the wins from the strongest to the weakest; the win that first connects two candidates is the weakest one of their
/// strongest path. `reached` and `reachedFrom` are kept closed, so that a win between connected candidates costs nothing and
/// every other finds only new pairs: n³/64 steps in all, where trying every intermediate candidate takes n³.
private func strongestPaths(_ preferences: [Int64], _ count: Int) -> [Int64] {
    var strengths = [Int64](repeating: 0, count: count * count)
    var reached = BitRows(identity: count)
    var reachedFrom = BitRows(identity: count)
    let wins = (0..<count * count).filter { preferences[$0] > preferences[$0 % count * count + $0 / count] }
        .sorted { (preferences[$1], $0) < (preferences[$0], $1) }
    for win in wins {
        let (winner, loser) = win.quotientAndRemainder(dividingBy: count)
        guard !reached[winner, loser] else { continue }
        let newTargets = reached.row(loser)
        for source in reachedFrom.members(ofRow: winner, notIn: loser) {
            for target in reached.insert(newTargets, intoRow: source) {
                strengths[source * count + target] = preferences[win]
                reachedFrom.insert(source, intoRow: target)
            }
        }
    }
    return strengths
}

/// Everyone with nobody ahead, then everyone with nobody left ahead, and so on.
private func layers(_ strengths: [Int64], _ count: Int) -> [[Int]] {
    func isAhead(_ left: Int, _ right: Int) -> Bool { strengths[left * count + right] > strengths[right * count + left] }
    var ahead = (0..<count).map { candidate in (0..<count).count { isAhead($0, candidate) } }
    var layers: [[Int]] = []
    var layer = (0..<count).filter { ahead[$0] == 0 }
    while !layer.isEmpty {
        layers.append(layer)
        var next: [Int] = []
        for candidate in layer {
            for other in 0..<count where isAhead(candidate, other) {
                ahead[other] -= 1
                if ahead[other] == 0 { next.append(other) }
            }
        }
        layer = next.sorted()
    }
    return layers
}

/// A square of bits, row by row.
private struct BitRows {
    private let width: Int
    private var words: [UInt64]

    /// Each number is in its own row and nothing else is.
    init(identity count: Int) {
        width = (count + 63) / 64
        words = [UInt64](repeating: 0, count: width * count)
        for number in 0..<count { insert(number, intoRow: number) }
    }

    subscript(row: Int, column: Int) -> Bool {
        words[row * width + column / 64] >> UInt64(column % 64) & 1 == 1
    }

    func row(_ row: Int) -> [UInt64] {
        Array(words[row * width..<(row + 1) * width])
    }

    func members(ofRow row: Int, notIn other: Int) -> [Int] {
        Self.numbers((0..<width).map { words[row * width + $0] & ~words[other * width + $0] })
    }

    mutating func insert(_ column: Int, intoRow row: Int) {
        words[row * width + column / 64] |= 1 << UInt64(column % 64)
    }

    /// - Returns: the numbers that are new in the row.
    mutating func insert(_ added: [UInt64], intoRow row: Int) -> [Int] {
        var new = added
        for index in 0..<width {
            new[index] &= ~words[row * width + index]
            words[row * width + index] |= new[index]
        }
        return Self.numbers(new)
    }

    private static func numbers(_ words: [UInt64]) -> [Int] {
        var numbers: [Int] = []
        for index in words.indices {
            var word = words[index]
            while word != 0 {
                numbers.append(index * 64 + word.trailingZeroBitCount)
                word &= word - 1
            }
        }
        return numbers
    }
}
