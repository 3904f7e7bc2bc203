import ScoringEngine
import Testing

@Suite("What an allocation refuses")
struct AllocateRefusalTests {
    @Test("all problems of ladder, places and special prizes are named at once")
    func shape() {
        let prizes = [
            SpecialPrize(
                prize: "S", cents: -1,
                recipients: [.init(entry: "A", share: units(0)), .init(entry: "A", share: FixedPoint(micros: -1))]),
            SpecialPrize(prize: "", cents: 1, recipients: []),
        ]
        let input = AllocateInput(
            budgetCents: -5, ladderCents: [100, 200, -1], ties: .pooledSplit, places: [["A"], [], ["B", "A"], ["x\u{7}"]],
            special: prizes)
        #expect(
            allocateProblems(input) == [
                "outOfRange $.budgetCents", "risingLadder $.ladderCents[1]", "outOfRange $.ladderCents[2]", "empty $.places[1]",
                "duplicate $.places[2][1]", "invalidText $.places[3][0]", "outOfRange $.special[0].cents",
                "notPositive $.special[0].to[0][1]", "duplicate $.special[0].to[1][0]", "notPositive $.special[0].to[1][1]",
                "invalidText $.special[1].prize", "empty $.special[1].to",
            ])
    }

    @Test("a ladder above the budget, alone or together with the special prizes")
    func aboveBudget() {
        let prize = SpecialPrize(prize: "S", cents: 1, recipients: [.init(entry: "B", share: units(1))])
        func input(_ ladder: [Int], _ special: [SpecialPrize]) -> AllocateInput {
            AllocateInput(budgetCents: 100, ladderCents: ladder, ties: .pooledSplit, places: [["A"]], special: special)
        }
        #expect(allocateProblems(input([60, 40], [])) == [])
        #expect(allocateProblems(input([60, 40], [prize])) == ["aboveBudget $.budgetCents"])
        #expect(allocateProblems(input([61, 40], [])) == ["aboveBudget $.budgetCents"])
        #expect(allocateProblems(input([60, 39], [prize])) == [])
    }

    @Test("a ladder of the largest amounts doesn't overflow")
    func overflow() {
        let input = AllocateInput(
            budgetCents: Limits.cents, ladderCents: Array(repeating: Limits.cents, count: 20_000), ties: .fixedPerRank, places: [["A"]])
        #expect(allocateProblems(input) == ["aboveBudget $.budgetCents"])
        let tooMuch = AllocateInput(budgetCents: Int.max, ladderCents: [Int.max, Int.min], ties: .pooledSplit, places: [])
        #expect(
            allocateProblems(tooMuch) == [
                "outOfRange $.budgetCents", "outOfRange $.ladderCents[0]", "outOfRange $.ladderCents[1]",
            ])
    }

    struct JuryRow: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var set: [String: Int] = ["A": 60, "B": 20, "C": 20]
        var reason: String? = "why"
        var expected: [String] = ["setCentsMismatch $.setCents"]
    }

    @Test(
        "amounts set by the jury that don't fit",
        arguments: [
            JuryRow(testDescription: "these fit", expected: []),
            JuryRow(testDescription: "no reason", reason: nil, expected: ["missingReason $.reason"]),
            JuryRow(testDescription: "a blank reason", reason: " \n", expected: ["missingReason $.reason"]),
            JuryRow(testDescription: "one missing", set: ["A": 60, "B": 40]),
            JuryRow(
                testDescription: "one too many", set: ["A": 60, "B": 20, "C": 20, "Bad D": 0],
                expected: ["setCentsMismatch $.setCents[\"Bad D\"]"]),
            JuryRow(testDescription: "negative", set: ["A": 80, "B": -1, "C": 21], expected: ["outOfRange $.setCents.B"]),
            JuryRow(testDescription: "a cent short", set: ["A": 59, "B": 20, "C": 20]),
            JuryRow(testDescription: "a lower place gets more", set: ["A": 20, "B": 40, "C": 40]),
            JuryRow(testDescription: "equal entries get different amounts", set: ["A": 60, "B": 25, "C": 15]),
            JuryRow(testDescription: "equal entries get two cents more and less", set: ["A": 58, "B": 22, "C": 20]),
            JuryRow(
                testDescription: "equal entries differ by the cent that doesn't divide", set: ["A": 59, "B": 21, "C": 20],
                expected: []),
        ])
    func jurySet(row: JuryRow) {
        let input = AllocateInput(
            budgetCents: 150, ladderCents: [50, 30, 20], ties: .jurySet, places: [["A"], ["B", "C"]], setCents: row.set,
            reason: row.reason)
        #expect(allocateProblems(input) == row.expected)
    }

    @Test("amounts and a reason without jurySet, lots without a seed")
    func misplacedOptions() {
        let set = AllocateInput(
            budgetCents: 1, ladderCents: [1], ties: .pooledSplit, places: [["A"]], setCents: ["A": 1], reason: "why")
        #expect(allocateProblems(set) == ["notUsed $.setCents", "notUsed $.reason"])
        let lot = AllocateInput(budgetCents: 1, ladderCents: [1], ties: .lot, places: [["A"]])
        #expect(allocateProblems(lot) == ["missingLotSeed $.lotSeed"])
    }
}
