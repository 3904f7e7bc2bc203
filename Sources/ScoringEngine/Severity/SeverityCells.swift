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
        let byJuror = Self.order(Array(0..<Int32(entry.count)), by: juror, count: jurorCount)
        let order = Self.order(byJuror, by: entry, count: entryCount)
        let entries = order.map { entry[Int($0)] }
        let jurors = order.map { juror[Int($0)] }
        for sheet in 1..<max(1, order.count) where entries[sheet] == entries[sheet - 1] {
            precondition(jurors[sheet] != jurors[sheet - 1], "a juror has one sheet for an entry")
        }
        graph = JuryGraph(entryCount: entryCount, jurorCount: jurorCount, entryOfSheet: entries, jurorOfSheet: jurors)
        scores = order.map { score[Int($0)] }
        precondition(scores.allSatisfy { abs($0) <= Limits.score }, "scores are finite and not beyond Limits.score")
    }

    /// The same jury with other scores, as a simulation needs them.
    ///
    /// - Precondition: one finite score a sheet, in the graph's order.
    public init(graph: JuryGraph, scores: [Double]) {
        precondition(scores.count == graph.sheetCount, "one score a sheet")
        self.graph = graph
        self.scores = scores
    }

    private static func order(_ sheets: [Int32], by key: [Int32], count: Int) -> [Int32] {
        var next = [Int32](repeating: 0, count: count + 1)
        for sheet in sheets { next[Int(key[Int(sheet)]) + 1] += 1 }
        for number in 0..<count { next[number + 1] += next[number] }
        var ordered = [Int32](repeating: 0, count: sheets.count)
        for sheet in sheets {
            let number = Int(key[Int(sheet)])
            ordered[Int(next[number])] = sheet
            next[number] += 1
        }
        return ordered
    }
}
