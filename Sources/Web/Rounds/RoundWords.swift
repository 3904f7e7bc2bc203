import AwardStore
import Awards
import ScoringEngine

extension Round.State {
    var germanName: String {
        switch self {
        case .open: "Bewerbung und Bewertung laufen"
        case .scoringClosed: "Bewertung abgeschlossen"
        case .published: "Ergebnis veröffentlicht"
        }
    }
}

extension Entry.State {
    var germanName: String {
        switch self {
        case .draft: "Entwurf"
        case .submitted: "Eingereicht"
        case .admitted: "Zugelassen"
        case .rejected: "Abgelehnt"
        }
    }
}

extension ScoreSheet.State {
    var germanName: String {
        switch self {
        case .notStarted: "nicht begonnen"
        case .draft: "begonnen"
        case .final: "abgeschlossen"
        case .abstained: "enthalten"
        case .recused: "befangen"
        }
    }
}

extension Municipality.Kind {
    /// In the plural, as those who may enter.
    var germanPlural: String {
        switch self {
        case .gemeinde: "Städte und Gemeinden"
        case .landkreis: "Landkreise"
        }
    }
}

extension TieRule {
    /// What decides between equal scores. Criteria go by their title.
    func germanName(in rubric: RubricRules) -> String {
        switch self {
        case .median: "höherer Median der Bögen"
        case .highest: "höherer bester Bogen"
        case .lowest: "höherer schwächster Bogen"
        case .countback: "besserer Bogen im Vergleich Bogen für Bogen"
        case .criterion(let code): "höherer Mittelwert im Kriterium „\(rubric.criterion(code)?.title ?? code)“"
        case .lot: "Los"
        }
    }
}

extension TieMode {
    var germanName: String {
        switch self {
        case .pooledSplit: "Geteilte Plätze teilen sich die Beträge der Plätze, die sie belegen, zu gleichen Teilen."
        case .fixedPerRank: "Jede Kommune erhält den vollen Betrag ihres Platzes; das Budget muss reichen."
        case .jurySet: "Die Jury setzt die Beträge; die Summe der Leiter bleibt gleich."
        case .lot: "Zwischen geteilten Plätzen entscheidet das Los."
        }
    }
}

extension RankingStyle {
    var germanName: String {
        switch self {
        case .standard: "Nach geteilten Plätzen bleiben Plätze frei (1, 2, 2, 4)."
        case .dense: "Nach geteilten Plätzen folgt der nächste Platz (1, 2, 2, 3)."
        }
    }
}

extension Aggregation {
    var germanName: String {
        switch self {
        case .mean: "Mittelwert der abgeschlossenen Bögen"
        case .median: "Median der abgeschlossenen Bögen"
        case .trimmedMean(1): "Mittelwert ohne den höchsten und den niedrigsten Bogen"
        case .trimmedMean(let trim): "Mittelwert ohne die \(trim) höchsten und die \(trim) niedrigsten Bögen"
        case .zScore(let minimum): "Mittelwert der standardisierten Bögen (Jurymitglieder mit weniger als \(minimum) Bögen zählen, wie sie werten)"
        case .interblock: "Mittelwert, um die geschätzte Strenge der Jurymitglieder bereinigt"
        case .additive: "Mittelwert, um die volle Strenge der Jurymitglieder bereinigt (kleinste Quadrate)"
        }
    }
}

extension FixedPoint {
    /// With a decimal comma, `7,5`.
    var german: String { description.replacing(".", with: ",") }
}

extension NotApplicableRule {
    var germanName: String {
        switch self {
        case .renormalise: "Ein Kriterium, das entfällt, zählt nicht mit; die übrigen Gewichte gelten."
        case .refuse: "Jedes Kriterium ist zu bewerten."
        }
    }
}

extension Page {
    /// A page inside a round: its name in the head, and the banner where the round is a demonstration.
    init(_ title: String, in round: LoadedRound, breadcrumb: [Frame.Crumb], flash: Frame.Flash? = nil) {
        self.init(
            title, roundName: round.title,
            sampleBanner: round.rules.round.sampleData ? "Diese Runde ist eine Demonstration mit erfundenen Daten." : nil,
            breadcrumb: breadcrumb, flash: flash
        )
    }

    /// A staff page of a round, two steps below `/verwaltung`.
    init(staff title: String, in round: LoadedRound, flash: Frame.Flash? = nil) {
        self.init(
            title, in: round,
            breadcrumb: [.init("Verwaltung", "/verwaltung"), .init(round.title, "/verwaltung/\(round.slug)"), .init(title)], flash: flash
        )
    }
}
