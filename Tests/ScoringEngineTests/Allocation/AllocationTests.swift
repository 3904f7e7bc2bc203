import ScoringEngine
import Testing

@Suite("Allocation")
struct AllocationTests {
    private let ladder = [6_000_000, 5_000_000, 4_000_000, 3_000_000, 2_000_000]

    private func cents(_ result: AllocateResult) -> [Int] { result.awards.map(\.cents) }

    @Test("Masters 2024: three tied for third and two for sixth share the sum of the places they cover")
    func masters2024() throws {
        // CBS Sports 2024-04-13 (purse) and 2024-04-14 (payouts); units are dollars.
        let purse = [3_600_000, 2_160_000, 1_360_000, 960_000, 800_000, 720_000, 670_000, 620_000, 580_000, 540_000]
        let result = try allocate(
            AllocateInput(
                budgetCents: purse.reduce(0, +), ladderCents: purse, ties: .pooledSplit,
                places: [["1st"], ["2nd"], ["Homa", "Fleetwood", "Morikawa"], ["Smith", "DeChambeau"], ["8th"]]))
        #expect(cents(result) == [3_600_000, 2_160_000, 1_040_000, 1_040_000, 1_040_000, 695_000, 695_000, 620_000])
        #expect(result.awards.map(\.label) == ["1", "2", "3", "3", "3", "6", "6", "8"])
        #expect(result.unallocatedCents == 580_000 + 540_000)
    }

