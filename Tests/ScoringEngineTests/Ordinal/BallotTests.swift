import ScoringEngine
import Testing

@Suite("Ballots that rank")
struct BallotTests {
    /// A ballot with each candidate alone, as letters: `("ACBED", 5)`.
    static func ballot(_ order: String, _ weight: Int64) -> RankedBallot {
        RankedBallot(weight: units(weight), order: order.map { [String($0)] })
    }

    /// Schulze 2011, example 1.
    static let schulze45 = [
        ballot("ACBED", 5), ballot("ADECB", 5), ballot("BEDAC", 8), ballot("CABED", 3), ballot("CAEBD", 7), ballot("CBADE", 2),
        ballot("DCEBA", 7), ballot("EBADC", 8),
    ]

    static let tennessee = [ballot("MNCK", 42), ballot("NCKM", 26), ballot("CKNM", 15), ballot("KCNM", 17)]

    @Test("Schulze's 45 voters put E before A, C, B and D, with every strength of the published table")
    func schulzePublished() throws {
        let result = try ordinal(.schulze(Self.schulze45))
        #expect(result.order == [["E"], ["A"], ["C"], ["B"], ["D"]])
        guard case .paths(let paths) = result.detail else { throw Wrong.detail }
        #expect(paths.candidates == ["E", "A", "C", "B", "D"])
        // Wikipedia, Schulze method, strengths of the strongest paths.
        let published: [[Int64]] = [
            [0, 25, 28, 28, 31], [24, 0, 28, 28, 30], [24, 25, 0, 29, 29], [24, 25, 28, 0, 33], [24, 25, 28, 28, 0],
        ]
        for (from, row) in published.enumerated() {
            for (to, strength) in row.enumerated() { #expect(paths.strength(from: from, to: to) == units(strength)) }
        }
    }

    @Test("Tennessee's capital by Borda: Nashville 194, Chattanooga 173, Memphis 126, Knoxville 107")
    func bordaPublished() throws {
        let result = try ordinal(.borda(Self.tennessee))
        #expect(result.order == [["N"], ["C"], ["M"], ["K"]])
        guard case .scores(let scores) = result.detail else { throw Wrong.detail }
        #expect(scores.map(\.candidate) == ["N", "C", "M", "K"])
        #expect(scores.map(\.score) == [Rational(194), Rational(173), Rational(126), Rational(107)])
    }

    @Test("equal and missing candidates get the mean of the points of the places they cover")
    func bordaGroups() {
        // Four candidates, 3 to 0 points. First ballot: A 3, B and C 1½ each, D 0; the second, half a vote: D 3, the others 1 each.
        let document = """
            {"method": "borda", "ballots": [{"order": [["A"], ["C", "B"], ["D"]]}, {"weight": "0.5", "order": [["D"]]}]}
            """
        #expect(
            door("ordinal", document)
                == #"{"order":[["A"],["B","C"],["D"]],"scores":[{"candidate":"A","score":"3.5000","exact":"7/2"},"#
                + #"{"candidate":"B","score":"2.0000","exact":"2"},{"candidate":"C","score":"2.0000","exact":"2"},"#
                + #"{"candidate":"D","score":"1.5000","exact":"3/2"}]}"# + "\n")
    }

    @Test("who nobody is ahead of comes first, though a third one stands between two")
    func schulzeLayers() {
        // A wins against B; C is level with both, and nobody is ahead of it.
        let document = """
            {"method": "schulze", "ballots": [{"weight": 2, "order": [["A"], ["B"], ["C"]]}, {"weight": "2", "order": [["C"], ["A"], ["B"]]}]}
            """
        #expect(
            door("ordinal", document)
                == #"{"order":[["A","C"],["B"]],"paths":{"A":{"C":0,"B":4},"C":{"A":0,"B":0},"B":{"A":0,"C":0}}}"# + "\n")
    }

    @Test("one candidate, and ballots that say nothing, are all equal")
    func trivial() {
        for method in ["borda", "schulze"] {
            let one = door("ordinal", "{\"method\": \"\(method)\", \"ballots\": [{\"order\": [[\"A\"]]}]}")
            #expect(one.hasPrefix(#"{"order":[["A"]],"#))
            let equal = door("ordinal", "{\"method\": \"\(method)\", \"ballots\": [{\"order\": [[\"B\", \"A\"]]}, {\"order\": []}]}")
            #expect(equal.hasPrefix(#"{"order":[["A","B"]],"#))
        }
    }

    @Test("two hundred candidates in a row are still in that row")
    func manyCandidates() throws {
        let names = (0..<200).map { "c\($0)" }
        let ballots = [RankedBallot(order: names.map { [$0] }), RankedBallot(order: [["c0", "c1"]])]
        let result = try ordinal(.schulze(ballots))
        #expect(result.order == names.map { [$0] })
    }

    enum Wrong: Error {
        case detail
    }
}
