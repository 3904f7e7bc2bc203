/// Scores on small integers: what every severity model is fitted to.
///
/// ```swift
/// // Two entries, two jurors, all four sheets; the second juror is two points milder.
/// let cells = SeverityCells(
///     entryCount: 2, jurorCount: 2, entry: [0, 0, 1, 1], juror: [0, 1, 0, 1], score: [5, 7, 8, 10])
/// cells.fit(.additive).offsets  // [-1, 1]
/// cells.fit(.additive).corrected  // [6, 9]
/// ```
public struct SeverityCells: Sendable, Hashable {
    public let graph: JuryGraph
    /// By sheet, in the graph's order.
    public let scores: [Double]

    /// Takes sheets in any order; the same sheets in another order make the same value.
    ///
    /// - Precondition: the three lists are equally long; numbers are in range; no pair of entry and juror comes twice; every entry
    ///   and every juror has a sheet; scores are finite and at most 10¹² in size. ``severity(_:)`` checks all this with messages.
    public init(entryCount: Int, jurorCount: Int, entry: [Int32], juror: [Int32], score: [Double]) {
        precondition(entry.count == juror.count && entry.count == score.count, "one entry, one juror and one score a sheet")
        // Two counting sorts: by juror, then stably by entry.
        var byJuror = [Int32](repeating: 0, count: entry.count)
        var next = Self.starts(of: juror, count: jurorCount)
        for sheet in juror.indices {
            let number = Int(juror[sheet])
            byJuror[Int(next[number])] = Int32(truncatingIfNeeded: sheet)
            next[number] += 1
        }
        var entries = entry
        var jurors = juror
        var sorted = score
        var last = [Int32](repeating: -1, count: entryCount)
        next = Self.starts(of: entry, count: entryCount)
        for sheet in byJuror {
            let number = Int(entry[Int(sheet)])
            let place = Int(next[number])
            next[number] += 1
            let reader = juror[Int(sheet)]
            precondition(last[number] != reader, "a juror has one sheet for an entry")
            last[number] = reader
            entries[place] = Int32(truncatingIfNeeded: number)
            jurors[place] = reader
            sorted[place] = score[Int(sheet)]
        }
        precondition(score.allSatisfy { abs($0) <= Limits.score }, "scores are finite and not beyond Limits.score")
        graph = JuryGraph(entryCount: entryCount, jurorCount: jurorCount, entryOfSheet: entries, jurorOfSheet: jurors)
        scores = sorted
    }

    /// The same jury with other scores, as a simulation needs them.
    ///
    /// - Precondition: one finite score a sheet, in the graph's order.
    public init(graph: JuryGraph, scores: [Double]) {
        precondition(scores.count == graph.sheetCount, "one score a sheet")
        self.graph = graph
        self.scores = scores
    }

    /// Where the sheets of each number begin once they are sorted by it.
    private static func starts(of key: [Int32], count: Int) -> [Int32] {
        var starts = [Int32](repeating: 0, count: count + 1)
        for number in key { starts[Int(number) + 1] += 1 }
        for number in 0..<count { starts[number + 1] += starts[number] }
        return starts
    }
}