    @Test("cents that don't divide go to the first in the group, and are noted")
    func leftoverCents() throws {
        let result = try allocate(
            AllocateInput(budgetCents: 200, ladderCents: [100, 61, 39], ties: .pooledSplit, places: [["C", "A", "B"]]))
        #expect(result.awards.map(\.entry) == ["C", "A", "B"])
        #expect(cents(result) == [67, 67, 66])
        #expect(
            result.notes == [.leftoverCent(entry: "C", prize: nil), .leftoverCent(entry: "A", prize: nil)])
    }

    @Test("places beyond the ladder are ranked and get nothing; a group may reach over its end")
    func beyondTheLadder() throws {
        let result = try allocate(
            AllocateInput(budgetCents: 300, ladderCents: [200, 100], ties: .pooledSplit, places: [["A"], ["B", "C"], ["D"]]))
        #expect(cents(result) == [200, 50, 50, 0])
        #expect(result.awards.map(\.rank) == [1, 2, 2, 4])
        #expect(result.unallocatedCents == 0)
    }

    @Test("a fixed amount for each rank pays a shared rank twice while the budget holds")
    func fixedPerRank() throws {
        let places = [["A"], ["B", "C"], ["D"]]
        let standard = try allocate(
            AllocateInput(budgetCents: 20_000_000, ladderCents: ladder, ties: .fixedPerRank, places: places))
        #expect(cents(standard) == [6_000_000, 5_000_000, 5_000_000, 3_000_000])
        #expect(standard.unallocatedCents == 1_000_000)
        let dense = try allocate(
            AllocateInput(budgetCents: 20_000_000, ladderCents: ladder, ties: .fixedPerRank, ranking: .dense, places: places))
        #expect(cents(dense) == [6_000_000, 5_000_000, 5_000_000, 4_000_000])
        #expect(dense.unallocatedCents == 0)
        #expect(
            allocateProblems(
                AllocateInput(budgetCents: 20_000_000, ladderCents: ladder, ties: .fixedPerRank, places: places + [["E"]]))
                == ["aboveBudget $.budgetCents"])
    }

    @Test("lots give everyone a rank of their own, whatever order the group came in")
    func lot() throws {
        // printf '42\nBremen' | sha256sum begins d9fa…, Dortmund 12a9…, Leipzig 40c2…
        for group in [["Leipzig", "Dortmund", "Bremen"], ["Bremen", "Leipzig", "Dortmund"]] {
            let result = try allocate(
                AllocateInput(budgetCents: 20_000_000, ladderCents: ladder, ties: .lot, places: [["X"], group, ["Y"]], lotSeed: "42"))
            #expect(result.awards.map(\.entry) == ["X", "Dortmund", "Leipzig", "Bremen", "Y"])
            #expect(result.awards.map(\.rank) == [1, 2, 3, 4, 5])
            #expect(cents(result) == ladder)
            #expect(result.notes == [.lot(order: ["Dortmund", "Leipzig", "Bremen"])])
        }
    }

    @Test("a prize shared in proportion goes by largest remainder: EUR 250,000 by seven scores")
    func proportional() throws {
        // Hamilton's method on 25,000,000 cents, computed with two independent programs.
        let recipients = [91, 87, 85, 78, 66, 59, 43].enumerated().map {
            SpecialPrize.Recipient(entry: "e\($0)", share: units(Int64($1)))
        }
        let prize = SpecialPrize(prize: "pot", cents: 25_000_000, recipients: recipients)
        let result = try allocate(
            AllocateInput(budgetCents: 25_000_000, ladderCents: [], ties: .pooledSplit, places: [], special: [prize]))
        #expect(
            result.special[0].parts.map(\.cents) == [4_469_548, 4_273_085, 4_174_853, 3_831_041, 3_241_650, 2_897_839, 2_111_984])
        #expect(result.totalCents == 25_000_000)
    }

    @Test("a joint prize follows its shares, and a leftover cent is noted with the prize")
    func jointPrize() throws {
        let recipients = ["A", "B", "C"].map { SpecialPrize.Recipient(entry: $0, share: units(1)) }
        let prizes = [
            SpecialPrize(prize: "Third", cents: 100, recipients: recipients),
            SpecialPrize(
                prize: "Halves", cents: 100,
                recipients: [
                    .init(entry: "A", share: FixedPoint(micros: 1_500_000)), .init(entry: "B", share: FixedPoint(micros: 500_000)),
                ]),
        ]
        let result = try allocate(AllocateInput(budgetCents: 250, ladderCents: [], ties: .pooledSplit, places: [], special: prizes))
        #expect(result.special.map { $0.parts.map(\.cents) } == [[34, 33, 33], [75, 25]])
        #expect(result.notes == [.leftoverCent(entry: "A", prize: "Third")])
        #expect(result.unallocatedCents == 50)
    }

    @Test("without a ladder the jury's amounts add up to the budget less the special prizes")
    func jurySetWithoutLadder() throws {
        func input(_ second: Int) -> AllocateInput {
            let prize = SpecialPrize(prize: "S", cents: 10, recipients: [.init(entry: "C", share: units(1))])
            return AllocateInput(
                budgetCents: 100, ladderCents: [], ties: .jurySet, places: [["A"], ["B"]], special: [prize],
                setCents: ["A": 60, "B": second], reason: "two equal projects")
        }
        #expect(cents(try allocate(input(30))) == [60, 30])
        #expect(allocateProblems(input(29)) == ["setCentsMismatch $.setCents"])
        #expect(allocateProblems(input(31)) == ["setCentsMismatch $.setCents"])
    }

    @Test("the largest amounts and groups stay exact")
    func largeAmounts() throws {
        let group = (0..<7).map { "e\($0)" }
        let most = Limits.cents
        let result = try allocate(
            AllocateInput(budgetCents: most, ladderCents: [most], ties: .pooledSplit, places: [group]))
        #expect(result.totalCents == most)
        #expect(Set(cents(result)) == [most / 7, most / 7 + 1])
        let twice = AllocateInput(budgetCents: most, ladderCents: [most], ties: .fixedPerRank, places: [group])
        #expect(allocateProblems(twice) == ["aboveBudget $.budgetCents"])
    }
}

/// The problems of an input as "code path", or nothing where it is accepted.
func allocateProblems(_ input: AllocateInput) -> [String] {
    do throws(EngineProblems) {
        _ = try allocate(input)
        return []
    } catch {
        return error.problems.map { "\($0.code) \($0.path)" }
    }
}
