import ScoringEngine

/// Apportionment and orders by ballots.
let ordinalRows: [Row] = [
    Row(name: "largestRemainder", size: "10000") { try shared(.hamilton) },
    Row(name: "dhondt", size: "10000") { try shared(.dhondt, minimum: 500, maximum: 10_000) },
    Row(name: "huntingtonHill", size: "10000") { try shared(.huntingtonHill) },
    Row(name: "schulze", size: "1000") {
        guard case .paths(let paths) = try ordinal(.schulze(ballots)).detail else { throw BenchFailure("Schulze answers with paths") }
        return checksum((0..<1000).map { Int(paths.strength(from: $0, to: ($0 + 1) % 1000).micros / FixedPoint.microsPerUnit) })
    },
]

/// Scores from 0.001 to 100; `peers/apportion.py` draws the same.
private let weights: [FixedPoint] = {
    var random = SeededGenerator(seed: 250_000)
    return (0..<10_000).map { _ in FixedPoint(micros: Int64(random.below(100_000) + 1) * 1000) }
}()

/// Full ballots of 1,000 candidates that agree a little.
private let ballots: [RankedBallot] = {
    var random = SeededGenerator(seed: 1997)
    return (0..<500).map { _ in
        let liking = (0..<1000).map { Double($0) + 400 * random.normal() }
        return RankedBallot(order: (0..<1000).sorted { liking[$0] < liking[$1] }.map { ["c\($0)"] })
    }
}()

private func shared(_ method: ApportionMethod, minimum: Int = 0, maximum: Int? = nil) throws -> String {
    let input = ApportionInput(method: method, weights: weights, units: 25_000_000, minimum: minimum, maximum: maximum)
    return checksum(try apportion(input).units)
}

/// The sum of each number times its place from 1.
private func checksum(_ numbers: [Int]) -> String {
    "\(zip(1..., numbers).reduce(0) { $0 + $1.0 * $1.1 })"
}
