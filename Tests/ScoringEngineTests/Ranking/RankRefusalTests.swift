import ScoringEngine
import Testing

@Suite("What a ranking refuses")
struct RankRefusalTests {
    private func input(
        rubric: Rubric = hundredPoints, aggregation: Aggregation = .mean, ties: [TieRule] = [], lotSeed: String? = nil,
        sheets: [Sheet] = []
    ) -> RankInput {
        RankInput(rubric: rubric, aggregation: aggregation, ties: ties, lotSeed: lotSeed, sheets: sheets)
    }

    @Test("all problems of a rubric are named at once")
    func rubric() {
        let rubric = Rubric(
            criteria: [
                criterion("a", weight: 0, min: 0, max: 10, step: 1), criterion("b", weight: -1, min: 5, max: 5, step: 1),
                criterion("c", weight: 1, min: 0, max: 10, step: 3), criterion("a", weight: 1, min: 0, max: 10, step: 0),
                criterion("", weight: 1, min: 7, max: 2, step: 1), criterion("x\ny", weight: 1, min: 0, max: 2_000_000_000, step: 1),
            ], notApplicable: .refuse)
        #expect(
            problems(input(rubric: rubric)) == [
                "notPositive $.rubric.criteria[0].weight", "notPositive $.rubric.criteria[1].weight",
                "emptyScale $.rubric.criteria[1].scale", "stepDoesNotFit $.rubric.criteria[2].scale.step",
                "duplicate $.rubric.criteria[3].id", "notPositive $.rubric.criteria[3].scale.step",
                "invalidText $.rubric.criteria[4].id", "emptyScale $.rubric.criteria[4].scale",
                "invalidText $.rubric.criteria[5].id", "outOfRange $.rubric.criteria[5].scale.max",
            ])
        #expect(problems(input(rubric: Rubric(criteria: [], notApplicable: .refuse))) == ["empty $.rubric.criteria"])
    }

    @Test("sheets with points off the scale, unknown or missing criteria and n/a where it is refused")
    func sheetContents() throws {
        let strict = Rubric(criteria: hundredPoints.criteria, notApplicable: .refuse)
        func sheet(_ juror: String, _ state: SheetState, _ points: [String: Mark]) -> Sheet {
            Sheet(juror: juror, entry: "A", state: state, points: points)
        }
        let half = try #require(FixedPoint("7.5"))
        let sheets = [
            sheet("1", .final, ["points": .points(units(101))]), sheet("2", .final, ["points": .points(half)]),
            sheet("3", .final, [:]), sheet("4", .final, ["points": .notApplicable]),
            sheet("5", .final, ["points": .points(units(1)), "z z": .points(units(1)), "a": .notApplicable]),
            sheet("6", .open, ["points": .points(units(-1))]), sheet("7", .open, [:]),
        ]
        #expect(
            problems(input(rubric: strict, sheets: sheets)) == [
                "offScale $.sheets[0].points.points", "offScale $.sheets[1].points.points",
                "missingCriterion $.sheets[2].points", "notApplicableRefused $.sheets[3].points.points",
                "unknownCriterion $.sheets[4].points.a", "unknownCriterion $.sheets[4].points[\"z z\"]",
                "offScale $.sheets[5].points.points",
            ])
    }

    @Test("a juror with two sheets for one entry, whatever their states")
    func twoSheets() {
        let twice = [Sheet(juror: "j1", entry: "A", state: .recused)] + sheets(["A": [1], "B": [2]])
        #expect(problems(input(sheets: twice)) == ["duplicate $.sheets[1]"])
    }

    @Test("two spellings of one entry that look alike")
    func lookalikes() {
        let alike = sheets(["K\u{f6}ln": [1], "Ko\u{308}ln": [2]])
        #expect(problems(input(sheets: alike)) == ["duplicate $.sheets[1].entry"])
    }

    @Test("tie rules that name unknown criteria, come twice, or draw lots without a seed")
    func ties() {
        #expect(
            problems(input(ties: [.median, .criterion("zz"), .median, .lot])) == [
                "unknownCriterion $.ties[1]", "duplicate $.ties[2]", "missingLotSeed $.lotSeed",
            ])
        #expect(problems(input(ties: [.lot], lotSeed: "")) == ["invalidText $.lotSeed"])
    }

    @Test("a trim that leaves an entry without sheets, though not one that never had any")
    func trim() {
        let few = sheets(["A": [1, 2, 3], "B": [1, 2], "C": [1]]) + [Sheet(juror: "j1", entry: "D", state: .recused)]
        #expect(
            problems(input(aggregation: .trimmedMean(trim: 1), sheets: few)) == [
                "trimTooLarge $.aggregation.trim", "trimTooLarge $.aggregation.trim",
            ])
        #expect(problems(input(aggregation: .trimmedMean(trim: -1))) == ["outOfRange $.aggregation.trim"])
        #expect(problems(input(aggregation: .trimmedMean(trim: Int.max), sheets: few)).count == 3)
        #expect(problems(input(aggregation: .trimmedMean(trim: 0), sheets: few)) == [])
    }

    @Test("a document with thousands of problems answers with a thousand and a count")
    func manyProblems() {
        let wrong = (0..<1500).map { Sheet(juror: "j\($0)", entry: "A", state: .final) }
        let found = problems(input(sheets: wrong))
        #expect(found.count == 1001)
        #expect(found.last == "tooMany $")
    }
}
