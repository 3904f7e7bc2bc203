import AwardStore
import Awards
import Foundation
import ScoringEngine

extension Double {
    /// German notation with a true minus sign: "−1,25".
    func german(decimals: Int) -> String {
        let text = String(format: "%.\(decimals)f", magnitude).replacing(".", with: ",")
        return self < 0 && text.contains { "123456789".contains($0) } ? "−" + text : text
    }

    /// "+1,25", "−0,40", "0,00"
    func signed(decimals: Int) -> String {
        let text = german(decimals: decimals)
        return self > 0 && text.contains { "123456789".contains($0) } ? "+" + text : text
    }

    /// One decimal, or none for a whole number: "4,5", "5".
    var shortest: String { german(decimals: rounded() == self ? 0 : 1) }

    /// "83 %"; no statistic says never or always, so the ends are "unter 1 %" and "über 99 %".
    var percent: String {
        switch self {
        case ..<0.005: "unter 1 %"
        case 0.995...: "über 99 %"
        default: "\(Int((self * 100).rounded())) %"
        }
    }
}

/// What the engine's statistics mean, in German sentences for people who have never met them.
struct AnalysisWords {
    let rules: RoundRules

    /// Which of the two scores counts.
    var official: String {
        let words = RankingWords(rules: rules)
        return !rules.rubric.aggregation.isExact
            ? "Amtlich ist nach den Regeln dieser Runde \(words.aggregation). Das einfache Mittel steht zum Vergleich daneben."
            : "Amtlich ist nach den Regeln dieser Runde \(words.aggregation). Die bereinigten Werte auf dieser Seite dienen nur der Beratung."
    }

    static func correction(_ track: RoundAnalysis.Track) -> String {
        let changed = track.rows.count { $0.raw.german(decimals: 2) != $0.corrected.german(decimals: 2) }
        if changed > 0 {
            return "Manche Jurymitglieder urteilen strenger als andere. Wer zufällig von strengen gelesen wurde, steht im einfachen Mittel schlechter da. Die bereinigten Punkte rechnen das heraus; sie weichen hier bei \(changed.counted("Bewerbung", "Bewerbungen")) vom Mittel ab."
        }
        return track.offsets.contains { $0.offset != 0 }
            ? "Alle Bewerbungen wurden von denselben Jurymitgliedern gelesen. Wie streng jemand urteilt, trifft deshalb alle gleich, und die bereinigten Punkte sind dieselben wie das Mittel."
            : "Die Bögen geben keinen Anlass, ein Jurymitglied für strenger zu halten als ein anderes. Die bereinigten Punkte sind deshalb dieselben wie das Mittel."
    }

    /// Koo and Li 2016, below 0.5 poor, to 0.75 moderate, to 0.9 good, above excellent.
    static func grade(_ reliability: Double) -> String {
        switch reliability {
        case ..<0.5: "gering"
        case ..<0.75: "mittel"
        case ..<0.9: "gut"
        default: "sehr gut"
        }
    }

    static func reliability(_ agreement: RoundAnalysis.Agreement) -> String {
        guard let one = agreement.oneSheet, let mean = agreement.meanOfSheets else {
            return "Wie verlässlich die Bögen sind, lässt sich hier nicht berechnen: Es gibt zu wenige Bögen, oder sie unterscheiden sich nicht."
        }
        return "Vergleicht man zwei einzelne Bögen, gehen \(one.percent) der Unterschiede auf die Bewerbungen selbst zurück; der Rest ist Strenge der Jurymitglieder und Zufall. "
            + "Im Mittel aus \(agreement.sheetsPerEntry.shortest) Bögen sind es \(mean.percent). Die Verlässlichkeit der Punktzahlen ist damit \(grade(mean))."
    }

    /// How many sheets an entry would need, from the curve.
    static func needed(_ agreement: RoundAnalysis.Agreement) -> String? {
        guard !agreement.curve.isEmpty else { return nil }
        guard let index = agreement.curve.firstIndex(where: { $0 >= 0.9 }) else {
            return "Auch mit \(agreement.curve.count) Bögen je Bewerbung erreichte das Mittel keine 90 %."
        }
        return index == 0
            ? "Schon ein einzelner Bogen erreicht 90 %."
            : "Für 90 % wären \(index + 1) Bögen je Bewerbung nötig."
    }

    static func moves(_ moves: [RoundAnalysis.Move]) -> String {
        moves.map { "\($0.municipality.title.plain) \(place($0.from)) statt \(place($0.to))" }.joined(separator: "; ")
    }

    private static func place(_ rank: Int?) -> String {
        rank.map { "Platz \($0)" } ?? "ohne Platz"
    }
}
