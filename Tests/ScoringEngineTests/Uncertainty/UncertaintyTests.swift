import Testing

@testable import ScoringEngine

@Suite("How sure a ranking is")
struct UncertaintyTests {
    /// Whole points from 0 to 100, by entry and juror; nil for no sheet.
    static func input(
        _ table: [[Int64?]], aggregation: Aggregation = .mean, boundaries: [Int]? = nil, draws: Int = 400, seed: Int = 1, level: Double = 0.95
    ) -> UncertaintyInput {
        let sheets = table.enumerated().flatMap { entry, row in
            row.enumerated().compactMap { juror, points in
                points.map { Sheet(juror: "j\(juror)", entry: "e\(entry)", state: .final, points: ["points": .points(units($0))]) }
            }
        }
        return UncertaintyInput(
            rank: RankInput(rubric: hundredPoints, aggregation: aggregation, sheets: sheets), boundaries: boundaries, draws: draws,
            seed: seed, level: level)
    }

    static let fiveEntries: [[Int64?]] = [[90, 80, 85], [70, 75, nil], [nil, 60, 72], [65, nil, 50], [40, 55, 45]]

    /// The probabilities come from NumPy: the dense covariance of all scores on a grid of 81 × 81 variance ratios, 400,000 draws
    /// (Benchmarks/checks/rank_posterior.py). 5,000 draws of ours are good to about 0.007 each.
    @Test("probabilities agree with a brute-force posterior")
    func bruteForce() throws {
        let result = try uncertainty(Self.input(Self.fiveEntries, boundaries: [1, 2, 3, 4], draws: 5000))
        let expected: [[Double]] = [
            [0.916, 0.984, 0.996, 0.999], [0.059, 0.730, 0.949, 0.994], [0.018, 0.237, 0.833, 0.984], [0.005, 0.045, 0.206, 0.918],
            [0.001, 0.005, 0.017, 0.105],
        ]
        #expect(result.entries.map(\.entry) == ["e0", "e1", "e2", "e3", "e4"])
        for (entry, expected) in zip(result.entries, expected) {
            for (found, wanted) in zip(entry.within, expected) { #expect(abs(found - wanted) < 0.025, "\(entry)") }
        }
        #expect(result.entries[1...].map(\.interval) == [1...3, 2...4, 3...5, 4...5])
        #expect(result.flags == [])
        #expect(result.tauBest[0].entries == ["e0", "e1", "e2"])
        // By hand: without j0 the means are 82.5, 75, 66, 50, 50, the last two sharing rank 4; without j1 87.5, 70, 72, 57.5, 42.5;
        // without j2 85, 72.5, 60, 65, 47.5.
        func change(_ entry: String, _ from: Int, _ to: Int) -> PlaceChange { PlaceChange(entry: entry, from: from, to: to) }
        #expect(
            result.jurorsThatDecide == [
                DecidingJuror(juror: "j0", changes: [change("e4", 5, 4)]),
                DecidingJuror(juror: "j1", changes: [change("e2", 3, 2), change("e1", 2, 3)]),
                DecidingJuror(juror: "j2", changes: [change("e3", 4, 3), change("e2", 3, 4)]),
            ])
    }

