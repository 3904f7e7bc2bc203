import AwardStore
import Awards
import ScoringEngine

/// The sentences of a result, made from what was awarded: who holds the title, who shares a place, how it was computed.
struct ResultWords {
    private let results: PublicResults
    private var rules: RoundRules { results.round.rules }

    init(_ results: PublicResults) {
        self.results = results
    }

    /// "13 Preise"
    var prizeCount: String {
        (results.tracks.reduce(0) { $0 + $1.places.count } + results.special.count).counted("Preis", "Preise")
    }

    /// Only an unshared first place holds the title: money can be divided, a title can't.
    var lead: String {
        let holders = results.tracks.compactMap { track -> String? in
            guard let first = track.places.first, first.rank == 1, !first.isShared else { return nil }
            return first.laureate.title.withArticle
        }
        let shared = results.tracks.compactMap { track -> String? in
            let first = track.places.filter { $0.rank == 1 }
            guard first.count > 1 else { return nil }
            let place = results.tracks.count > 1 ? "Den ersten Platz („\(track.rules.title)“)" : "Den ersten Platz"
            return "\(place) teilen sich \(first.map(\.laureate.title.withArticle).germanList)".sentence
        }
        var sentences: [String] = []
        if !holders.isEmpty {
            sentences.append("Den Titel „\(results.round.competitionTitle)“ \(holders.count == 1 ? "trägt" : "tragen") \(holders.germanList)".sentence)
        }
        sentences += shared
        if results.hasRanking {
            sentences.append("Zugelassen \(results.entries == 1 ? "war" : "waren") \(results.entries.counted("Bewerbung", "Bewerbungen")) aus \(results.laender == 1 ? "einem Land" : "\(results.laender.grouped) Ländern").")
        }
        return sentences.joined(separator: " ")
    }

    var method: [String] {
        var sentences: [String] = []
        let words = RankingWords(rules: rules)
        if results.hasRanking {
            sentences.append(
                "\(results.jurors.counted("Jurymitglied hat", "Jurymitglieder haben")) \(results.finalSheets.counted("Bewertungsbogen", "Bewertungsbögen")) abgeschlossen. Die Punktzahl einer Bewerbung ist \(words.aggregation); \(words.ties)."
            )
        }
        let day = results.decidedOn.map { " am \($0.german)" } ?? ""
        sentences.append("Über Plätze und Sonderpreise wurde\(day) entschieden durch: \(results.decidedBy)".sentence)
        if !ties.isEmpty { sentences.append(ties) }
        if results.special.contains(where: { $0.laureates.count > 1 }) {
            sentences.append("Ein gemeinsam gewonnener Sonderpreis wird nach den beschlossenen Anteilen geteilt.")
        }
        sentences.append("Das Preisgeld folgt Fassung \(results.round.rulesVersion) der Regeln dieser Runde und ist auf den Cent berechnet.")
        return sentences
    }

    /// What shared places pay, where there are any or the jury set the amounts.
    private var ties: String {
        let isShared = results.tracks.contains { $0.places.contains(where: \.isShared) }
        switch rules.prizes.ties {
        case .pooledSplit: return isShared ? "Wer sich einen Platz teilt, erhält zu gleichen Teilen die Summe der Preise, auf die diese Plätze fallen." : ""
        case .fixedPerRank: return isShared ? "Wer sich einen Platz teilt, erhält jeweils den Preis dieses Platzes." : ""
        case .jurySet: return "Die Jury darf die Beträge innerhalb einer Größenklasse anders verteilen; ihre Summe bleibt gleich."
        case .lot: return "Bei gleichem Rang entscheidet das Los über den Preis."
        }
    }
}

extension String {
    /// Ended by a full stop; an abbreviation at the end ("i.d.OPf.") brings its own.
    fileprivate var sentence: String {
        hasSuffix(".") ? self : self + "."
    }
}
