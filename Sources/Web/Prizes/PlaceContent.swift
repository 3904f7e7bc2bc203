import AwardStore
import Awards
import ScoringEngine

struct PlaceContent: ViewModel {
    struct SheetRow: ViewModel {
        let juror: String
        let total: String
        let correction: String?
        let share: String
        let part: String
        let counts: Bool
    }

    struct CriterionRow: ViewModel {
        let title: String
        let points: String
        let part: String
        let maximum: String
    }

    struct Neighbour: ViewModel {
        let heading: String
        let name: String
        let href: String
        let reason: String
        let change: String
        let mark: String?
    }

    let roundTabs: RoundTabs
    let roundTitle: String
    let name: String
    let rank: String
    let score: String
    let exact: String?
    let trackTitle: String
    let method: String
    /// Who was assigned and does not count, and why; nil where everybody counts.
    let uncounted: String?
    let sheets: [SheetRow]
    let corrected: Bool
    let criteria: [CriterionRow]
    let neighbours: [Neighbour]
    let hasSheets: Bool
    let ranking: String
}

extension PlaceContent {
    init(_ place: PlaceExplanation) {
        let words = PlaceWords(place)
        let row = place.row
        let explained = place.explanation
        let ordered = (explained?.sheets ?? []).sorted { words.juror($0.juror) < words.juror($1.juror) }
        roundTabs = RoundTabs(slug: place.round.slug, current: .ranking)
        roundTitle = place.round.title
        name = row.municipality.title.plain
        rank = row.rank.map { "Platz \($0)" } ?? "Ohne Platz"
        score = row.score?.german ?? "–"
        exact = row.exact
        trackTitle = place.track.title
        method = words.method(sheets: ordered.count)
        uncounted = words.uncounted
        corrected = ordered.contains { $0.correction != nil }
        sheets = ordered.map { words.sheet($0) }
        criteria = words.criteria(ordered)
        hasSheets = !ordered.isEmpty
        neighbours = [
            explained?.above.map { words.neighbour($0, isAbove: true) }, explained?.below.map { words.neighbour($0, isAbove: false) },
        ].compactMap(\.self)
        ranking = "/verwaltung/\(place.round.slug)/rangliste"
    }
}

extension String {
    /// A decimal as the engine writes it, in German notation.
    var german: String { replacing(".", with: ",").replacing("-", with: "−") }
}
