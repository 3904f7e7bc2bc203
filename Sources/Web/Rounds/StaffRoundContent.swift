import AwardStore
import Awards
import Foundation

struct StaffRoundContent: ViewModel {
    struct TrackRow: ViewModel {
        let title: String
        let drafts: String
        let received: String
        let waiting: String
        let admitted: String
        let rejected: String
        let sheets: String
    }

    struct Hint: ViewModel {
        let href: String
        let text: String
    }

    struct Fact: ViewModel {
        let term: String
        let value: String
    }

    let roundTitle: String
    let tag: String
    let state: String
    let rules: String
    let roundTabs: RoundTabs
    let timeline: [TimelineItem]
    let hints: [Hint]
    let tracks: [TrackRow]
    let sum: TrackRow
    let sheets: [Fact]
    let prizes: [Fact]

    init(_ overview: RoundOverview, at now: Date) {
        let round = overview.round
        roundTitle = round.title
        tag = round.state.rawValue
        state = round.state.germanName
        rules = "Regelfassung \(round.rulesVersion.grouped)"
        roundTabs = RoundTabs(slug: round.slug, current: .overview)
        timeline = RoundTimeline(overview, at: now).items
        hints = Self.hints(overview)
        tracks = overview.tracks.map { TrackRow(title: $0.rules.title, entries: $0.entries, sheets: $0.sheets) }
        sum = TrackRow(
            title: "Summe", entries: Self.sum(overview.tracks.map(\.entries)), sheets: Self.sum(overview.tracks.map(\.sheets))
        )
        sheets = [Fact(term: "Jurymitglieder", value: overview.jurors.grouped)]
            + ScoreSheet.State.allCases.map { Fact(term: "Bögen \($0.germanName)", value: overview.sheets($0).grouped) }
        let clock = ZonedClock(round.rules.round.timeZone)
        prizes = [
            Fact(term: "Budget", value: round.rules.budgetCents.euroText),
            Fact(term: "Bewertung abgeschlossen", value: round.scoringClosedAt.map(clock.minute) ?? "noch nicht"),
            Fact(term: "Rangliste festgestellt", value: overview.steps.frozenAt.map(clock.minute) ?? "noch nicht"),
            Fact(term: "Beschluss der Jury erfasst", value: overview.steps.decidedAt.map(clock.minute) ?? "noch nicht"),
            Fact(term: "Preise berechnet", value: overview.steps.allocatedAt.map(clock.minute) ?? "noch nicht"),
            Fact(term: "Ergebnis veröffentlicht", value: round.publishedAt.map(clock.minute) ?? "noch nicht"),
        ]
    }

    private static func sum<State: Hashable>(_ counts: [[State: Int]]) -> [State: Int] {
        counts.reduce(into: [:]) { sum, next in sum.merge(next, uniquingKeysWith: +) }
    }

    /// What staff should do next, each with the page to do it on.
    private static func hints(_ overview: RoundOverview) -> [Hint] {
        let base = "/verwaltung/\(overview.round.slug)"
        var hints: [Hint] = []
        let waiting = overview.entries(.submitted)
        if waiting > 0 {
            hints.append(Hint(href: base + "/bewerbungen", text: waiting.counted("Bewerbung ist", "Bewerbungen sind") + " noch nicht auf Zulassung geprüft."))
        }
        if overview.stuck.undecided > 0, overview.round.state != .published {
            hints.append(
                Hint(
                    href: base + "/befangenheit",
                    text: "Über " + overview.stuck.undecided.counted("mögliche Befangenheit", "mögliche Befangenheiten") + " ist noch nicht entschieden."
                )
            )
        }
        switch overview.round.state {
        case .open:
            let few = overview.stuck.entriesWithFewJurors
            if few > 0 {
                let minimum = overview.round.rules.rubric.minimumSheets.counted("Bogen", "Bögen")
                hints.append(
                    Hint(
                        href: base + "/jury",
                        text: few.counted("Bewerbung erreicht", "Bewerbungen erreichen")
                            + " mit den zugeteilten Jurymitgliedern die Mindestzahl von \(minimum) nicht."
                    )
                )
            }
            if overview.stuck.undeclared > 0 {
                hints.append(Hint(href: base + "/jury", text: overview.stuck.undeclaredJurors.counted("Jurymitglied hat", "Jurymitglieder haben") + " sich zu " + overview.stuck.undeclared.counted("Zuteilung", "Zuteilungen") + " noch nicht erklärt."))
            }
        case .scoringClosed where overview.steps.frozenAt == nil:
            hints.append(Hint(href: base + "/rangliste", text: "Die Rangliste ist noch nicht festgestellt."))
        case .scoringClosed where overview.steps.allocatedAt == nil:
            hints.append(Hint(href: base + "/preise", text: overview.steps.decidedAt == nil ? "Der Beschluss der Jury ist noch nicht erfasst." : "Die Preise sind noch nicht berechnet."))
        case .scoringClosed:
            hints.append(Hint(href: base + "/preise", text: "Das Ergebnis ist noch nicht veröffentlicht."))
        case .published:
            break
        }
        return hints
    }
}

extension StaffRoundContent.TrackRow {
    init(title: String, entries: [Entry.State: Int], sheets: [ScoreSheet.State: Int]) {
        let count = { (state: Entry.State) in entries[state] ?? 0 }
        self.title = title
        drafts = count(.draft).grouped
        received = (count(.submitted) + count(.admitted) + count(.rejected)).grouped
        waiting = count(.submitted).grouped
        admitted = count(.admitted).grouped
        rejected = count(.rejected).grouped
        let final = sheets[.final] ?? 0
        let counted = final + (sheets[.draft] ?? 0) + (sheets[.notStarted] ?? 0)
        self.sheets = "\(final.grouped) von \(counted.grouped)"
    }
}
