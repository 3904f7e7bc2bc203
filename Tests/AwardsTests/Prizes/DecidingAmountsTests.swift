import Awards
import ScoringEngine
import Testing

@Suite("Amounts set by the jury")
struct DecidingAmountsTests {
    private let entries: [Entry.ID]
    private let rules: RoundRules
    private let groups: [[Entry.ID]]

    init() throws {
        entries = try PrizeExamples.entries(6)
        rules = try PrizeExamples.rules(ties: .jurySet)
        groups = [[entries[0]], [entries[1], entries[2]], [entries[3]], [entries[4]]]
    }

    private func refusals(_ cents: [Int], reason: String = "Entscheidung der Jury") -> [PrizeRefusal] {
        let facts = DecidingPlaces.Facts(
            state: .scoringClosed, admitted: Dictionary(uniqueKeysWithValues: entries.map { ($0, "offen") }), frozen: nil, hasScores: false
        )
        let decision = PrizeExamples.decision(groups, reason: reason, amounts: Array(zip(entries, cents)))
        return DecidingPlaces.refusals(decision, rules: rules, facts: facts)
    }

    @Test("2019: 70, 40, 40, 30 and 20 thousand keep the ladder's 200 thousand")
    func year2019() {
        #expect(refusals([70_000_00, 40_000_00, 40_000_00, 30_000_00, 20_000_00]) == [])
    }

    @Test("one cent more or less is refused", arguments: [1, -1])
    func offByOne(cent: Int) {
        let sum = 200_000_00 + cent
        #expect(
            refusals([70_000_00 + cent, 40_000_00, 40_000_00, 30_000_00, 20_000_00])
                == [.setOffLadder(track: "offen", sumCents: sum, ladderCents: 200_000_00)]
        )
    }

    @Test("equals may differ by one cent, not by two")
    func equals() {
        #expect(refusals([70_000_00, 40_000_01, 40_000_00, 30_000_00, 19_999_99]) == [])
        #expect(refusals([70_000_00, 40_000_02, 40_000_00, 30_000_00, 19_999_98]) == [.setUnequal(track: "offen")])
    }

    @Test("a later place never gets more")
    func rising() {
        #expect(refusals([40_000_00, 60_000_00, 60_000_00, 20_000_00, 20_000_00]) == [.setRising(track: "offen")])
    }

    @Test("each placed entry has an amount and nobody else")
    func complete() {
        #expect(refusals([70_000_00, 40_000_00, 40_000_00, 30_000_00]) == [.setMissing(entries[4])])
        #expect(refusals([70_000_00, 40_000_00, 40_000_00, 30_000_00, 20_000_00, 0]) == [.setWithoutPlace(entries[5])])
    }

    @Test("setting amounts needs a reason")
    func reason() {
        #expect(refusals([70_000_00, 40_000_00, 40_000_00, 30_000_00, 20_000_00], reason: "") == [.reasonMissing])
    }
}
