/// Draws the entries' true ranks given a jury's scores, and says for each entry between which ranks it lies.
public func drawRanks(_ cells: SeverityCells, draws: Int, seed: UInt64, level: Double) -> [ClosedRange<Int>] {
    guard let design = CrossedDesign(cells) else { return [] }
    return RankSummary.all(JuryDraws(design, draws: draws, seed: seed), level: level, boundaries: []).map(\.interval)
}
