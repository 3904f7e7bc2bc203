/// For each entry the interval of ranks that ``uncertainty(_:)`` gives, straight from numbered scores, as simulations need it.
///
/// - Parameters:
///   - draws: at least 1.
///   - level: at least 0.5 and less than 1.
/// - Returns: by entry; 1 … n for all where all scores are equal.
/// - Precondition: entries and jurors are not both more than ``Limits/directJurors``.
public func rankIntervals(_ scores: SeverityCells, draws: Int, seed: UInt64, level: Double) -> [ClosedRange<Int>] {
    let count = scores.graph.entryCount
    guard let design = CrossedDesign(scores) else { return [ClosedRange<Int>](repeating: 1...max(1, count), count: count) }
    let jury = JuryDraws(design, scores, draws: draws, seed: seed)
    return RankSummary.all(jury, level: level, boundaries: []).map(\.interval)
}
