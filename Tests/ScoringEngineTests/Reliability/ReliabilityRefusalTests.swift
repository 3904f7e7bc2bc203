import ScoringEngine
import Testing

@Suite("What a reliability refuses")
struct ReliabilityRefusalTests {
    @Test(
        "documents that can't be meant",
        arguments: [
            (#"{}"#, "! $: needs ratings or counts"),
            (#"[]"#, "! $: must be an object, but is an array"),
            (#"{"ratings": [[1, 2]], "counts": [[1]]}"#, "! $.counts: comes without ratings, or ratings without it"),
            (#"{"ratings": [[1, 2], [3, 4]], "levle": "ratio"}"#, "! $.levle: unknown key; known here: ratings, counts, level"),
            (
                #"{"ratings": [[1, 2], [3, 4]], "level": "metric"}"#,
                #"! $.level: must be one of nominal, ordinal, interval, ratio, but is "metric""#
            ),
            (#"{"ratings": [[1, 2], [3, 4]], "level": null}"#, "! $.level: must be a string, but is null"),
            (#"{"ratings": null}"#, "! $.ratings: must be an array, but is null"),
            (#"{"ratings": []}"#, "! $.ratings: at least one entry is needed"),
            (#"{"ratings": [[], []]}"#, "! $.ratings[0]: at least one of its ratings is needed"),
            (#"{"ratings": [1, 2]}"#, "! $.ratings[0]: must be an array, but is a number\n! $.ratings[1]: must be an array, but is a number"),
            (#"{"ratings": [[1, "2"]]}"#, "! $.ratings[0][1]: must be a number, but is a string"),
            (#"{"ratings": [[1, 2], [3]]}"#, "! $.ratings[1]: must have as many ratings as the first entry, 2, but has 1"),
            (
                #"{"ratings": [[1, 1e13], [3, -1e300]]}"#,
                "! $.ratings[0][1]: must be a number from -1000000000000 to 1000000000000, but is 10000000000000.0\n"
                    + "! $.ratings[1][1]: must be a number from -1000000000000 to 1000000000000, but is -1e+300"
            ),
            (#"{"ratings": [[1, 1e999]]}"#, #"! $.ratings[0][1]: must be a number of at most about ±1.8e308, but is "1e999""#),
            (#"{"counts": [[1, null]]}"#, "! $.counts[0][1]: must be a whole number, but is null"),
            (#"{"counts": [[1, 1.5]]}"#, #"! $.counts[0][1]: must be a whole number, but is "1.5""#),
            (#"{"counts": [[1, -1], [2, 2000000]]}"#,
                "! $.counts[0][1]: must be a number of jurors from 0 to 1000000, but is -1\n"
                    + "! $.counts[1][1]: must be a number of jurors from 0 to 1000000, but is 2000000"
            ),
            (#"{"counts": [[600000, 600000], [9223372036854775807, 1]]}"#,
                "! $.counts[0]: at most 1000000 jurors are accepted, but there are 1200000\n"
                    + "! $.counts[1][0]: must be a number of jurors from 0 to 1000000, but is 9223372036854775807"
            ),
            (#"{"counts": [[1, 1], [2]]}"#, "! $.counts[1]: must have as many categories as the first entry, 2, but has 1"),
            (#"{"counts": []}"#, "! $.counts: at least one entry is needed"),
        ])
    func documents(document: String, refusal: String) {
        #expect(door("reliability", document) == refusal)
    }

    @Test("numbers that JSON doesn't have")
    func notFinite() {
        func lines(_ body: () throws -> Void) -> [String] {
            do { try body() } catch let problems as EngineProblems { return problems.problems.map(\.description) } catch {}
            return []
        }
        let range = "must be a number from -1000000000000 to 1000000000000, but is"
        #expect(lines { _ = try reliability([[1, .nan], [.infinity, 2]]) } == ["$.ratings[0][1]: \(range) nan", "$.ratings[1][0]: \(range) inf"])
        #expect(lines { _ = try krippendorffAlpha(units: [[1], [2, -.infinity]]) } == ["$[1][1]: \(range) -inf"])
        #expect(lines { _ = try disagreement(units: [[.nan]]) } == ["$[0][0]: \(range) nan"])
    }

    @Test("more ratings than any jury gives")
    func tooMany() {
        let units = [[Double]](repeating: [Double](repeating: 1, count: 1_000_001), count: 20)
        #expect(throws: EngineProblems([
            EngineProblem(path: "$", code: .tooMany, message: "at most 20000000 ratings are accepted, but there are 20000020")
        ])) { try krippendorffAlpha(units: units) }
    }
}
