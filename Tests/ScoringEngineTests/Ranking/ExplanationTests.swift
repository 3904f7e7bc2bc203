import ScoringEngine
import Testing

@Suite("What an explanation says")
struct ExplanationTests {
    private func explain(
        _ sheets: [Sheet], _ aggregation: Aggregation = .mean, ties: [TieRule] = [], style: RankingStyle = .standard
    ) throws -> [String: EntryExplanation] {
        let input = RankInput(
            rubric: hundredPoints, aggregation: aggregation, ties: ties, lotSeed: "2025-08-14", ranking: style, sheets: sheets)
        return Dictionary(uniqueKeysWithValues: try ScoringEngine.explain(input).entries.map { ($0.entry, $0) })
    }

    @Test("the documentation's example: six points behind, one mark from 60 to 73 would pass")
    func workedExample() throws {
        let entries = try explain(sheets(["A": [80, 70], "B": [60, 78]]))
        #expect(entries["A"]?.sheets.map(\.share) == [Rational(1, 2), Rational(1, 2)])
        #expect(entries["A"]?.above == nil)
        let above = try #require(entries["B"]?.above)
        #expect(above.entry == "A" && above.rank == 1 && above.sharedBy == 1 && above.decidedBy == .score)
        #expect(above.own == .total(Rational(69)) && above.other == .total(Rational(75)) && above.scoreChange == Rational(6))
        #expect(
            above.markChange == MarkChange(juror: "j1", criterion: "points", from: units(60), to: units(73), score: Rational(151, 2)))
        let below = try #require(entries["A"]?.below)
        #expect(below.scoreChange == Rational(-6))
        #expect(
            below.markChange == MarkChange(juror: "j1", criterion: "points", from: units(80), to: units(67), score: Rational(137, 2)))
    }

    @Test("each criterion's part of a total, in points of the total; n/a has none and leaves more to the others")
    func parts() throws {
        let rubric = Rubric(
            criteria: [criterion("a", weight: 2, min: 0, max: 10, step: 1), criterion("b", weight: 1, min: 1, max: 5, step: 1)],
            notApplicable: .renormalise)
        let sheets = [
            Sheet(juror: "j1", entry: "e", state: .final, points: ["a": .points(units(7)), "b": .points(units(4))]),
            Sheet(juror: "j2", entry: "e", state: .final, points: ["a": .points(units(6)), "b": .notApplicable]),
            Sheet(juror: "j3", entry: "e", state: .recused),
        ]
        let explained = try ScoringEngine.explain(RankInput(rubric: rubric, aggregation: .mean, sheets: sheets)).entries[0]
        #expect(explained.sheets.map(\.juror) == ["j1", "j2"])
        // 100 · 2/3 · 7/10 and 100 · 1/3 · 3/4
        #expect(
            explained.sheets[0].criteria == [
                CriterionPart(criterion: "a", points: units(7), contribution: Rational(140, 3), maximum: Rational(200, 3)),
                CriterionPart(criterion: "b", points: units(4), contribution: Rational(25), maximum: Rational(100, 3)),
            ])
        #expect(
            explained.sheets[1].criteria == [
                CriterionPart(criterion: "a", points: units(6), contribution: Rational(60), maximum: Rational(100)),
                CriterionPart(criterion: "b", points: nil, contribution: .zero, maximum: .zero),
            ])
    }

    @Test("what a trim and a median leave out has no share")
    func shares() throws {
        let marks = sheets(["A": [80, 20, 81, 100]])
        let half = Rational(1, 2)
        #expect(try explain(marks, .trimmedMean(trim: 1))["A"]?.sheets.map(\.share) == [half, .zero, half, .zero])
        #expect(try explain(marks, .median)["A"]?.sheets.map(\.share) == [half, .zero, half, .zero])
        #expect(try explain(sheets(["A": [1, 2, 3]]), .median)["A"]?.sheets.map(\.share) == [.zero, Rational(1), .zero])
    }

    @Test("a median moves only where the mark in the middle can, and then as far as its neighbours let it")
    func median() throws {
        // B's middle can rise to 90 at most, so B passes 85 but not 95.
        let near = try explain(sheets(["A": [85], "B": [50, 60, 90]]), .median)
        #expect(near["B"]?.above?.markChange?.to == units(86))
        #expect(near["B"]?.above?.markChange?.juror == "j2")
        let far = try explain(sheets(["A": [95], "B": [50, 60, 90]]), .median)
        #expect(far["B"]?.above?.markChange == nil)
        #expect(far["B"]?.above?.scoreChange == Rational(35))
    }

    struct Tie: Sendable {
        let rule: TieRule
        let left: [Int64]
        let right: [Int64]
        let own: ComparedValue
        let other: ComparedValue
    }

    @Test(
        "a tie rule's two values",
        arguments: [
            Tie(rule: .median, left: [90, 60, 60], right: [70, 70, 70], own: .total(Rational(60)), other: .total(Rational(70))),
            Tie(rule: .highest, left: [75, 75], right: [80, 70], own: .total(Rational(75)), other: .total(Rational(80))),
            Tie(rule: .lowest, left: [80, 70], right: [75, 75], own: .total(Rational(70)), other: .total(Rational(75))),
            Tie(rule: .countback, left: [90, 60, 60], right: [90, 65, 55], own: .place(2, Rational(60)), other: .place(2, Rational(65))),
            Tie(rule: .countback, left: [70], right: [70, 70], own: .place(2, nil), other: .place(2, Rational(70))),
        ])
    func ties(tie: Tie) throws {
        let entries = try explain(sheets(["A": tie.left, "B": tie.right]), ties: [tie.rule])
        let above = try #require(entries["A"]?.above)
        #expect(above.decidedBy == .tie(tie.rule) && above.own == tie.own && above.other == tie.other && above.scoreChange == .zero)
        #expect(entries["B"]?.below?.own == tie.other)
    }

    @Test("neighbours of a shared rank are counted, and ranks follow the style")
    func shared() throws {
        let marks = sheets(["A": [90], "C": [70], "B": [70], "D": [50]])
        let standard = try explain(marks)
        #expect(standard["D"]?.above?.entry == "B" && standard["D"]?.above?.sharedBy == 2 && standard["D"]?.above?.rank == 2)
        #expect(standard["A"]?.below?.sharedBy == 2 && standard["B"]?.below?.rank == 4)
        #expect(try explain(marks, style: .dense)["B"]?.below?.rank == 3)
    }

    @Test("an entry without a counting sheet has nothing to explain")
    func unranked() throws {
        let recused = [Sheet(juror: "j1", entry: "Z", state: .recused)]
        let entries = try explain(sheets(["A": [1]]) + recused)
        #expect(entries["Z"] == EntryExplanation(entry: "Z", sheets: [], above: nil, below: nil))
        #expect(entries["A"]?.above == nil && entries["A"]?.below == nil)
    }

    @Test("through the door, asked for with explain")
    func doorForm() {
        let document = """
            {"rubric": {"criteria": [{"id": "a", "weight": 1, "scale": {"min": 0, "max": 10, "step": "0.5"}}]},
             "aggregation": {"method": "mean"}, "ties": ["countback"], "explain": true,
             "sheets": [{"juror": "j1", "entry": "A", "state": "final", "points": {"a": "7.5"}},
                        {"juror": "j1", "entry": "B", "state": "final", "points": {"a": "7.5"}},
                        {"juror": "j2", "entry": "B", "state": "final", "points": {"a": "7.5"}}]}
            """
        let part = #""criteria":[{"criterion":"a","points":"7.5","contribution":"75","maximum":"100"}]"#
        let sheets = #"{"juror":"j1","total":"75","share":"1/2",\#(part)},{"juror":"j2","total":"75","share":"1/2",\#(part)}"#
        let b = #"{"sheets":[\#(sheets)],"above":null,"below":{"entry":"A","rank":2,"sharedBy":1,"decidedBy":"countback","place":2,"#
            + #""own":"75","other":null,"scoreChange":"0","markChange":{"juror":"j1","criterion":"a","from":"7.5","to":"7","score":"145/2"}}}"#
        let a = #"{"sheets":[{"juror":"j1","total":"75","share":"1",\#(part)}],"above":{"entry":"B","rank":1,"sharedBy":1,"#
            + #""decidedBy":"countback","place":2,"own":null,"other":"75","scoreChange":"0","#
            + #""markChange":{"juror":"j1","criterion":"a","from":"7.5","to":"8","score":"80"}},"below":null}"#
        #expect(
            door("rank", document)
                == #"{"entries":[{"entry":"B","rank":1,"score":"75.0000","exact":"75","sheets":2,"decidedBy":"countback","flags":[],"explanation":"#
                + b + #"},{"entry":"A","rank":2,"score":"75.0000","exact":"75","sheets":1,"decidedBy":"countback","flags":[],"explanation":"#
                + a + "}],\"flags\":[]}\n")
        #expect(door("rank", document.replacing("true", with: "\"yes\"")) == "! $.explain: must be true or false, but is a string")
        #expect(!door("rank", document.replacing("true", with: "false")).contains("explanation"))
    }
}
