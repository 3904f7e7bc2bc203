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

    /// "83 %"; what is neither never nor always stays "unter 1 %" and "über 99 %".
    var percent: String {
        switch self {
        case 0.005..<0.995: "\(Int((self * 100).rounded())) %"
        case ..<0.005: self > 0 ? "unter 1 %" : "0 %"
        default: self < 1 ? "über 99 %" : "100 %"
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
            + "Im Mittel aus \(agreement.sheetsPerEntry.german(decimals: 1)) Bögen sind es \(mean.percent). Die Verlässlichkeit der Punktzahlen ist damit \(grade(mean))."
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
