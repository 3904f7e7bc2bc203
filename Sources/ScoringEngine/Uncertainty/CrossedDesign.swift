/// Who read what, prepared for solving score = mean + entry + juror + noise.
///
/// One of the two sides, entries or jurors, is eliminated level by level, because its block of the equations is diagonal; the
/// other is kept and makes the dense system. The smaller side is kept. Scores are centred and divided by their root mean square,
/// which changes no rank and keeps every number near one.
struct CrossedDesign: Sendable {
    let entriesAreKept: Bool
    let keptCount: Int
    let eliminatedCount: Int
    let sheets: Int
    /// The levels on the kept side that level i of the eliminated side met: `partners[starts[i] ..< starts[i + 1]]`.
    let starts: [Int]
    let partners: [Int32]
    /// By level of the eliminated side: the sum of its scores.
    let sums: [Double]
    /// By level of the kept side: the number of its scores, and their sum.
    let keptSheets: [Double]
    let keptSums: [Double]
    let sumOfSquares: Double
    /// How many levels of the eliminated side have so many sheets, by rising number of sheets.
    let levelsBySheets: [(sheets: Int, levels: Int)]

    /// - Returns: nil where all scores are equal, up to rounding, or there are none.
    init?(_ cells: SeverityCells) {
        guard let standard = Self.standardised(cells.scores) else { return nil }
        let graph = cells.graph
        entriesAreKept = graph.entryCount < graph.jurorCount
        let (levels, partnersOfLevels) = entriesAreKept
            ? (graph.jurorOfSheet, graph.entryOfSheet) : (graph.entryOfSheet, graph.jurorOfSheet)
        let eliminated = max(graph.entryCount, graph.jurorCount)
        let kept = min(graph.entryCount, graph.jurorCount)

        var starts = [Int](repeating: 0, count: eliminated + 1)
        for level in levels { starts[Int(level) + 1] += 1 }
        for level in 0..<eliminated { starts[level + 1] += starts[level] }
        var next = starts
        var partners = [Int32](repeating: 0, count: standard.count)
        var sums = [Double](repeating: 0, count: eliminated)
        var keptSheets = [Double](repeating: 0, count: kept)
        var keptSums = [Double](repeating: 0, count: kept)
        var sumOfSquares = 0.0
        for (sheet, value) in standard.enumerated() {
            let level = Int(levels[sheet])
            let partner = Int(partnersOfLevels[sheet])
            partners[next[level]] = Int32(partner)
            next[level] += 1
            sums[level] += value
            keptSheets[partner] += 1
            keptSums[partner] += value
            sumOfSquares += value * value
        }
        keptCount = kept
        eliminatedCount = eliminated
        sheets = standard.count
        self.starts = starts
        self.partners = partners
        self.sums = sums
        self.keptSheets = keptSheets
        self.keptSums = keptSums
        self.sumOfSquares = sumOfSquares
        var tally: [Int: Int] = [:]
        for level in 0..<eliminated { tally[starts[level + 1] - starts[level], default: 0] += 1 }
        levelsBySheets = tally.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The number of sheets of a level on the eliminated side.
    func count(_ level: Int) -> Int {
        starts[level + 1] - starts[level]
    }

    private static func standardised(_ scores: [Double]) -> [Double]? {
        guard let lowest = scores.min(), let highest = scores.max() else { return nil }
        let half = (highest - lowest) / 2
        guard half > 1e-12 * max(abs(lowest), abs(highest)) else { return nil }
        let units = scores.map { ($0 - lowest) / half }
        let mean = units.reduce(0, +) / Double(units.count)
        let square = units.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(units.count)
        let scale = 1 / square.squareRoot()
        return units.map { ($0 - mean) * scale }
    }
}
