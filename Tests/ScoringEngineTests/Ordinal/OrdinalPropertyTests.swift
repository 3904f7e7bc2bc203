import ScoringEngine
import Testing

@Suite("Properties of every order by ballots")
struct OrdinalPropertyTests {
    static let seeds: [UInt64] = Array(0..<200)

    private func randomBallots(_ random: inout SeededGenerator) -> [RankedBallot] {
        let names = (0..<Int.random(in: 1...6, using: &random)).map { "c\($0)" }
        return [RankedBallot(order: [names])] + (0..<Int.random(in: 1...7, using: &random)).map { _ in
            var left = names.shuffled(using: &random).prefix(Int.random(in: 1...names.count, using: &random))
            var order: [[String]] = []
            while !left.isEmpty {
                let size = Int.random(in: 1...min(3, left.count), using: &random)
                order.append(Array(left.prefix(size)))
                left.removeFirst(size)
            }
            return RankedBallot(weight: FixedPoint(micros: Int64.random(in: 1...9, using: &random) * 500_000), order: order)
        }
    }

    /// How much of the ballots' weight puts the first above the second, counted the plain way.
    private func preference(_ ballots: [RankedBallot], _ first: String, _ second: String) -> Int64 {
        ballots.reduce(0) { sum, ballot in
            let place = ballot.order.firstIndex { $0.contains(first) } ?? Int.max
            let other = ballot.order.firstIndex { $0.contains(second) } ?? Int.max
            return place < other ? sum + ballot.weight.micros : sum
        }
    }

    @Test("strongest paths are those of Floyd and Warshall", arguments: seeds)
    func floydWarshall(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let ballots = randomBallots(&random)
        let result = try ordinal(.schulze(ballots))
        guard case .paths(let paths) = result.detail else { throw BallotTests.Wrong.detail }
        let names = paths.candidates
        var strength = names.map { first in
            names.map { second in
                let wins = preference(ballots, first, second)
                return wins > preference(ballots, second, first) ? wins : 0
            }
        }
        for middle in names.indices {
            for from in names.indices where from != middle {
                for to in names.indices where to != middle && to != from {
                    strength[from][to] = max(strength[from][to], min(strength[from][middle], strength[middle][to]))
                }
            }
        }
        for from in names.indices {
            for to in names.indices { #expect(paths.strength(from: from, to: to).micros == strength[from][to]) }
        }
        for (place, group) in result.order.enumerated() {
            for (later, others) in result.order.enumerated() where later >= place {
                for first in group {
                    for second in others {
                        let (a, b) = (try #require(names.firstIndex(of: first)), try #require(names.firstIndex(of: second)))
                        #expect(strength[a][b] >= strength[b][a], "nobody stands below someone it is ahead of")
                    }
                }
            }
        }
    }

    @Test("Borda points are those won and half of those tied against each other candidate", arguments: seeds)
    func bordaPairs(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let ballots = randomBallots(&random)
        guard case .scores(let scores) = try ordinal(.borda(ballots)).detail else { throw BallotTests.Wrong.detail }
        let total = ballots.reduce(0) { $0 + $1.weight.micros }
        for score in scores {
            let doubled = scores.filter { $0.candidate != score.candidate }.reduce(Int64(0)) { sum, other in
                sum + total + preference(ballots, score.candidate, other.candidate) - preference(ballots, other.candidate, score.candidate)
            }
            #expect(score.score == Rational(Int128(doubled), 2_000_000))
        }
    }

    @Test("the order of the ballots and splitting one change nothing", arguments: seeds)
    func ballotOrder(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let ballots = randomBallots(&random)
        let split = ballots.flatMap { ballot in
            [RankedBallot(weight: FixedPoint(micros: 1), order: ballot.order.map { $0.reversed() })]
                + (ballot.weight.micros > 1 ? [RankedBallot(weight: FixedPoint(micros: ballot.weight.micros - 1), order: ballot.order)] : [])
        }.shuffled(using: &random)
        #expect(try ordinal(.borda(split)) == ordinal(.borda(ballots)))
        #expect(try ordinal(.schulze(split)) == ordinal(.schulze(ballots)))
    }

    @Test("majority judgment is the order of the lists of medians taken out one by one", arguments: seeds)
    func medians(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let voters = Int.random(in: 1...9, using: &random)
        let gradeCount = Int.random(in: 1...4, using: &random)
        let grades = (0..<gradeCount).map { "g\($0)" }
        var medians: [String: [Int]] = [:]
        var tallies: [GradeTally] = []
        for number in 0..<Int.random(in: 1...5, using: &random) {
            var given = (0..<voters).map { _ in Int.random(in: 0..<gradeCount, using: &random) }.sorted()
            let counts = grades.indices.map { grade in units(Int64(given.count { $0 == grade })) }
            tallies.append(GradeTally(candidate: "c\(number)", counts: counts))
            var row: [Int] = []
            while !given.isEmpty { row.append(given.remove(at: given.count / 2)) }
            medians["c\(number)"] = row
        }
        let order = try ordinal(.majorityJudgment(grades: grades, tallies: tallies.shuffled(using: &random))).order
        let rows = order.map { group in group.map { medians[$0] ?? [] } }
        for group in rows { #expect(Set(group).count == 1) }
        for (above, below) in zip(rows, rows.dropFirst()) { #expect(above[0].lexicographicallyPrecedes(below[0])) }
        #expect(order.joined().count == tallies.count)
    }
}
