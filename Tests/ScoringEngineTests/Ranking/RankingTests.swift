import ScoringEngine
import Testing

@Suite("Ranking")
struct RankingTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var aggregation = Aggregation.mean
        var ties: [TieRule] = []
        var style = RankingStyle.standard
        let sheets: [Sheet]
        let expected: [String]
    }

    static let rows: [Row] = [
        Row(
            testDescription: "equal scores share the rank and the next one is skipped",
            sheets: sheets(["C": [60], "B": [75, 75], "A": [80, 70], "D": [90]]),
            expected: ["D 1 90 score", "A 2 75 score", "B 2 75 score", "C 4 60 score"]),
        Row(
            testDescription: "dense ranking skips nothing",
            style: .dense, sheets: sheets(["C": [60], "B": [75, 75], "A": [80, 70], "D": [90]]),
            expected: ["D 1 90 score", "A 2 75 score", "B 2 75 score", "C 3 60 score"]),
        Row(
            testDescription: "the higher median decides, and only between equal scores",
            ties: [.median], sheets: sheets(["A": [90, 60, 60], "B": [70, 70, 70], "C": [69, 71]]),
            expected: ["B 1 70 median", "C 1 70 median", "A 3 70 median"]),
        Row(
            testDescription: "the higher best total decides",
            ties: [.highest], sheets: sheets(["A": [75, 75], "B": [80, 70]]),
            expected: ["B 1 75 highest", "A 2 75 highest"]),
        Row(
            testDescription: "the higher worst total decides",
            ties: [.lowest], sheets: sheets(["A": [80, 70], "B": [75, 75]]),
            expected: ["B 1 75 lowest", "A 2 75 lowest"]),
        Row(
            testDescription: "count-back goes on to the second best",
            ties: [.countback], sheets: sheets(["A": [90, 60, 60], "B": [55, 90, 65]]),
            expected: ["B 1 70 countback", "A 2 70 countback"]),
        Row(
            testDescription: "in count-back the entry that runs out of sheets is behind",
            ties: [.countback], sheets: sheets(["A": [70], "B": [70, 70]]),
            expected: ["B 1 70 countback", "A 2 70 countback"]),
        Row(
            testDescription: "each entry names the rule its place hangs on",
            ties: [.median, .highest], sheets: sheets(["A": [90, 60, 60], "B": [70, 70, 70], "C": [80, 70, 60], "D": [1]]),
            expected: ["C 1 70 highest", "B 2 70 highest", "A 3 70 median", "D 4 1 score"]),
        Row(
            testDescription: "a rule that doesn't tell entries apart leaves it to the next",
            ties: [.median, .lowest, .highest], sheets: sheets(["A": [80, 70, 60], "B": [85, 70, 55]]),
            expected: ["A 1 70 lowest", "B 2 70 lowest"]),
        Row(
            testDescription: "lots put all equal entries in the order of their digests",
            // sha256 of "2025-08-14\n" with e1, e2, e3 begins 40a8…, f60a…, ca20…
            ties: [.lot], sheets: sheets(["e2": [50], "e3": [50], "e1": [50]]),
            expected: ["e1 1 50 lot", "e3 2 50 lot", "e2 3 50 lot"]),
        Row(
            testDescription: "a single entry is first, and nothing had to decide",
            sheets: sheets(["A": [33, 33, 34]]), expected: ["A 1 100/3 -"]),
        Row(
            testDescription: "all equal share the first rank in the order of their ids",
            sheets: sheets(["b": [10], "a": [10], "B": [10]]), expected: ["B 1 10 -", "a 1 10 -", "b 1 10 -"]),
        Row(
            testDescription: "the median of an even number of sheets is the mean of the middle two",
            aggregation: .median, sheets: sheets(["A": [1, 80, 71, 99], "B": [75, 1, 99]]),
            expected: ["A 1 151/2 score", "B 2 75 score"]),
        Row(
            testDescription: "a trimmed mean drops the ends",
            aggregation: .trimmedMean(trim: 1), sheets: sheets(["A": [10, 80, 81, 100], "B": [0, 80, 100]]),
            expected: ["A 1 161/2 score", "B 2 80 score"]),
    ]

    @Test("the hand-worked table comes out", arguments: rows)
    func table(row: Row) throws {
        let input = RankInput(
            rubric: hundredPoints, aggregation: row.aggregation, ties: row.ties, lotSeed: "2025-08-14", ranking: row.style,
            sheets: row.sheets)
        #expect(lines(try rank(input)) == row.expected)
    }

    @Test("open, abstained and recused sheets don't count, and an entry with only these comes last without a rank")
    func onlyFinalCounts() throws {
        let states: [SheetState] = [.open, .abstained, .recused]
        let others = states.enumerated().flatMap { index, state in
            [
                Sheet(juror: "k\(index)", entry: "A", state: state, points: ["points": .points(units(100))]),
                Sheet(juror: "k\(index)", entry: "0", state: state),
            ]
        }
        let result = try rank(
            RankInput(rubric: hundredPoints, aggregation: .mean, sheets: others + sheets(["A": [40], "B": [50]])))
        #expect(lines(result) == ["B 1 50 score", "A 2 40 score", "0 - - -"])
        #expect(result.entries.map(\.sheets) == [1, 1, 0])
        #expect(result.flags == [])
    }

    @Test("a sheet with n/a everywhere counts as none and is flagged")
    func allNotApplicable() throws {
        let empty = Sheet(juror: "j9", entry: "A", state: .final, points: ["points": .notApplicable])
        let result = try rank(RankInput(rubric: hundredPoints, aggregation: .mean, sheets: [empty] + sheets(["A": [40], "B": [40]])))
        #expect(lines(result) == ["A 1 40 -", "B 1 40 -"])
        #expect(result.entries.map(\.sheets) == [1, 1])
        #expect(result.entries.map(\.flags) == [[.sheetWithoutCriterion], []])
    }

    @Test("a criterion's mean decides; n/a is left out of it, and nothing but n/a is behind")
    func criterionRule() throws {
        let rubric = Rubric(
            criteria: [
                criterion("a", weight: 1, min: 0, max: 10, step: 1), criterion("b", weight: 1, min: 0, max: 10, step: 1),
            ], notApplicable: .renormalise)
        func sheet(_ juror: String, _ entry: String, _ a: Int64, _ b: Int64?) -> Sheet {
            let mark = b.map { Mark.points(units($0)) } ?? .notApplicable
            return Sheet(juror: juror, entry: entry, state: .final, points: ["a": .points(units(a)), "b": mark])
        }
        let sheets = [
            sheet("j1", "P", 8, 6), sheet("j1", "Q", 6, 8), sheet("j1", "R", 7, nil), sheet("j2", "R", 7, 7), sheet("j1", "S", 7, nil),
        ]
        let result = try rank(RankInput(rubric: rubric, aggregation: .mean, ties: [.criterion("b")], sheets: sheets))
        #expect(
            lines(result) == ["Q 1 70 criterion:b", "R 2 70 criterion:b", "P 3 70 criterion:b", "S 4 70 criterion:b"])
    }

    @Test("Eurovision 1991: 146 points each, count-back of the top marks makes Sweden win")
    func eurovision1991() throws {
        // Published: four marks of 12 each, five and two marks of 10. The lower marks only fill the published total of 146.
        let sweden = marks([12: 4, 10: 5, 8: 6, 0: 6])
        let france = marks([12: 4, 10: 2, 8: 9, 6: 1, 0: 5])
        #expect(sweden.reduce(0, +) == 146)
        #expect(france.reduce(0, +) == 146)
        let result = try rank(
            RankInput(rubric: hundredPoints, aggregation: .mean, ties: [.countback], sheets: sheets(["France": france, "Sweden": sweden])))
        #expect(lines(result) == ["Sweden 1 146/21 countback", "France 2 146/21 countback"])
    }

    private func marks(_ counts: KeyValuePairs<Int64, Int>) -> [Int64] {
        counts.flatMap { Array(repeating: $0.key, count: $0.value) }
    }

    @Test("without any counting sheet nothing is ranked, and the ranking says so")
    func emptyJury() throws {
        let empty = try rank(RankInput(rubric: hundredPoints, aggregation: .mean, sheets: []))
        #expect(empty == RankResult(entries: [], flags: [.noEntryRanked]))
        let recused = [Sheet(juror: "j", entry: "A", state: .recused)]
        let result = try rank(RankInput(rubric: hundredPoints, aggregation: .trimmedMean(trim: 3), sheets: recused))
        #expect(lines(result) == ["A - - -"])
        #expect(result.flags == [.noEntryRanked])
    }

    @Test("anyone can draw the lots again")
    func lotDigestIsRecomputable() {
        // printf '%s\n%s' 2025-08-14 e1 | sha256sum
        #expect(
            lotDigest(seed: "2025-08-14", entry: "e1").description
                == "40a8f009e340e4197852da17e95c91a33275bc7844ce650837c4766451556fd7")
    }
}
