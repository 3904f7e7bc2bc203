import ScoringEngine
import Testing

@Suite("Rankings with corrected scores")
struct CorrectedRankingTests {
    /// Sheets on ``hundredPoints`` by juror.
    private func sheets(_ points: KeyValuePairs<String, KeyValuePairs<String, Int64>>) -> [Sheet] {
        points.flatMap { juror, marks in
            marks.map { Sheet(juror: juror, entry: $0.key, state: .final, points: ["points": .points(units($0.value))]) }
        }
    }

    private func result(_ aggregation: Aggregation, _ sheets: [Sheet], ties: [TieRule] = []) throws -> RankResult {
        try rank(RankInput(rubric: hundredPoints, aggregation: aggregation, ties: ties, sheets: sheets))
    }

    /// "D 1 71.3750".
    private func rounded(_ result: RankResult) -> [String] {
        result.entries.map { "\($0.entry) \($0.rank.map(String.init) ?? "-") \($0.score?.rounded(decimals: 4) ?? "-")" }
    }

    private var catalysts: [Sheet] {
        sheets([
            "1": ["1": 73, "3": 73, "4": 75], "2": ["1": 74, "2": 75, "3": 75], "3": ["2": 67, "3": 68, "4": 72],
            "4": ["1": 71, "2": 72, "4": 75],
        ])
    }

    @Test("Montgomery's balanced incomplete blocks: raw means, least squares, and interblock information recovered")
    func montgomery() throws {
        // Design and Analysis of Experiments, 4.4: grand mean 72.5; −9/8 −7/8 −4/8 20/8 and −1.0869 −0.8836 −0.5 2.4705.
        #expect(rounded(try result(.mean, catalysts)) == ["4 1 74.0000", "1 2 72.6667", "3 3 72.0000", "2 4 71.3333"])
        #expect(rounded(try result(.additive, catalysts)) == ["4 1 75.0000", "3 2 72.0000", "2 3 71.6250", "1 4 71.3750"])
        #expect(rounded(try result(.interblock, catalysts)) == ["4 1 74.9705", "3 2 72.0000", "2 3 71.6164", "1 4 71.4131"])
        #expect(try result(.interblock, catalysts).isExact == false)
        #expect(try result(.mean, catalysts).isExact)
    }

    @Test("every sheet's correction is its juror's offset taken off, with its standard error")
    func corrections() throws {
        let input = RankInput(rubric: hundredPoints, aggregation: .interblock, sheets: catalysts)
        let first = try #require(try explain(input).entries.first { $0.entry == "1" })
        // Offsets published as 0.8492, 2.9115 and 0 of the jurors 1, 2 and 4.
        #expect(first.sheets.map(\.juror) == ["1", "2", "4"])
        for (sheet, offset) in zip(first.sheets, [0.8492, 2.9115, 0]) {
            #expect(abs((sheet.correction?.points ?? .nan) + offset) < 0.000_05)
            #expect((sheet.correction?.standardError ?? 0) > 0)
        }
        #expect(first.below == nil)
        #expect(first.above?.markChange == nil)
    }

    @Test("z-scores; who has too few sheets or no spread is left as is and flagged")
    func zScores() throws {
        let sheets = sheets([
            "j1": ["A": 10, "B": 20, "C": 30], "j2": ["A": 60, "B": 80, "C": 70], "j3": ["C": 70], "j4": ["A": 50, "B": 50, "D": 50],
        ])
        let result = try result(.zScore(minimumSheets: 3), sheets)
        // Python's statistics.fmean and pstdev over the same formula.
        #expect(rounded(result) == ["C 1 64.8412", "B 2 58.1745", "D 3 50.0000", "A 4 31.6510"])
        #expect(result.flags == [.leftAsIs(juror: "j3", .fewSheets), .leftAsIs(juror: "j4", .noSpread)])
        let all = try self.result(.zScore(minimumSheets: 4), sheets)
        #expect(rounded(all) == rounded(try self.result(.mean, sheets)))
        #expect(all.flags.count == 4)
    }

    @Test("the documentation's z-scores: two jurors who agree about A in their own measures")
    func zScoreExample() throws {
        let sheets = sheets(["j1": ["A": 10, "B": 20, "C": 30], "j2": ["A": 60, "B": 80, "C": 70]])
        let explained = try explain(RankInput(rubric: hundredPoints, aggregation: .zScore(minimumSheets: 3), sheets: sheets))
        // 45 − 26.299556 · 10 / 8.164966, by Python's statistics module.
        #expect(explained.result.entries.last?.score?.rounded(decimals: 4) == "12.7898")
        for sheet in explained.entries.last?.sheets ?? [] {
            let total = try #require(Double(sheet.total.rounded(decimals: 0)))
            #expect(abs(total + (sheet.correction?.points ?? .nan) - 12.789_753) < 0.000_001)
            #expect(sheet.correction?.standardError == nil)
        }
    }

