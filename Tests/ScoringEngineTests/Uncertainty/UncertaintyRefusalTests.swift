import ScoringEngine
import Testing

@Suite("What a question about uncertainty refuses")
struct UncertaintyRefusalTests {
    private static let rank = #"""
        {"rubric":{"criteria":[{"id":"p","weight":1,"scale":{"min":0,"max":9,"step":1}}]},"aggregation":{"method":"mean"},"sheets":[]}
        """#
    private static let estimates = #"[{"entry":"a","estimate":1,"standardError":1}]"#

    static let refusals: [(document: String, answer: String)] = [
        ("{}", "! $.rank: is missing"),
        ("[]", "! $: must be an object, but is an array"),
        (#"{"rank":\#(rank),"lvel":0.9}"#, "! $.lvel: unknown key; known here: rank, tau, level, draws, seed"),
        (
            #"{"rank":\#(rank),"level":1,"draws":0,"seed":-1,"tau":[0,1,1]}"#,
            """
            ! $.tau[0]: must be from 1 to 2000000, but is 0
            ! $.tau[2]: 1 is listed twice
            ! $.level: must be at least 0.5 and less than 1, but is 1.0
            ! $.seed: must be 0 or more, but is -1
            ! $.draws: must be from 1 to 1000000, but is 0
            """
        ),
        (#"{"rank":\#(rank),"tau":[]}"#, "! $.tau: at least one number of best entries is needed"),
        (#"{"rank":\#(rank),"tau":"3"}"#, "! $.tau: must be an array, but is a string"),
        (
            #"{"rank":{"rubric":{"criteria":[]},"aggregation":{"method":"mean"},"sheets":[]}}"#,
            "! $.rank.rubric.criteria: a rubric needs at least one criterion"
        ),
        (#"{"rank":{"rubric":{"criteria":[]},"sheets":[],"tau":3}}"#, """
            ! $.rank.tau: unknown key; known here: rubric, aggregation, ties, lotSeed, ranking, sheets
            ! $.rank.aggregation: is missing
            """),
        (#"{"estimates":[],"tau":1}"#, "! $.estimates: at least one estimate is needed"),
        (#"{"estimates":\#(estimates)}"#, "! $.tau: is missing"),
        (
            #"{"estimates":\#(estimates),"rank":\#(rank),"tau":1}"#,
            "! $.rank: unknown key; known here: estimates, tau, level, draws, seed"
        ),
        (
            #"{"estimates":[{"entry":"a","estimate":1e101,"standardError":0},{"entry":"a","estimate":1,"standardError":-1}],"tau":1}"#,
            """
            ! $.estimates[0].estimate: must lie within ±1e+100, but is 1e+101
            ! $.estimates[0].standardError: must be from 1e-100 to 1e+100, but is 0.0
            ! $.estimates[1].entry: the entry "a" is listed twice
            ! $.estimates[1].standardError: must be from 1e-100 to 1e+100, but is -1.0
            """
        ),
    ]

    @Test("says what is wrong and where", arguments: refusals)
    func refused(document: String, answer: String) {
        #expect(door("uncertainty", document) == answer)
    }

    @Test("numbers that no document can hold")
    func notFinite() {
        for bad in [Double.nan, .infinity, -.infinity] {
            let input = TauBestInput(
                estimates: [RankEstimate(entry: "a", estimate: bad, standardError: bad)], boundaries: [1], level: bad)
            #expect(throws: EngineProblems.self) { try tauBest(input) }
        }
    }

    @Test("more draws than a minute's work")
    func tooManyDraws() {
        let sheets = (0..<300).map { Sheet(juror: "j", entry: "e\($0)", state: .final, points: ["points": .points(units(1))]) }
        let input = UncertaintyInput(
            rank: RankInput(rubric: hundredPoints, aggregation: .mean, sheets: sheets), draws: 1_000_000)
        do throws(EngineProblems) {
            _ = try uncertainty(input)
            Issue.record("must be refused")
        } catch {
            #expect(error.description == "$.draws: at most 666666 draws are accepted for 300 entries, but there are 1000000")
        }
    }
}
