import AwardStore
import Awards
import ScoringEngine

/// The engine's explanation of a place in German sentences.
struct PlaceWords {
    private let place: PlaceExplanation
    private let ranking: RankingWords

    init(_ place: PlaceExplanation) {
        self.place = place
        ranking = RankingWords(rules: place.round.rules)
    }

    func method(sheets: Int) -> String {
        guard sheets > 0 else { return "Zu dieser Bewerbung gibt es keinen gewerteten Bogen. Deshalb hat sie keine Punktzahl und keinen Platz." }
        return "Die Punktzahl ist \(ranking.aggregation). Gewertet \(sheets == 1 ? "ist ein Bogen" : "sind \(sheets) Bögen")."
    }

    var uncounted: String? {
        place.uncounted.isEmpty ? nil : "Nicht gewertet: " + place.uncounted.map { "\($0.juror) (\($0.state.germanName))" }.joined(separator: ", ") + "."
    }

    func sheet(_ sheet: ExplainedSheet) -> PlaceContent.SheetRow {
        let correction = sheet.correction.map { correction in
            correction.points.signed(decimals: 2) + (correction.standardError.map { " ± \((1.96 * $0).german(decimals: 2))" } ?? "")
        }
        return PlaceContent.SheetRow(
            juror: juror(sheet.juror), total: sheet.total.rounded(decimals: 4).german, correction: correction,
            share: sheet.share == .zero ? "zählt nicht mit" : sheet.share.description,
            part: (sheet.share * sheet.total).rounded(decimals: 4).german, counts: sheet.share != .zero
        )
    }

    /// Criteria of all sheets under each other: what each brought to the score before any correction.
    func criteria(_ sheets: [ExplainedSheet]) -> [PlaceContent.CriterionRow] {
        place.round.rules.rubric.criteria.enumerated().map { index, criterion in
            let parts = sheets.compactMap { sheet in
                index < sheet.criteria.count ? (share: sheet.share, part: sheet.criteria[index]) : nil
            }
            let sum = parts.reduce(Rational.zero) { $0 + $1.share * $1.part.contribution }
            let most = parts.reduce(Rational.zero) { $0 + $1.share * $1.part.maximum }
            return PlaceContent.CriterionRow(
                title: criterion.title, points: parts.map { $0.part.points?.german ?? "entfällt" }.joined(separator: " · "),
                part: sum.rounded(decimals: 2).german, maximum: most.rounded(decimals: 2).german
            )
        }
    }

    func neighbour(_ comparison: NeighbourComparison, isAbove: Bool) -> PlaceContent.Neighbour {
        let others = comparison.sharedBy > 1 ? " (und \((comparison.sharedBy - 1).counted("weitere Bewerbung", "weitere Bewerbungen")) auf diesem Platz)" : ""
        let name = place.municipalities[comparison.entry]?.title.plain ?? comparison.entry
        return PlaceContent.Neighbour(
            heading: isAbove ? "Nach oben: Platz \(comparison.rank)" : "Nach unten: Platz \(comparison.rank)", name: name + others,
            href: "/verwaltung/\(place.round.slug)/rangliste/\(comparison.entry)", reason: reason(comparison),
            change: change(comparison, isAbove: isAbove), mark: mark(comparison, isAbove: isAbove)
        )
    }

    private func reason(_ comparison: NeighbourComparison) -> String {
        let rule = switch comparison.decidedBy {
        case .score: "Die Punktzahl"
        case .tie(let rule): "Bei gleicher Punktzahl entschied " + ranking.rule(rule)
        }
        return "\(rule): \(value(comparison.own)) gegen \(value(comparison.other))."
    }

    private func value(_ value: ComparedValue) -> String {
        switch value {
        case .total(let total): total.rounded(decimals: 4).german
        case .place(let place, let total): "\(total.map { $0.rounded(decimals: 4).german } ?? "kein Bogen") als \(place). Bogen von oben"
        case .points(let points): points.map { $0.rounded(decimals: 4).german + " Punkte im Mittel" } ?? "keine Punkte"
        case .lot(let digest): "Los \(digest.description.prefix(8))…"
        }
    }

    private func change(_ comparison: NeighbourComparison, isAbove: Bool) -> String {
        let points = comparison.scoreChange
        guard points != .zero else {
            return isAbove ? "Jede höhere Punktzahl ergäbe den besseren Platz." : "Jede niedrigere Punktzahl ergäbe den schlechteren Platz."
        }
        let distance = (points < .zero ? -points : points).rounded(decimals: 4).german
        return isAbove ? "Es fehlen \(distance) Punkte zum Gleichstand." : "Der Vorsprung beträgt \(distance) Punkte."
    }

    /// nil where scores are corrected: there one mark moves every juror's severity, so no single one can be named.
    private func mark(_ comparison: NeighbourComparison, isAbove: Bool) -> String? {
        guard place.round.rules.rubric.aggregation.isExact else { return nil }
        guard let change = comparison.markChange else { return "Kein einzelner anderer Wert auf einem Bogen würde das ändern." }
        let criterion = place.round.rules.rubric.criterion(change.criterion)?.title ?? change.criterion
        let effect = isAbove ? "Für den besseren Platz genügte" : "Für den schlechteren Platz genügte"
        return "\(effect) ein einziger anderer Wert: \(juror(change.juror)) bei „\(criterion)“ \(change.to.german) statt \(change.from.german). Die Punktzahl wäre dann \(change.score.rounded(decimals: 4).german)."
    }

    func juror(_ id: String) -> String { place.jurors[id] ?? id }
}
