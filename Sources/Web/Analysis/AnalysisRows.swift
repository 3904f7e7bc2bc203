import AwardStore
import Awards

extension AnalysisTrackContent.Row {
    init(_ row: RoundAnalysis.Row) {
        let ranked = row.ranked
        rank = ranked.rank.map(String.init) ?? "–"
        name = ranked.municipality.title.plain
        raw = row.raw.german(decimals: 2)
        official = ranked.score?.replacing(".", with: ",")
        corrected = row.corrected.german(decimals: 2) + (row.standardError.map { " ± \((1.96 * $0).german(decimals: 2))" } ?? "")
        correctedRank = row.correctedRank.map(String.init) ?? "–"
        moved = row.correctedRank != nil && row.correctedRank != ranked.rank
        span = row.interval.places
        prize = row.prizeProbability?.percent ?? "–"
    }
}

extension AnalysisTrackContent.OffsetRow {
    init(_ offset: RoundAnalysis.Offset, grouped: Bool) {
        name = offset.name
        group = grouped ? offset.component : nil
        sheets = offset.sheets
        self.offset = offset.offset.signed(decimals: 2)
        margin = offset.standardError.map { "± \((1.96 * $0).german(decimals: 2))" } ?? "–"
        reading = switch offset.margin {
        case let margin? where offset.offset - margin > 0: "milder"
        case let margin? where offset.offset + margin < 0: "strenger"
        default: "nicht gesichert"
        }
    }
}

extension AnalysisTrackContent.DisagreementRow {
    init(_ disagreement: RoundAnalysis.Disagreement) {
        name = disagreement.municipality.title.plain
        lowest = disagreement.sheets.first.map { "\($0.total.german(decimals: 1)) (\($0.juror))" } ?? "–"
        highest = disagreement.sheets.last.map { "\($0.total.german(decimals: 1)) (\($0.juror))" } ?? "–"
        deviation = disagreement.deviation.german(decimals: 1)
        sheets = disagreement.sheets.map { $0.total.german(decimals: 1) }.joined(separator: " · ")
    }
}

extension RoundAnalysis.Offset {
    /// Half the width of the 95 % range.
    var margin: Double? { standardError.map { 1.96 * $0 } }
}

extension ClosedRange<Int> {
    /// "Platz 2", "Platz 1 bis 4"
    var places: String { lowerBound == upperBound ? "Platz \(lowerBound)" : "Platz \(lowerBound) bis \(upperBound)" }
}

extension IntervalChart {
    /// Ranks and the ranges they may lie in, best first.
    init(places track: RoundAnalysis.Track) {
        let last = track.rows.count
        let step = last <= 8 ? 1 : last <= 20 ? 5 : last <= 60 ? 10 : (last / 50 + 1) * 10
        var marks = [1] + stride(from: step, to: last, by: step).filter { $0 > 1 }
        if let near = marks.last, marks.count > 1, last - near < (step + 1) / 2 { marks.removeLast() }
        if last > 1 { marks.append(last) }
        self.init(
            id: "plaetze", title: "Plätze und ihre Spannen, \(track.rules.title)",
            description: "Für jede Bewerbung ein Punkt auf ihrem Platz und eine Linie über die Plätze, auf denen sie mit 95 % Wahrscheinlichkeit liegt. Dieselben Zahlen stehen in der Tabelle darüber.",
            items: track.rows.map { row in
                let rank = row.ranked.rank ?? last
                return Item(
                    label: "\(row.ranked.municipality.title.plain) · \(row.interval.places)", value: Double(rank),
                    low: Double(min(row.interval.lowerBound, rank)), high: Double(max(row.interval.upperBound, rank))
                )
            },
            ticks: marks.map { (Double($0), $0 == 1 ? "Platz 1" : "\($0)") }
        )
    }

    /// Jurors' offsets with their 95 % ranges around zero.
    init(offsets: [RoundAnalysis.Offset]) {
        let reach = offsets.map { abs($0.offset) + ($0.margin ?? 0) }.max() ?? 0
        let bound = Self.roundedUp(reach)
        self.init(
            id: "strenge", title: "Strenge der Jurymitglieder",
            description: "Für jedes Jurymitglied ein Punkt, um wie viele Punkte es über oder unter dem Durchschnitt der Jury liegt, und eine Linie über die Spanne, in der der wahre Abstand mit 95 % Wahrscheinlichkeit liegt. Dieselben Zahlen stehen in der Tabelle darunter.",
            items: offsets.map { offset in
                let margin = offset.margin ?? 0
                return Item(
                    label: "\(offset.name) · \(offset.offset.signed(decimals: 1))", value: offset.offset, low: offset.offset - margin,
                    high: offset.offset + margin
                )
            },
            ticks: [
                (-bound, "strenger \((-bound).signed(decimals: bound.rounded() == bound ? 0 : 1))"), (0, "0"),
                (bound, "\(bound.signed(decimals: bound.rounded() == bound ? 0 : 1)) milder"),
            ],
            zero: 0
        )
    }

    /// The next of 0.5, 1, 1.5, 2, 3, 5, 10, 15 … so that the axis ends on a round number.
    private static func roundedUp(_ value: Double) -> Double {
        var power = 0.1
        while power < 1e12 {
            for factor in [1.0, 1.5, 2, 3, 5] where factor * power >= value && factor * power >= 0.5 { return factor * power }
            power *= 10
        }
        return value
    }
}
