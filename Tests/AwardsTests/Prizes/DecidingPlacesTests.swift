import Awards
import ScoringEngine
import Testing

@Suite("What the jury may decide")
struct DecidingPlacesTests {
    private let entries: [Entry.ID]
    private let rules: RoundRules

    init() throws {
        entries = try PrizeExamples.entries(8)
        rules = try PrizeExamples.rules(special: [
            SpecialPrizeRules(code: "einzeln", title: "Einzeln", amountCents: 10_000_00, joint: false),
            SpecialPrizeRules(code: "gemeinsam", title: "Gemeinsam", amountCents: 10_000_00, joint: true),
        ])
    }

    private func facts(
        state: Round.State = .scoringClosed, frozen: [[Entry.ID]]? = nil, hasScores: Bool = false
    ) -> DecidingPlaces.Facts {
        DecidingPlaces.Facts(
            state: state, admitted: Dictionary(uniqueKeysWithValues: entries.dropLast().map { ($0, "offen") }),
            frozen: frozen.map { ["offen": $0] }, hasScores: hasScores
        )
    }

    private func refusals(_ decision: PlannedDecision, facts: DecidingPlaces.Facts? = nil) -> [PrizeRefusal] {
        DecidingPlaces.refusals(decision, rules: rules, facts: facts ?? self.facts())
    }

    @Test("a decision waits for the end of scoring, for the frozen ranking, and ends with publication")
    func states() {
        let decision = PrizeExamples.decision([[entries[0]]])
        #expect(refusals(decision, facts: facts(state: .open)) == [.scoringOpen])
        #expect(refusals(decision, facts: facts(state: .published)) == [.roundPublished])
        #expect(refusals(decision, facts: facts(hasScores: true)) == [.rankingNotFrozen])
        #expect(refusals(decision, facts: facts(frozen: [[entries[0]]], hasScores: true)) == [])
        #expect(refusals(decision) == [])
    }

    @Test("following the frozen ranking needs no reason, anything else does")
    func reason() {
        let frozen = entries.prefix(7).map { [$0] }
        let followed = Array(frozen.prefix(5))
        var swapped = followed
        swapped.swapAt(0, 1)
        let facts = facts(frozen: frozen, hasScores: true)
        #expect(refusals(PrizeExamples.decision(followed, reason: ""), facts: facts) == [])
        #expect(refusals(PrizeExamples.decision(swapped, reason: " \n"), facts: facts) == [.reasonMissing])
        #expect(refusals(PrizeExamples.decision(Array(followed.dropLast()), reason: ""), facts: facts) == [.reasonMissing])
        #expect(refusals(PrizeExamples.decision(swapped, reason: "Aufwand"), facts: facts) == [])
        #expect(refusals(PrizeExamples.decision(followed, reason: "")) == [.reasonMissing])
    }

    @Test("the order inside a group of equals is no deviation")
    func orderOfEquals() {
        let facts = facts(frozen: [[entries[0]], [entries[1], entries[2]], [entries[3]], [entries[4]]], hasScores: true)
        let other = PrizeExamples.decision([[entries[0]], [entries[2], entries[1]], [entries[3]], [entries[4]]], reason: "")
        #expect(refusals(other, facts: facts) == [])
    }

    @Test("only admitted entries of the size class are placed, each once")
    func membership() {
        let stranger = entries[7]
        #expect(refusals(PrizeExamples.decision([[stranger]])) == [.entryNotAdmitted(stranger)])
        #expect(refusals(PrizeExamples.decision([[entries[0]], [entries[0]]])) == [.placedTwice(entries[0])])
        #expect(refusals(PrizeExamples.decision([[entries[0], entries[0]]])) == [.placedTwice(entries[0])])
        #expect(refusals(PrizeExamples.decision([[entries[0]], []])) == [.emptyPlace(track: "offen")])
        #expect(refusals(PrizeExamples.decision([[entries[0]]], track: "klein")) == [.unknownTrack("klein")])
        let elsewhere = DecidingPlaces.Facts(state: .scoringClosed, admitted: [entries[0]: "klein"], frozen: nil, hasScores: false)
        #expect(refusals(PrizeExamples.decision([[entries[0]]]), facts: elsewhere) == [.entryInOtherTrack(entries[0], track: "offen")])
    }

    @Test("a place has to begin within the ladder; equals on the last prize share it")
    func ladder() {
        let five = entries.prefix(5).map { [$0] }
        #expect(refusals(PrizeExamples.decision(five)) == [])
        #expect(refusals(PrizeExamples.decision(five + [[entries[5]]])) == [.beyondLadder(track: "offen", places: 5)])
        let sharedLast = entries.prefix(4).map { [$0] } + [[entries[4], entries[5]]]
        #expect(refusals(PrizeExamples.decision(sharedLast)) == [])
        let sharedFirst = [Array(entries.prefix(5)), [entries[5]]]
        #expect(refusals(PrizeExamples.decision(sharedFirst)) == [.beyondLadder(track: "offen", places: 5)])
    }

    @Test("with a fixed amount per dense rank the ranks count, not the heads")
    func denseRanks() throws {
        let rules = try PrizeExamples.rules(tracks: ["offen": [3_00, 2_00]], ties: .fixedPerRank)
        let decision = PrizeExamples.decision([[entries[0], entries[1]], [entries[2]]])
        #expect(DecidingPlaces.refusals(decision, rules: rules, facts: facts()) == [])
    }

    @Test("special prizes: known, once, joint only where the rules say so, with whole shares")
    func special() {
        func given(_ prize: String, _ to: (Entry.ID, Int)...) -> SpecialPrizeDecision {
            SpecialPrizeDecision(prize: prize, recipients: to.map { SpecialPrizeDecision.Recipient(entry: $0.0, share: $0.1) })
        }
        func check(_ special: SpecialPrizeDecision...) -> [PrizeRefusal] {
            refusals(PrizeExamples.decision([[entries[0]]], special: special))
        }
        #expect(check(given("einzeln", (entries[0], 1)), given("gemeinsam", (entries[1], 2), (entries[2], 1))) == [])
        #expect(check(given("einzeln", (entries[0], 1), (entries[1], 1))) == [.jointNotAllowed(prize: "einzeln")])
        #expect(check(given("nirgends", (entries[0], 1))) == [.unknownPrize("nirgends")])
        #expect(check(given("einzeln", (entries[0], 1)), given("einzeln", (entries[1], 1))) == [.prizeTwice("einzeln")])
        #expect(check(given("gemeinsam", (entries[0], 1), (entries[0], 1))) == [.recipientTwice(prize: "gemeinsam", entries[0])])
        #expect(check(given("gemeinsam", (entries[0], 0))) == [.shareOutOfRange(prize: "gemeinsam", entries[0])])
        #expect(check(given("einzeln", (entries[7], 1))) == [.entryNotAdmitted(entries[7])])
    }

    @Test("all refusals come at once")
    func together() {
        let decision = PlannedDecision(
            decidedBy: " ", decidedOn: nil, reason: "", places: [TrackPlaces(track: "offen", groups: [[entries[7]]])],
            amounts: [SetAmount(entry: entries[0], cents: 1)]
        )
        #expect(refusals(decision) == [.deciderMissing, .reasonMissing, .entryNotAdmitted(entries[7]), .setNotAllowed])
    }
}
