import Awards
import ScoringEngine
import Testing

/// Small rules for prize decisions: no round needs more than its tracks, tie mode and special prizes here.
enum PrizeExamples {
    static func rules(
        tracks: [String: [Int]] = ["offen": [60_000_00, 50_000_00, 40_000_00, 30_000_00, 20_000_00]],
        ties: TieMode = .pooledSplit, style: RankingStyle = .dense, lotSeed: String? = nil,
        special: [SpecialPrizeRules] = []
    ) throws -> RoundRules {
        let day = try #require(CalendarDay("2017-12-31"))
        let opens = try #require(LocalTime("2019-01-28 00:00"))
        let deadline = try #require(LocalTime("2019-06-28 24:00"))
        return RoundRules(
            competition: CompetitionHead(slug: "probe", title: "Probe"),
            round: RoundHead(slug: "probe-2019", title: "Probe 2019", timeZone: "Europe/Berlin", sampleData: true),
            dates: RoundDates(callOpens: opens, entryDeadline: deadline),
            budgetCents: tracks.values.joined().reduce(0, +) + special.reduce(0) { $0 + $1.amountCents },
            eligibility: Eligibility(kinds: [.gemeinde], populationDate: day),
            tracks: tracks.keys.sorted().map {
                TrackRules(code: $0, title: $0, populationFrom: 0, populationTo: nil, placesCents: tracks[$0] ?? [])
            },
            form: FormRules(
                sections: [], measures: MeasureRules(minimum: 0, maximum: 1, titleMaximumCharacters: 1, descriptionMaximumCharacters: 1, finishedWithinYears: nil, fields: [])
            ),
            rubric: RubricRules(notApplicable: .renormalise, aggregation: .mean, minimumSheets: 1, criteria: []),
            ranking: RankingRules(style: style, ties: [], lotSeed: lotSeed),
            prizes: PrizeRules(ties: ties, special: special), sampleData: [], sources: []
        )
    }

    /// Entries numbered from 1, in an order that their ids keep.
    static func entries(_ count: Int) throws -> [Entry.ID] {
        try (1...count).map { try #require(Entry.ID("00000000-0000-0000-0000-0000000000" + ($0 < 10 ? "0\($0)" : "\($0)"))) }
    }

    static func decision(
        _ groups: [[Entry.ID]], track: String = "offen", reason: String = "Entscheidung der Jury",
        amounts: [(Entry.ID, Int)] = [], special: [SpecialPrizeDecision] = []
    ) -> PlannedDecision {
        PlannedDecision(
            decidedBy: "Jury", decidedOn: nil, reason: reason, places: [TrackPlaces(track: track, groups: groups)],
            amounts: amounts.map { SetAmount(entry: $0.0, cents: $0.1) }, special: special
        )
    }
}
