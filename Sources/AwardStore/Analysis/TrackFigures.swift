import Awards
import ScoringEngine

/// What the engine's statistics say about one size class.
struct TrackFigures {
    /// A counting sheet.
    private struct Cell {
        let entry: String
        let juror: String
        let total: Double
    }

    let severity: SeverityResult
    let uncertainty: UncertaintyResult
    let prizePlaces: Int
    private let reliability: ReliabilityResult
    private let cells: [String: [Cell]]

    /// - Parameter input: with at least one counting sheet.
    /// - Throws: ``EngineProblems`` where the round's rules give no ranking.
    init(_ input: RankInput, prizePlaces: Int) throws(EngineProblems) {
        var all: [Cell] = []
        for sheet in input.sheets where sheet.state == .final {
            guard let total = sheetTotal(points: sheet.points, rubric: input.rubric) else { continue }
            // Six decimals are what a corrected score is ranked by; more would tell nothing about a jury.
            all.append(Cell(entry: sheet.entry, juror: sheet.juror, total: Double(total.rounded(decimals: 6)) ?? 0))
        }
        all.sort { ($0.entry, $0.juror) < ($1.entry, $1.juror) }
        self.prizePlaces = prizePlaces
        cells = Dictionary(grouping: all, by: \.entry)
        severity = try ScoringEngine.severity(
            SeverityInput(model: .interblock, scores: all.map { JurorScore(entry: $0.entry, juror: $0.juror, score: $0.total) })
        )
        uncertainty = try ScoringEngine.uncertainty(UncertaintyInput(rank: input, boundaries: [max(1, prizePlaces)]))
        reliability = try ScoringEngine.reliability(ReliabilityInput(data: .ratings(Self.table(cells, severity))))
    }

    /// Rows are entries, columns jurors.
    private static func table(_ cells: [String: [Cell]], _ severity: SeverityResult) -> [[Double?]] {
        let columns = Dictionary(uniqueKeysWithValues: severity.jurors.enumerated().map { ($0.element.juror, $0.offset) })
        return severity.entries.map { entry in
            var row = [Double?](repeating: nil, count: columns.count)
            for cell in cells[entry.entry] ?? [] {
                if let column = columns[cell.juror] { row[column] = cell.total }
            }
            return row
        }
    }

    func rows(_ ranked: [RankingBoard.Row]) -> [RoundAnalysis.Row] {
        let entries = Dictionary(uniqueKeysWithValues: severity.entries.map { ($0.entry, $0) })
        let spans = Dictionary(uniqueKeysWithValues: uncertainty.entries.map { ($0.entry, $0) })
        let best = Set(uncertainty.tauBest.first?.entries ?? [])
        let places = correctedPlaces
        return ranked.compactMap { row in
            let id = row.municipality.entry.description
            guard let entry = entries[id], let span = spans[id], let interval = span.interval else { return nil }
            return RoundAnalysis.Row(
                ranked: row, raw: entry.raw, corrected: entry.corrected, standardError: entry.standardError,
                correctedRank: places[id], interval: interval, prizeProbability: prizePlaces > 0 ? span.within.first : nil,
                mayWinPrize: best.contains(id)
            )
        }
    }

    /// Equal corrected scores share a place; none where the jury is not connected.
    private var correctedPlaces: [String: Int] {
        guard severity.isConnected else { return [:] }
        let sorted = severity.entries.map(\.corrected).sorted(by: >)
        var first: [Double: Int] = [:]
        for (index, score) in sorted.enumerated() where first[score] == nil { first[score] = index + 1 }
        return Dictionary(uniqueKeysWithValues: severity.entries.map { ($0.entry, first[$0.corrected] ?? 0) })
    }

    func offsets(_ names: [String: String]) -> [RoundAnalysis.Offset] {
        severity.jurors.map { juror in
            RoundAnalysis.Offset(
                name: names[juror.juror] ?? juror.juror, offset: juror.offset, standardError: juror.standardError,
                sheets: juror.sheets, component: juror.component
            )
        }.sorted { ($0.component, $0.offset, $0.name) < ($1.component, $1.offset, $1.name) }
    }

    var agreement: RoundAnalysis.Agreement {
        RoundAnalysis.Agreement(
            oneSheet: severity.reliability.oneSheet, meanOfSheets: severity.reliability.meanOfSheets, curve: severity.reliability.curve,
            alpha: reliability.alpha.interval.value, kendallW: reliability.concordance.value?.concordance,
            sheetsPerEntry: Double(cells.values.reduce(0) { $0 + $1.count }) / Double(max(1, cells.count))
        )
    }

    func disagreements(_ homes: [String: RankedMunicipality], _ names: [String: String]) -> [RoundAnalysis.Disagreement] {
        let read = severity.entries.compactMap { entry in homes[entry.entry].map { ($0, cells[entry.entry] ?? []) } }
        guard let spreads = try? disagreement(units: read.map { $0.1.map(\.total) }) else { return [] }
        return zip(read, spreads).compactMap { item, spread -> RoundAnalysis.Disagreement? in
            guard let deviation = spread.standardDeviation, deviation > 0 else { return nil }
            let sheets = item.1.map { RoundAnalysis.Sheet(juror: names[$0.juror] ?? $0.juror, total: $0.total) }
            return RoundAnalysis.Disagreement(
                municipality: item.0, sheets: sheets.sorted { ($0.total, $0.juror) < ($1.total, $1.juror) }, deviation: deviation
            )
        }.sorted { (-$0.deviation, $0.municipality.number) < (-$1.deviation, $1.municipality.number) }
    }
}
