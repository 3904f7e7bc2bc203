import AwardStore
import Awards
import Foundation
import ScoringEngine

/// One line of a ranking. Written by hand: there are hundreds on a page.
struct RankingLine: ViewModel {
    let rank: String
    let shared: Bool
    let name: String
    /// Where the place is explained; nil without rank.
    let explanation: String?
    let land: String
    let score: String
    /// The plain mean, or a dash without one; nil where the rules rank by it or by another exact score.
    let raw: String?
    let exact: String?
    let sheets: Int
    let warning: String?
    let reason: String

    func child(named name: String) -> Any? {
        switch name {
        case "rank": rank
        case "shared": shared
        case "name": self.name
        case "explanation": explanation ?? NSNull()
        case "land": land
        case "score": score
        case "raw": raw ?? NSNull()
        case "exact": exact ?? NSNull()
        case "sheets": sheets
        case "warning": warning ?? NSNull()
        case "reason": reason
        default: nil
        }
    }
}

/// A size class on the ranking page.
struct RankingSection: ViewModel {
    let anchor: String
    let title: String
    let population: String?
    let count: Int
    let caption: String
    let rawShown: Bool
    let rows: [RankingLine]
}

struct RankingContent: ViewModel {
    struct Frozen: ViewModel {
        let at: String
        let by: String
        let hash: String
    }

    let roundTabs: RoundTabs
    let roundTitle: String
    let tag: String
    let tagLabel: String
    let summary: String
    let notices: [NoticeView]
    let frozen: Frozen?
    /// Where the ranking can be frozen; nil where it can't.
    let freeze: String?
    let prizes: String?
    let exactShown: Bool
    let sections: [RankingSection]
    let severalSections: Bool
    /// Why there is no ranking yet.
    let waiting: String?
    let jury: String
}

/// A notice among others on a page.
struct NoticeView: ViewModel {
    let kind: String
    let heading: String?
    let text: String
}

extension RankingContent {
    init(_ board: RankingBoard, exact: Bool, clock: ZonedClock, mayFreeze: Bool) {
        let round = board.round
        let words = RankingWords(rules: round.rules)
        roundTabs = RoundTabs(slug: round.slug, current: .ranking)
        roundTitle = round.title
        tag = board.frozen == nil ? "open" : "frozen"
        tagLabel = board.frozen == nil ? "Vorläufig" : "Festgestellt"
        summary = "aus \(board.finalSheets.counted("abgeschlossenen Bogen", "abgeschlossenen Bögen")) von "
            + board.jurors.counted("Jurymitglied", "Jurymitgliedern")
        frozen = board.frozen.map { Frozen(at: clock.minute($0.at), by: $0.by, hash: $0.inputHash) }
        let hasEntries = board.tracks.contains { !$0.rows.isEmpty }
        freeze = mayFreeze && board.frozen == nil && hasEntries && round.state == .scoringClosed ? "/verwaltung/\(round.slug)/rangliste/einfrieren" : nil
        prizes = board.frozen == nil ? nil : "/verwaltung/\(round.slug)/preise"
        exactShown = exact
        sections = board.tracks.map { RankingSection($0, slug: round.slug, raw: board.rawScores, words: words, exact: exact) }
        severalSections = board.tracks.count > 1
        notices = Self.notices(board)
        waiting = nil
        jury = "/verwaltung/\(round.slug)/jury"
    }

    /// The page while jurors still score.
    init(waiting round: LoadedRound) {
        roundTabs = RoundTabs(slug: round.slug, current: .ranking)
        roundTitle = round.title
        tag = "open"
        tagLabel = "Bewertung läuft"
        summary = ""
        notices = []
        frozen = nil
        freeze = nil
        prizes = nil
        exactShown = false
        sections = []
        severalSections = false
        waiting = "Die Rangliste entsteht, sobald die Bewertung abgeschlossen ist. Bis dahin sieht niemand einen Zwischenstand."
        jury = "/verwaltung/\(round.slug)/jury"
    }

    private static func notices(_ board: RankingBoard) -> [NoticeView] {
        let rules = board.round.rules
        let samples = rules.sampleNotes(for: "rubric") + rules.sampleNotes(for: "ranking")
        var notices = samples.isEmpty ? [] : [NoticeView(kind: "info", heading: "Beispieldaten", text: samples.joined(separator: " "))]
        let thin = board.tracks.flatMap(\.rows).count { $0.sheets < rules.rubric.minimumSheets }
        if thin > 0 {
            notices.append(NoticeView(
                kind: "warning", heading: "Zu wenige Bögen",
                text: "\(thin.counted("Bewerbung hat", "Bewerbungen haben")) weniger als \(rules.rubric.minimumSheets.counted("gewerteten Bogen", "gewertete Bögen")). Sie sind in der Tabelle gekennzeichnet."
            ))
        }
        return notices
    }
}

extension RankingSection {
    init(_ track: RankingBoard.Track, slug: String, raw: [Entry.ID: String], words: RankingWords, exact: Bool) {
        anchor = "klasse-" + track.rules.code
        title = track.rules.title
        population = track.rules.populationText.isEmpty ? nil : track.rules.populationText
        count = track.rows.count
        caption = "\(words.aggregation.uppercasedFirst); \(words.ties)"
        rawShown = !raw.isEmpty
        let minimum = words.rules.rubric.minimumSheets
        rows = zip(track.rows.indices, words.reasons(track.rows)).map { index, reason in
            let row = track.rows[index]
            let shared = row.rank != nil
                && (index > 0 && track.rows[index - 1].rank == row.rank
                    || index < track.rows.count - 1 && track.rows[index + 1].rank == row.rank)
            return RankingLine(
                rank: row.rank.map(String.init) ?? "–", shared: shared, name: row.municipality.title.plain,
                explanation: row.rank == nil ? nil : "/verwaltung/\(slug)/rangliste/\(row.municipality.entry)",
                land: row.municipality.land, score: row.score?.german ?? "–",
                raw: raw.isEmpty ? nil : raw[row.municipality.entry]?.german ?? "–", exact: exact ? row.exact : nil,
                sheets: row.sheets, warning: Self.warning(row, minimum: minimum), reason: reason
            )
        }
    }

    private static func warning(_ row: RankingBoard.Row, minimum: Int) -> String? {
        if row.flags.contains(.sheetWithoutCriterion) { return "ein Bogen ohne jedes Kriterium zählt nicht" }
        return row.sheets < minimum ? "zu wenige" : nil
    }
}
