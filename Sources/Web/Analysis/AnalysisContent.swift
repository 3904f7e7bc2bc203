import AwardStore
import Awards
import Foundation
import ScoringEngine

struct AnalysisContent: ViewModel {
    struct ClassTab: ViewModel {
        let href: String
        let label: String
        let count: Int
        let current: Bool
    }

    let roundTabs: RoundTabs
    let roundTitle: String
    let summary: String
    /// Why there is nothing to analyse yet.
    let waiting: String?
    let jury: String
    let classTabs: [ClassTab]
    let notices: [NoticeView]
    let track: AnalysisTrackContent?

    /// The page while jurors still score: whoever sees no ranking sees nothing that follows from it.
    init(waiting round: LoadedRound) {
        roundTabs = RoundTabs(slug: round.slug, current: .analysis)
        roundTitle = round.title
        summary = ""
        waiting = "Die Analyse entsteht, sobald die Bewertung abgeschlossen ist. Bis dahin sieht niemand einen Zwischenstand."
        jury = "/verwaltung/\(round.slug)/jury"
        classTabs = []
        notices = []
        track = nil
    }

    /// - Parameter shownTrack: code of the size class asked for; any other text shows the first.
    init(_ analysis: RoundAnalysis, shownTrack: String?) {
        let round = analysis.round
        let shown = analysis.tracks.first { $0.rules.code == shownTrack } ?? analysis.tracks.first
        roundTabs = RoundTabs(slug: round.slug, current: .analysis)
        roundTitle = round.title
        summary = "Grundlage: \(analysis.finalSheets.counted("abgeschlossener Bogen", "abgeschlossene Bögen")) von "
            + analysis.jurors.counted("Jurymitglied", "Jurymitgliedern")
        waiting = nil
        jury = "/verwaltung/\(round.slug)/jury"
        classTabs = analysis.tracks.count < 2 ? [] : analysis.tracks.map { track in
            ClassTab(
                href: "/verwaltung/\(round.slug)/analyse?klasse=\(track.rules.code)", label: track.rules.title, count: track.rows.count,
                current: track.rules.code == shown?.rules.code
            )
        }
        notices = shown.map { Self.notices($0, rules: round.rules) } ?? []
        track = shown.map { AnalysisTrackContent($0, rules: round.rules) }
    }

    private static func notices(_ track: RoundAnalysis.Track, rules: RoundRules) -> [NoticeView] {
        var notices = [NoticeView(kind: "info", heading: nil, text: AnalysisWords(rules: rules).official)]
        if track.components > 1 {
            notices.append(NoticeView(
                kind: "warning", heading: "Die Jury zerfällt in \(track.components) Gruppen",
                text: "Kein Jurymitglied der einen Gruppe hat eine Bewerbung der anderen gelesen. Wie streng die Gruppen im Vergleich sind, weiß deshalb niemand: Bereinigte Punkte gelten nur innerhalb einer Gruppe, und die Plätze über die Gruppen hinweg sind unsicherer, als die Spannen zeigen. Ein weiterer Bogen, der beide Gruppen verbindet, behebt das."
            ))
        }
        if !track.thin.isEmpty {
            let names = track.thin.map(\.title.plain).germanList
            notices.append(NoticeView(
                kind: "warning", heading: "Zu wenige Bögen",
                text: "Weniger als drei gewertete Bögen \(track.thin.count == 1 ? "hat" : "haben"): \(names). Ein einzelnes Urteil kann dort den Platz entscheiden."
            ))
        }
        return notices
    }
}

/// One size class of the analysis.
struct AnalysisTrackContent: ViewModel {
    struct Row: ViewModel {
        let rank: String
        let name: String
        let raw: String
        let official: String?
        let corrected: String
        let correctedRank: String
        let moved: Bool
        let span: String
        let prize: String
    }

    struct OffsetRow: ViewModel {
        let name: String
        let group: Int?
        let sheets: Int
        let offset: String
        let margin: String
        let reading: String
    }

    struct DisagreementRow: ViewModel {
        let name: String
        let lowest: String
        let highest: String
        let deviation: String
        let sheets: String
    }

    struct Effect: ViewModel {
        let cause: String
        let moves: String
    }

    let title: String
    let population: String?
    let isEmpty: Bool
    /// How far the jurors' severity matters here.
    let correction: String
    let rows: [Row]
    let officialShown: Bool
    let correctedRankShown: Bool
    let prizeShown: Bool
    let prizeHeading: String
    let placesChart: IntervalChart?
    let best: String?
    let reliability: String
    let reliabilityFacts: [Fact]
    let offsetsChart: IntervalChart?
    let offsets: [OffsetRow]
    let groupsShown: Bool
    let offsetsSummary: String
    let disagreements: [DisagreementRow]
    let jurorEffects: [Effect]
    let weightEffects: [Effect]
}

