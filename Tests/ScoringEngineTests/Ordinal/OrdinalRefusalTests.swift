import ScoringEngine
import Testing

@Suite("What ballots and tallies refuse")
struct OrdinalRefusalTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let document: String
        let lines: [String]
        var testDescription: String { document }

        init(_ document: String, _ lines: String...) {
            self.document = document
            self.lines = lines.map { "! " + $0 }
        }
    }

    @Test(
        "each problem with its place",
        arguments: [
            Row("{}", "$.method: is missing"),
            Row("[]", "$: must be an object, but is an array"),
            Row(#"{"method": "kemeny"}"#, "$.method: must be one of borda, schulze, majorityJudgment, but is \"kemeny\""),
            Row(#"{"method": "borda", "ballots": []}"#, "$.ballots: no ballot ranks a candidate"),
            Row(#"{"method": "borda", "ballots": [{"order": []}]}"#, "$.ballots: no ballot ranks a candidate"),
            Row(#"{"method": "schulze", "tallies": {}}"#,
                "$.tallies: unknown key; known here: method, ballots", "$.ballots: is missing"),
            Row(#"{"method": "borda", "ballots": [{"weight": 0, "order": [["A"]]}, {"weight": "-1.5", "order": [["A"]]}]}"#,
                "$.ballots[0].weight: must be more than 0, but is 0", "$.ballots[1].weight: must be more than 0, but is -1.5"),
            Row(#"{"method": "schulze", "ballots": [{"order": [["A"], [], ["B", "A", ""]]}]}"#,
                "$.ballots[0].order[1]: a group needs at least one candidate", "$.ballots[0].order[2][1]: \"A\" is ranked twice",
                "$.ballots[0].order[2][2]: must not be empty"),
            Row(#"{"method": "borda", "ballots": [{"order": ["A"]}]}"#, "$.ballots[0].order[0]: must be an array, but is a string"),
            Row(#"{"method": "borda", "ballots": [{"order": [["\u00e9"], ["e\u0301"]]}]}"#,
                "$.ballots[0].order[1][0]: \"e\u{301}\" occurs in two spellings that look alike (Unicode normalisation)"),
            Row(#"{"method": "schulze", "ballots": [{"weight": 9000000000000, "order": [["A"]]}, {"weight": 1, "order": [["A"]]}]}"#,
                "$.ballots: the ballots' weights must add up to at most 9000000000000, but add up to 9000000000001"),
            Row(#"{"method": "majorityJudgment", "grades": [], "tallies": {}}"#,
                "$.grades: at least one grade is needed", "$.tallies: there is no candidate"),
            Row(#"{"method": "majorityJudgment", "grades": ["a", "a"], "tallies": {"A B": [1], "C": [0, 0], "D": [-1, "1.5"]}}"#,
                "$.grades[1]: the grade \"a\" is listed twice",
                "$.tallies[\"A B\"]: must have one number for each of the 2 grades, but has 1", "$.tallies.C: has no grade at all",
                "$.tallies.D[0]: must be 0 or more, but is -1"),
            Row(#"{"method": "majorityJudgment", "grades": ["a", "b"], "tallies": {"A": [9000000000000, "0.000001"]}}"#,
                "$.tallies.A: the tally's numbers must add up to at most 9000000000000, but add up to 9000000000000.000001"),
        ])
    func refusal(row: Row) {
        #expect(door("ordinal", row.document) == row.lines.joined(separator: "\n"))
    }

    @Test("a candidate listed twice is refused where the document can't even say it")
    func twice() {
        let tally = GradeTally(candidate: "A", counts: [units(1)])
        let error = #expect(throws: EngineProblems.self) { try ordinal(.majorityJudgment(grades: ["g"], tallies: [tally, tally])) }
        #expect(error?.description == "$.tallies.A: \"A\" is listed twice")
    }

    @Test("more candidates or comparisons than the paths' square allows")
    func tooMany() {
        let names = (0...Limits.schulzeCandidates).map { ["c\($0)"] }
        let many = #expect(throws: EngineProblems.self) { try ordinal(.schulze([RankedBallot(order: names)])) }
        #expect(many?.description == "$.ballots: at most 1000 candidates are accepted, but there are 1001")
        let long = [RankedBallot](repeating: RankedBallot(order: [names.dropLast().flatMap { $0 }]), count: 1001)
        let tooLong = #expect(throws: EngineProblems.self) { try ordinal(.schulze(long)) }
        #expect(
            tooLong?.description
                == "$.ballots: at most 1000000000 comparisons are accepted, but the squares of the ballots' lengths add up to 1001000000")
    }
}
