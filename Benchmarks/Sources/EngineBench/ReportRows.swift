import ScoringEngine

/// All that a result's report needs, from marks on sheets to cents.
let reportRows: [Row] = [
    Row(name: "report", size: "S") { try report(small) },
    Row(name: "report", size: "L") { try report(large) },
]

private let small = ReportData(.small)
private let large = ReportData(.large)

private struct ReportData {
    let ranking: RankInput
    let scores: SeverityInput
    let units: [[[Double]]]

    init(_ jury: Jury) {
        ranking = rankInput(jury, .interblock)
        scores = SeverityInput(
            model: .interblock,
            scores: jury.sheets.map { JurorScore(entry: jury.entryID($0.entry), juror: jury.jurorID($0.juror), score: $0.score) })
        units = criterionPoints(jury)
    }
}

/// Places with severity taken out and explained, every juror's offset with its standard error, alpha on four levels for each criterion, rank
/// intervals from a thousand draws with what decides the first places, and the money.
private func report(_ data: ReportData) throws -> String {
    let explained = try explain(data.ranking)
    let severity = try severity(data.scores)
    let agreement = try alphas(data.units)
    let certainty = try uncertainty(UncertaintyInput(rank: data.ranking))
    let money = try money(of: explained.result.entries)
    let widths = certainty.entries.reduce(0) { $0 + ($1.interval?.count ?? 0) }
    return "\(checksum(explained.result.entries)) \(severity.jurors[0].offset) \(agreement.reduce(0, +)) \(widths) \(money.totalCents)"
}