extension AnalysisTrackContent {
    /// Lists show this many lines at most; the rest is in the table of the ranking.
    private static let longestList = 10

    init(_ track: RoundAnalysis.Track, rules: RoundRules) {
        title = track.rules.title
        population = track.rules.populationText.isEmpty ? nil : track.rules.populationText
        isEmpty = track.rows.isEmpty
        correction = AnalysisWords.correction(track)
        rows = track.rows.map(Row.init)
        officialShown = rules.rubric.aggregation != .mean
        correctedRankShown = track.components == 1
        prizeShown = track.prizePlaces > 0
        prizeHeading = track.prizePlaces == 1 ? "Wahrscheinlichkeit für Platz 1" : "Wahrscheinlichkeit für Platz 1 bis \(track.prizePlaces)"
        placesChart = track.rows.count > 1 ? IntervalChart(places: track) : nil
        best = Self.best(track)
        reliability = AnalysisWords.reliability(track.agreement)
        reliabilityFacts = Self.facts(track.agreement)
        offsetsChart = track.offsets.count > 1 && track.components == 1 ? IntervalChart(offsets: track.offsets) : nil
        offsets = track.offsets.map { OffsetRow($0, grouped: track.components > 1) }
        groupsShown = track.components > 1
        offsetsSummary = Self.offsetsSummary(track.offsets)
        disagreements = track.disagreements.prefix(Self.longestList).map(DisagreementRow.init)
        jurorEffects = track.jurorEffects.map { Effect(cause: "Ohne die Bögen von \($0.name)", moves: AnalysisWords.moves($0.moves)) }
        weightEffects = track.weightEffects.map { effect in
            let title = rules.rubric.criterion(effect.criterion)?.title ?? effect.criterion
            let change = effect.factor > FixedPoint(micros: FixedPoint.microsPerUnit) ? "10 % mehr" : "10 % weniger"
            return Effect(cause: "„\(title)“ mit \(change) Gewicht", moves: AnalysisWords.moves(effect.moves))
        }
    }

    private static func best(_ track: RoundAnalysis.Track) -> String? {
        let names = track.rows.filter(\.mayWinPrize).map(\.ranked.municipality.title.plain)
        guard track.prizePlaces > 0, !names.isEmpty, track.rows.count > track.prizePlaces else { return nil }
        let best = track.prizePlaces == 1 ? "Die beste Bewerbung" : "Die besten \(track.prizePlaces) Bewerbungen"
        let verb = track.prizePlaces == 1 ? "ist" : "sind"
        switch names.count {
        case track.prizePlaces: return "\(best) \(verb) mit 95 % Sicherheit \(names.germanList)."
        case track.rows.count:
            let why = track.components > 1 ? "Solange die Jury in Gruppen zerfällt," : "Nach den Bögen"
            return "\(best) \(verb) nicht einzugrenzen: \(why) kommt jede Bewerbung dieser Größenklasse infrage."
        default: return "\(best) \(verb) mit 95 % Sicherheit unter diesen \(names.count): \(names.germanList)."
        }
    }

    private static func facts(_ agreement: RoundAnalysis.Agreement) -> [Fact] {
        var facts: [Fact] = []
        if let one = agreement.oneSheet { facts.append(Fact(label: "Verlässlichkeit eines Bogens", value: one.german(decimals: 2))) }
        if let mean = agreement.meanOfSheets {
            facts.append(Fact(label: "Verlässlichkeit des Mittels", value: "\(mean.german(decimals: 2)) (\(AnalysisWords.grade(mean)))"))
        }
        if let needed = AnalysisWords.needed(agreement) { facts.append(Fact(label: "Mehr Bögen", value: needed)) }
        if let alpha = agreement.alpha {
            facts.append(Fact(label: "Krippendorffs Alpha", value: "\(alpha.german(decimals: 2)) (1 wäre völlige Übereinstimmung, 0 reiner Zufall)"))
        }
        if let kendall = agreement.kendallW {
            facts.append(Fact(label: "Kendalls W", value: "\(kendall.german(decimals: 2)) (1 hieße: alle bringen die Bewerbungen in dieselbe Reihenfolge)"))
        }
        return facts
    }

    private static func offsetsSummary(_ offsets: [RoundAnalysis.Offset]) -> String {
        guard offsets.contains(where: { $0.offset != 0 }) else {
            return "Die Bögen geben keinen Anlass, ein Jurymitglied für strenger oder milder zu halten als ein anderes. Deshalb wird nichts bereinigt."
        }
        return "Abstand der Punktzahlen eines Jurymitglieds vom Durchschnitt der Jury, nachdem herausgerechnet ist, welche Bewerbungen es gelesen hat. Schließt die Spanne die Null ein, ist der Unterschied nicht gesichert."
    }
}