    @Test("through the door: the members and their order")
    func throughTheDoor() {
        let sheets = [("j1", "a", 90), ("j2", "a", 80), ("j1", "b", 20), ("j2", "b", 10), ("j1", "c", 90), ("j2", "c", 80)].map {
            #"{"juror":"\#($0)","entry":"\#($1)","state":"final","points":{"p":\#($2)}}"#
        }
        let rubric = #"{"criteria":[{"id":"p","weight":1,"scale":{"min":0,"max":100,"step":1}}]}"#
        let rank = #"{"rubric":\#(rubric),"aggregation":{"method":"mean"},"sheets":[\#(sheets.joined(separator: ","))]}"#
        // The scores are entry + juror without noise, so a and c are above b in every draw, and nothing tells the two apart.
        let answer = door("uncertainty", #"{"rank":\#(rank),"tau":2,"draws":100,"seed":7,"level":0.9}"#)
        #expect(
            answer == #"""
                {"entries":[{"entry":"a","rank":1,"interval":[1,2],"pTop":{"2":1.0}},{"entry":"c","rank":1,"interval":[1,2],"pTop":{"2":1.0}},\#
                {"entry":"b","rank":3,"interval":[3,3],"pTop":{"2":0.0}}],"tauBest":{"2":["a","c"]},"jurorsThatDecide":[],\#
                "weightsThatDecide":[],"flags":["fewSheets"]}

                """#)
        let estimates = #"[{"entry":"b","estimate":1,"standardError":0.1},{"entry":"a","estimate":9.5e0,"standardError":0.1}]"#
        #expect(
            door("uncertainty", #"{"estimates":\#(estimates),"tau":[1,2]}"#)
                == #"""
                {"entries":[{"entry":"a","rank":1,"interval":[1,1]},{"entry":"b","rank":2,"interval":[2,2]}],\#
                "tauBest":{"1":["a"],"2":["a","b"]}}

                """#)
    }

    @Test("equal totals tell nothing about the order")
    func allEqual() throws {
        let result = try uncertainty(Self.input([[50, 50], [50, 50], [50, 50], [50, 50]]))
        #expect(result.entries.map(\.interval) == [1...4, 1...4, 1...4, 1...4])
        #expect(result.entries[3].within == [0.25, 0.75])
        #expect(result.tauBest.map(\.entries.count) == [4, 4])
        #expect(result.flags == [.allEqual])
    }

    @Test("one entry, no entry, an entry without sheets")
    func few() throws {
        let one = try uncertainty(Self.input([[50, 60]]))
        #expect(one.entries == [UncertainEntry(entry: "e0", rank: 1, interval: 1...1, within: [1])])
        #expect(one.tauBest == [BestSet(boundary: 1, entries: ["e0"])])

        for aggregation: Aggregation in [.mean, .zScore(minimumSheets: 3), .interblock] {
            let none = try uncertainty(Self.input([], aggregation: aggregation))
            #expect(none.entries.isEmpty && none.flags == [.noEntryRanked])
            #expect(none.jurorsThatDecide == [])
        }

        var input = Self.input(Self.fiveEntries)
        let open = Sheet(juror: "j0", entry: "e9", state: .open)
        input = UncertaintyInput(
            rank: RankInput(rubric: hundredPoints, aggregation: .mean, sheets: input.rank.sheets + [open]), draws: 100)
        let result = try uncertainty(input)
        #expect(result.entries.last == UncertainEntry(entry: "e9", rank: nil, interval: nil, within: []))
        #expect(result.entries.count == 6)
    }

    @Test("a jury in parts is answered and flagged; so is one whose sheets leave nothing for the noise")
    func flags() throws {
        let parts = try uncertainty(Self.input([[90, 80, nil, nil], [70, 75, nil, nil], [nil, nil, 60, 72], [nil, nil, 65, 50]]))
        #expect(parts.flags == [.disconnected, .fewSheets])
        let single = try uncertainty(Self.input([[90], [80], [70], [60], [50], [40]], draws: 2000))
        #expect(single.flags == [.fewSheets])
        // One sheet each: as much noise as merit is possible, so the first may well not be the best.
        #expect(single.entries[0].interval.map { $0.upperBound >= 3 } == true)
        #expect(single.entries[0].within[0] > 0.2 && single.entries[0].within[0] < 0.9)
    }

    @Test("leaving out a juror may leave no ranking, and then says why")
    func noRankingWithout() throws {
        // Only j1 joins the two halves.
        let table: [[Int64?]] = [[90, nil, nil], [80, 70, nil], [nil, 60, 50], [nil, nil, 40]]
        let result = try uncertainty(Self.input(table, aggregation: .additive))
        let middle = try #require(result.jurorsThatDecide?.first { $0.juror == "j1" })
        #expect(middle.problem?.hasPrefix("no joint ranking, because the jury falls into 2 parts") == true)
    }

    @Test("an entry that a trim leaves without sheets loses its rank")
    func trimmed() throws {
        let result = try uncertainty(Self.input([[90, 80, 70], [50, 40, 30]], aggregation: .trimmedMean(trim: 1), boundaries: [1]))
        #expect(
            result.jurorsThatDecide?.first == DecidingJuror(juror: "j0", changes: [PlaceChange(entry: "e0", from: 1, to: nil)]))
    }

    @Test("what a draw of all entries looks like does not depend on the number of threads")
    func threads() throws {
        var random = SeededGenerator(seed: 4)
        for size in [(12, 5), (5, 12), (30, 20)] {
            let table = (0..<size.0).map { _ in
                (0..<size.1).map { _ in Int.random(in: 0..<3, using: &random) == 0 ? Int64.random(in: 0...100, using: &random) : nil }
            }
            let input = Self.input(table, draws: 20)
            let many = try uncertainty(input)
            let one = try Parts.$areOneByOne.withValue(true) { try uncertainty(input) }
            #expect(many == one)
        }
    }
}
