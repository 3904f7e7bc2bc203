import ScoringEngine

/// What `reliability` says of a table of ratings.
func reliability(_ ratings: [[Double?]], level: AlphaLevel? = nil) throws(EngineProblems) -> ReliabilityResult {
    try reliability(ReliabilityInput(data: .ratings(ratings), level: level))
}

/// A random table on a scale of seven steps or of numbers that all differ, in half of the cases with gaps.
func randomRatings(_ random: inout SeededGenerator, gaps: Bool? = nil) -> [[Double?]] {
    let entries = Int.random(in: 2...9, using: &random)
    let jurors = Int.random(in: 2...6, using: &random)
    let hasSteps = Bool.random(using: &random)
    let hasGaps = gaps ?? Bool.random(using: &random)
    return (0..<entries).map { _ in
        (0..<jurors).map { _ in
            if hasGaps, Int.random(in: 0..<4, using: &random) == 0 { return nil }
            return hasSteps ? Double(Int.random(in: 0...6, using: &random)) / 2 : Double.random(in: 0...100, using: &random)
        }
    }
}

func agree(_ left: Statistic<Double>, _ right: Statistic<Double>, within tolerance: Double = 1e-11) -> Bool {
    switch (left, right) {
    case (.value(let left), .value(let right)): abs(left - right) <= tolerance * max(1, abs(left))
    default: left == right
    }
}

extension IntraclassCorrelations {
    var all: [Statistic<Double>] {
        [oneWaySingle, twoWayRandomSingle, twoWayMixedSingle, oneWayMean, twoWayRandomMean, twoWayMixedMean]
    }
}
