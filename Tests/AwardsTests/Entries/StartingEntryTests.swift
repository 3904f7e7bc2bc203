import Awards
import Foundation
import Testing

@Suite("Starting an entry")
struct StartingEntryTests {
    @Test("the latest figure up to the reference date decides, else the first after it", arguments: [
        (["2023-12-31", "2025-12-31", "2026-12-31"], "2025-12-31"),
        (["2023-12-31", "2024-12-31"], "2024-12-31"),
        (["2028-12-31", "2026-12-31"], "2026-12-31"),
    ])
    func figure(dates: [String], expected: String) throws {
        let figures = try dates.enumerated().map { try SampleForm.figure(1_000 + $0.offset, $0.element) }
        let chosen = PopulationFigure.deciding(among: figures, at: try #require(CalendarDay("2025-12-31")))
        #expect(chosen?.date.description == expected)
    }

    @Test("the size class includes both of its bounds", arguments: [(1, "klein"), (19_999, "klein"), (20_000, "gross"), (3_700_000, "gross")])
    func bounds(population: Int, track: String) throws {
        let placement = try StartingEntry.placement(rules: SampleForm.rules(), figures: [SampleForm.figure(population, "2025-12-31")])
        #expect(placement.track.code == track)
        #expect(placement.figure.population == population)
    }

    @Test("no figure and no class are told apart")
    func withoutClass() throws {
        let rules = try SampleForm.rules()
        let empty = try SampleForm.figure(0, "2025-12-31")
        #expect(throws: EntryRefusal.populationUnknown) { try StartingEntry.placement(rules: rules, figures: []) }
        #expect(throws: EntryRefusal.noTrack(population: 0)) { try StartingEntry.placement(rules: rules, figures: [empty]) }
    }

    private static let moments: [(Double, EntryRefusal?)] = [
        (999.0, EntryRefusal.callNotOpened), (1_000, nil), (1_999, nil), (2_000, .deadlinePassed), (2_001, .deadlinePassed),
    ]

    @Test("the deadline itself is too late, the second before is not", arguments: moments)
    func window(seconds: Double, expected: EntryRefusal?) {
        let moment = Date(timeIntervalSince1970: seconds)
        #expect(entryRefusal { () throws(EntryRefusal) in try SampleForm.window().require(openAt: moment) } == expected)
    }

    @Test("the first obstacle is named", arguments: [
        (Round.State.scoringClosed, Municipality.Kind.landkreis, true, EntryRefusal.roundNotOpen),
        (.open, .landkreis, true, .kindNotEligible),
        (.open, .gemeinde, true, .alreadyEntered),
        (.open, .gemeinde, false, .populationUnknown),
    ])
    func order(state: Round.State, kind: Municipality.Kind, entered: Bool, expected: EntryRefusal) throws {
        let rules = try SampleForm.rules()
        let found = entryRefusal { () throws(EntryRefusal) in
            _ = try StartingEntry.decide(
                rules: rules, window: SampleForm.window(state), at: SampleForm.opens, kind: kind, figures: [], alreadyEntered: entered
            )
        }
        #expect(found == expected)
    }
}
