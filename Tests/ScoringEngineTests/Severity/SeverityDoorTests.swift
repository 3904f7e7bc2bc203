import ScoringEngine
import Testing

@Suite("Severity through the door")
struct SeverityDoorTests {
    @Test("members in their fixed order; entries and jurors by the bytes of their ids")
    func shape() throws {
        let document = """
            {"model": "additive", "scores": [{"entry": "b", "juror": "y", "score": 9.5}, {"entry": "a", "juror": "y", "score": 4.5},
             {"entry": "a", "juror": "Z", "score": 3.5}, {"entry": "b", "juror": "Z", "score": 6.5}]}
            """
        let values = [("b", "y", 9.5), ("a", "y", 4.5), ("a", "Z", 3.5), ("b", "Z", 6.5)].map { JurorScore(entry: $0, juror: $1, score: $2) }
        let result = try severity(SeverityInput(model: .additive, scores: values))
        // The last digit of a half is not the point here.
        let error = try #require(result.jurors[0].standardError)
        #expect(abs(error - 0.5) < 1e-15)
        let curve = (1...10).map { sheets in "\(7.5 / (7.5 + 2.5 / Double(sheets)))" }.joined(separator: ",")
        #expect(
            door("severity", document) == """
                {"connected":true,"components":1,"mean":6.0,"entries":[\
                {"entry":"a","raw":4.0,"corrected":4.0,"standardError":0.7071067811865476},\
                {"entry":"b","raw":8.0,"corrected":8.0,"standardError":0.7071067811865476}],"jurors":[\
                {"juror":"Z","offset":-1.0,"standardError":\(error),"sheets":2},{"juror":"y","offset":1.0,"standardError":\(error),"sheets":2}],\
                "variance":{"residual":1.0,"juror":1.5,"entry":7.5},\
                "reliability":{"oneSheet":0.75,"meanOfK":0.8571428571428571,"curve":[\(curve)]},"lambda2":2.0}

                """)
    }

    @Test("without a model it is interblock; what can't be known is null and has its note; parts are numbered")
    func nulls() {
        #expect(
            door("severity", #"{"scores": [{"entry": "a", "juror": "j", "score": 1}, {"entry": "b", "juror": "k", "score": 2}]}"#) == """
                {"connected":false,"components":2,"mean":1.5,"entries":[\
                {"entry":"a","raw":1.0,"corrected":1.0,"standardError":null,"component":1},\
                {"entry":"b","raw":2.0,"corrected":2.0,"standardError":null,"component":2}],"jurors":[\
                {"juror":"j","offset":0.0,"standardError":null,"sheets":1,"component":1},\
                {"juror":"k","offset":0.0,"standardError":null,"sheets":1,"component":2}],\
                "variance":{"residual":null,"juror":null,"entry":null},"reliability":{"oneSheet":null,"meanOfK":null,"curve":null},\
                "lambda2":0.0,"notes":["noResidualDegrees"]}

                """)
    }

    static let refused: [(document: String, lines: String)] = [
        ("[]", "! $: must be an object, but is an array"),
        ("{}", "! $.scores: is missing"),
        (#"{"scores": []}"#, "! $.scores: at least one score is needed"),
        (#"{"model": "zScore", "scores": 7}"#, "! $.model: must be one of interblock, additive, mixed, but is \"zScore\"\n! $.scores: must be an array, but is a number"),
        (
            #"{"models": "mixed", "scores": [{"entry": "e", "juror": "j", "score": "7"}]}"#,
            "! $.models: unknown key; known here: model, scores\n! $.scores[0].score: must be a number, but is a string"
        ),
        (
            #"{"scores": [{"entry": "", "juror": "j", "score": 1e13}, {"juror": "j\u0007", "entry": "f", "score": -2e300}]}"#,
            "! $.scores[0].entry: must not be empty\n! $.scores[0].score: must be a number from -1e12 to 1e12, but is 10000000000000.0\n"
                + "! $.scores[1].juror: must not contain control characters, but is \"j\\u0007\"\n"
                + "! $.scores[1].score: must be a number from -1e12 to 1e12, but is -2e+300"
        ),
        (
            #"{"scores": [{"entry": "e", "juror": "j", "score": 1}, {"entry": "f", "juror": "j", "score": 1}, {"entry": "e", "juror": "j", "score": 1}]}"#,
            "! $.scores[2]: \"j\" has a score for \"e\" already, see $.scores[0]"
        ),
        (
            #"{"scores": [{"entry": "K\u00f6ln", "juror": "j", "score": 1}, {"entry": "Ko\u0308ln", "juror": "k", "score": 1}]}"#,
            "! $.scores[1].entry: \"Ko\u{308}ln\" occurs in two spellings that look alike (Unicode normalisation)"
        ),
    ]

    @Test("what it refuses, and with which words", arguments: refused)
    func refusals(document: String, lines: String) {
        #expect(door("severity", document) == lines)
    }

    @Test("scores that are not finite, which only Swift can say")
    func notFinite() {
        let wrong = [Double.nan, .infinity, -.infinity].enumerated().map { JurorScore(entry: "e\($0)", juror: "j", score: $1) }
        #expect(
            problems(SeverityInput(model: .additive, scores: wrong)) == (0..<3).map { "outOfRange $.scores[\($0)].score" })
    }
}