    @Test("the door says null for exact, names flagged jurors, and takes three sheets where nothing is said")
    func doorForm() {
        func document(_ method: String) -> String {
            """
            {"rubric": {"criteria": [{"id": "a", "weight": 1, "scale": {"min": 0, "max": 100, "step": 1}}]}, "aggregation": {\(method)},
             "sheets": [{"juror": "j1", "entry": "A", "state": "final", "points": {"a": 70}},
                        {"juror": "j1", "entry": "B", "state": "final", "points": {"a": 70}}]}
            """
        }
        func lines(_ flags: String) -> String {
            #"{"entries":[{"entry":"A","rank":1,"score":"70.0000","exact":null,"sheets":1,"decidedBy":null,"flags":[]},"#
                + #"{"entry":"B","rank":1,"score":"70.0000","exact":null,"sheets":1,"decidedBy":null,"flags":[]}],"flags":["# + flags + "]}\n"
        }
        #expect(door("rank", document(#""method": "zScore""#)) == lines(#"{"juror":"j1","flag":"leftAsIs","reason":"fewSheets"}"#))
        #expect(
            door("rank", document(#""method": "zScore", "minimumSheets": 2"#))
                == lines(#"{"juror":"j1","flag":"leftAsIs","reason":"noSpread"}"#))
        #expect(door("rank", document(#""method": "interblock""#)) == lines(#""noSeverityFound""#))
        #expect(door("rank", document(#""method": "additive""#)) == lines(""))
    }

    @Test("a jury in parts that share no entry has no joint ranking, and is told its parts", arguments: ["interblock", "additive"])
    func disconnected(method: String) throws {
        let aggregation: Aggregation = method == "additive" ? .additive : .interblock
        let parts = sheets(["j1": ["A": 80, "B": 70], "j2": ["C": 60], "j3": ["D": 50, "E": 40, "F": 30], "j4": ["F": 20]])
            + [Sheet(juror: "j5", entry: "G", state: .recused)]
        let expected = """
            $.sheets: no joint ranking, because the jury falls into 3 parts that share no entry: \
            "D" and 2 more entries with 2 jurors; "A" and 1 more entry with 1 juror; "C" with 1 juror
            """
        do throws(EngineProblems) {
            _ = try rank(RankInput(rubric: hundredPoints, aggregation: aggregation, sheets: parts))
            Issue.record("ranked a jury in parts")
        } catch {
            #expect(error.description == expected)
        }
        var ranking = try LiveRanking(
            RankInput(rubric: hundredPoints, aggregation: aggregation, sheets: sheets(["j1": ["A": 80, "B": 70], "j2": ["B": 60, "C": 50]])))
        let before = ranking.result
        #expect(throws: EngineProblems.self) { try ranking.replace(Sheet(juror: "j2", entry: "B", state: .recused)) }
        #expect(ranking.result == before)
    }

    @Test("no sheet, one sheet, and one entry are ranked with every method", arguments: [Aggregation.zScore(minimumSheets: 1), .interblock, .additive])
    func small(aggregation: Aggregation) throws {
        #expect(try result(aggregation, []).flags == [.noEntryRanked])
        #expect(rounded(try result(aggregation, sheets(["j1": ["A": 70]]))) == ["A 1 70.0000"])
        #expect(rounded(try result(aggregation, sheets(["j1": ["A": 70], "j2": ["A": 80]]))) == ["A 1 75.0000"])
    }

    @Test("tie rules look at the totals as they were given")
    func rawTies() throws {
        let sheets = sheets(["j1": ["A": 80, "B": 75], "j2": ["A": 70, "B": 75]])
        for aggregation in [Aggregation.additive, .interblock] {
            #expect(lines(try result(aggregation, sheets, ties: [.highest])) == ["A 1 75 highest", "B 2 75 highest"])
        }
    }

    @Test("entries read by the same jurors keep the order of their raw means, equal ones stay equal")
    func samePanel() throws {
        for seed in UInt64(1)...200 {
            var random = SeededGenerator(seed: seed)
            let panels = [["j1", "j2", "j3"], ["j3", "j4", "j5"], ["j1", "j5", "j6"]]
            var sheets: [Sheet] = []
            for entry in 0..<9 {
                for juror in panels[entry % 3] {
                    let points = Int64.random(in: 0...6, using: &random) * 10
                    sheets.append(Sheet(juror: juror, entry: "\(entry)", state: .final, points: ["points": .points(units(points))]))
                }
            }
            let raw = scores(try result(.mean, sheets))
            let corrected = scores(try result(seed % 2 == 0 ? .interblock : .additive, sheets))
            let pairs = (0..<9).flatMap { left in stride(from: left % 3, to: 9, by: 3).map { (left, $0) } }
            #expect(pairs.allSatisfy { (raw[$0] < raw[$1]) == (corrected[$0] < corrected[$1]) }, "seed \(seed)")
        }
    }

    /// By entry number.
    private func scores(_ result: RankResult) -> [Rational] {
        let scores = result.entries.map { (Int($0.entry) ?? 0, $0.score ?? .zero) }
        return scores.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
