import ScoringEngine
import Testing

@Suite("Majority judgment")
struct MajorityJudgmentTests {
    /// France 2012, 737 ballots in percent (OpinionWay and Terra Nova; Balinski and Laraki 2020): profile, then the published p, α, q.
    static let france: [(name: String, profile: String, gauge: String)] = [
        ("Hollande", "12.48,16.15,16.42,11.67,14.79,14.25,14.24", "45.05 Good 43.28"),
        ("Bayrou", "2.58,9.77,21.71,25.24,20.08,11.94,8.69", "34.06 Good 40.71"),
        ("Sarkozy", "9.63,12.35,16.28,10.99,11.13,7.87,31.75", "49.25 Acceptable 39.62"),
        ("Melenchon", "5.43,9.5,12.89,14.65,17.1,15.06,25.37", "42.47 Acceptable 40.43"),
        ("Dupont-Aignan", "0.54,2.58,5.97,11.26,20.22,25.51,33.92", "40.57 Poor 33.92"),
        ("Joly", "0.81,2.99,6.51,11.8,14.65,24.69,38.53", "36.77 Poor 38.53"),
        ("Poutou", "0.14,1.36,4.48,7.73,12.48,28.09,45.73", "26.19 Poor 45.73"),
        ("Le Pen", "5.97,7.33,9.5,9.36,13.98,6.24,47.63", "46.13 Poor 47.63"),
        ("Arthaud", "0,1.36,3.8,6.51,13.16,25.24,49.93", "24.83 Poor 49.93"),
        ("Cheminade", "0.41,0.81,2.44,5.83,11.67,26.87,51.97", "48.03 To reject -"),
    ]
    static let grades = ["Outstanding", "Excellent", "Very good", "Good", "Acceptable", "Poor", "To reject"]

    private func tally(_ name: String, _ counts: [Int64]) -> GradeTally {
        GradeTally(candidate: name, counts: counts.map { units($0) })
    }

    private func order(_ tallies: [GradeTally]) throws -> [[String]] {
        let grades = (0..<(tallies.first?.counts.count ?? 0)).map { "g\($0)" }
        return try ordinal(.majorityJudgment(grades: grades, tallies: tallies)).order
    }

    @Test("France 2012 comes out in the published order with the published gauges")
    func france2012() throws {
        let tallies = try Self.france.reversed().map { row in
            GradeTally(candidate: row.name, counts: try row.profile.split(separator: ",").map { try #require(FixedPoint(String($0))) })
        }
        let result = try ordinal(.majorityJudgment(grades: Self.grades, tallies: tallies))
        #expect(result.order == Self.france.map { [$0.name] })
        guard case .grades(let lines) = result.detail else { throw BallotTests.Wrong.detail }
        for (line, row) in zip(lines, Self.france) {
            let published = row.gauge.split(separator: " ")
            #expect(line.grade == published.dropFirst().dropLast().joined(separator: " "))
            try expect(line.better, near: published[0])
            try expect(line.worse, near: published[published.count - 1])
        }
    }

    /// The paper rounds each number by itself, so a sum may be off by two hundredths.
    private func expect(_ value: FixedPoint?, near published: Substring) throws {
        guard let value else {
            #expect(published == "-")
            return
        }
        let distance = value.micros - (try #require(FixedPoint(String(published)))).micros
        #expect(abs(distance) <= 20_000)
    }

    @Test("an even number of voters takes the lower middle grade; equal halves are no majority")
    func lowerMiddle() {
        let document = """
            {"method": "majorityJudgment", "grades": ["good", "fair", "bad"], "tallies": {"A": [2, 0, 2], "B": [3, 0, 1], "C": [0, 4, 0]}}
            """
        #expect(
            door("ordinal", document)
                == #"{"order":[["B"],["C"],["A"]],"grades":[{"candidate":"B","grade":"good","gauge":[null,"good",1]},"#
                + #"{"candidate":"C","grade":"fair","gauge":[0,"fair",0]},{"candidate":"A","grade":"bad","gauge":[2,"bad",null]}]}"# + "\n")
    }

    @Test("more above than below is ahead, then the larger p or the smaller q")
    func gauge() throws {
        #expect(
            try order([tally("q4", [2, 4, 4]), tally("p3", [3, 5, 2]), tally("p4", [4, 3, 3]), tally("even", [3, 4, 3])])
                == [["p4"], ["p3"], ["even"], ["q4"]])
    }

    @Test("equal gauges are decided by taking out one median after the other")
    func removal() throws {
        // Both have (2, g2, 3) of 8. On the way down from the middle A's second g3 stands against B's first g4.
        let a = tally("A", [2, 0, 3, 2, 1])
        let b = tally("B", [2, 0, 3, 1, 2])
        #expect(try order([b, a]) == [["A"], ["B"]])
        // The same below, so the grades above decide.
        let c = tally("C", [1, 1, 3, 2, 1])
        #expect(try order([c, a]) == [["A"], ["C"]])
        #expect(try order([tally("Z", [2, 0, 3, 2, 1]), a]) == [["A", "Z"]])
    }

    @Test("tallies of different size are compared as parts of their own total")
    func parts() throws {
        #expect(try order([tally("A", [3, 2, 1]), tally("B", [300, 200, 100])]) == [["A", "B"]])
        #expect(try order([tally("A", [3, 2, 1]), tally("B", [300, 200, 101])]) == [["A"], ["B"]])
    }

    @Test("the largest numbers don't overflow")
    func large() throws {
        let total = Limits.weightTotal.micros
        let a = GradeTally(candidate: "A", counts: [FixedPoint(micros: total - 1), FixedPoint(micros: 1)])
        let b = GradeTally(candidate: "B", counts: [FixedPoint(micros: total), FixedPoint(micros: 0)])
        let c = GradeTally(candidate: "C", counts: [FixedPoint(micros: 1), FixedPoint(micros: total - 1)])
        #expect(try order([a, b, c]) == [["B"], ["A"], ["C"]])
    }
}
