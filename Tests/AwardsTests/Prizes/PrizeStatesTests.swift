import Awards
import Testing

@Suite("When a ranking is frozen and a result published")
struct PrizeStatesTests {
    @Test("a ranking is shown after scoring and frozen once", arguments: [
        (Round.State.open, false, 3, PrizeRefusal.scoringOpen as PrizeRefusal?),
        (.published, false, 3, .roundPublished),
        (.scoringClosed, true, 3, .alreadyFrozen),
        (.scoringClosed, false, 0, .noAdmittedEntry),
        (.scoringClosed, false, 3, nil),
    ])
    func freezing(state: Round.State, isFrozen: Bool, entries: Int, refusal: PrizeRefusal?) {
        #expect(refusalOf { () throws(PrizeRefusal) in
            try FreezingRanking.decide(state: state, isFrozen: isFrozen, admittedEntries: entries, alteredSheets: 0)
        } == refusal)
    }

    @Test("only stored prizes are published, once", arguments: [
        (Round.State.open, true, true, PrizeRefusal.scoringOpen as PrizeRefusal?),
        (.published, true, true, .roundPublished),
        (.scoringClosed, false, false, .decisionMissing),
        (.scoringClosed, true, false, .notAllocated),
        (.scoringClosed, true, true, nil),
    ])
    func publishing(state: Round.State, hasDecision: Bool, isAllocated: Bool, refusal: PrizeRefusal?) {
        #expect(refusalOf { () throws(PrizeRefusal) in
            try PublishingRound.decide(PublishingRound.Facts(state: state, hasDecision: hasDecision, isAllocated: isAllocated))
        } == refusal)
    }

    private func refusalOf(_ body: () throws(PrizeRefusal) -> Void) -> PrizeRefusal? {
        do throws(PrizeRefusal) {
            try body()
            return nil
        } catch {
            return error
        }
    }
}
