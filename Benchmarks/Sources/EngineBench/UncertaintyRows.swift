import ScoringEngine

/// From numbered scores to rank intervals: variances by REML, one factor, a thousand joint draws, ranks, and an interval for each entry.
let uncertaintyRows: [Row] = [
    Row(name: "refits1000", size: "S") { intervals(.small) },
    Row(name: "refits1000", size: "L") { intervals(.large) },
    Row(name: "tauBest", size: "L") {
        let result = try tauBest(TauBestInput(estimates: estimatesLarge, boundaries: [5], draws: 1000))
        return "\(result.tauBest[0].entries.count) \(result.entries.reduce(0) { $0 + $1.interval.upperBound })"
    },
]

private func intervals(_ jury: Jury) -> String {
    let cells = SeverityCells(
        entryCount: jury.entries, jurorCount: jury.jurors, entry: jury.sheets.map { Int32($0.entry) },
        juror: jury.sheets.map { Int32($0.juror) }, score: jury.sheets.map(\.score))
    let intervals = rankIntervals(cells, draws: 1000, seed: 1, level: 0.95)
    return "\(intervals.reduce(0) { $0 + $1.count }) \(intervals[0])"
}

private let estimatesLarge: [RankEstimate] = {
    var random = SeededGenerator(seed: 2024)
    return (0..<10_000).map { number in
        RankEstimate(entry: "e\(number)", estimate: random.normal() * 10, standardError: 1 + random.unit())
    }
}()
