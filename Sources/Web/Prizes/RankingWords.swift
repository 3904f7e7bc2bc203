import AwardStore
import Awards
import ScoringEngine

/// The engine's rules in German sentences.
struct RankingWords {
    let rules: RoundRules

    /// A tie rule as a subject: "der Median".
    func rule(_ rule: TieRule) -> String {
        switch rule {
        case .median: "der Median"
        case .highest: "der höchste Bogen"
        case .lowest: "der niedrigste Bogen"
        case .countback: "der Vergleich der besten Bögen"
        case .criterion(let code): "das Kriterium „\(rules.rubric.criterion(code)?.title ?? code)“"
        case .lot: "das Los"
        }
    }

    /// How sheets become a score: "das Mittel der Bögen".
    var aggregation: String {
        switch rules.rubric.aggregation {
        case .mean: "das Mittel der Bögen"
        case .median: "der Median der Bögen"
        case .trimmedMean(let trim): "das Mittel der Bögen ohne die \(trim) höchsten und die \(trim) niedrigsten"
        case .zScore: "das Mittel der Bögen, nachdem die Bögen jedes Jurymitglieds auf gleiches Mittel und gleiche Streuung gebracht sind"
        case .interblock: "das Mittel der Bögen, um die geschätzte Strenge der Jurymitglieder bereinigt"
        case .additive: "das Mittel der Bögen, um die volle Strenge der Jurymitglieder bereinigt"
        }
    }

    /// "bei Gleichstand der Median, dann das Los, sonst bleibt der Platz geteilt".
    var ties: String {
        guard !rules.ranking.ties.isEmpty else { return "bei Gleichstand wird der Platz geteilt" }
        let chain = rules.ranking.ties.map(rule).joined(separator: ", dann ")
        return "bei Gleichstand entscheidet " + chain + (rules.ranking.ties.contains(.lot) ? "" : "; sonst wird der Platz geteilt")
    }

    /// What set each row of a ranking apart, in the rows' order.
    func reasons(_ rows: [RankingBoard.Row]) -> [String] {
        rows.indices.map { reason(at: $0, in: rows) }
    }

    private func reason(at index: Int, in rows: [RankingBoard.Row]) -> String {
        let row = rows[index]
        guard let rank = row.rank else { return "kein gewerteter Bogen" }
        let shared = isShared(index, rows)
        let equals = neighbours(of: index, in: rows).filter { $0.exact == row.exact }.compactMap(\.rank)
        guard case .tie(let rule)? = row.decidedBy, !equals.isEmpty else {
            if shared { return "Gleichstand bleibt, Platz \(rank) geteilt" }
            return row.decidedBy == nil ? "einzige gewertete Bewerbung" : "Punktzahl"
        }
        let name = self.rule(rule).uppercasedFirst
        let decided = equals.count == 1
            ? "\(name) entschied gegenüber Platz \(equals[0])"
            : "Punktgleich mit Platz \(equals.map(String.init).germanList); zuletzt entschied \(self.rule(rule))"
        return shared ? decided + ", Platz \(rank) bleibt geteilt" : decided
    }

    /// The nearest rows above and below that have another rank.
    private func neighbours(of index: Int, in rows: [RankingBoard.Row]) -> [RankingBoard.Row] {
        let rank = rows[index].rank
        var above = index
        while above > 0, rows[above].rank == rank { above -= 1 }
        var below = index
        while below < rows.count - 1, rows[below].rank == rank { below += 1 }
        return [above, below].filter { rows[$0].rank != rank && rows[$0].rank != nil }.map { rows[$0] }
    }

    private func isShared(_ index: Int, _ rows: [RankingBoard.Row]) -> Bool {
        let rank = rows[index].rank
        guard rank != nil else { return false }
        return index > 0 && rows[index - 1].rank == rank || index < rows.count - 1 && rows[index + 1].rank == rank
    }
}

extension String {
    var uppercasedFirst: String {
        prefix(1).uppercased() + dropFirst()
    }
}

extension TrackRules {
    /// "bis 19.999 Einwohner*innen", "20.000 bis 99.999 Einwohner*innen"; empty for a class without bounds, and for one
    /// whose title says them.
    var populationText: String {
        let bounds = [populationFrom == 0 ? nil : populationFrom, populationTo].compactMap { $0?.grouped }
        if bounds.allSatisfy(title.contains) { return "" }
        return switch (populationFrom, populationTo) {
        case (0, nil): ""
        case (0, let to?): "bis \(to.grouped) Einwohner*innen"
        case (let from, nil): "ab \(from.grouped) Einwohner*innen"
        case (let from, let to?): "\(from.grouped) bis \(to.grouped) Einwohner*innen"
        }
    }
}
