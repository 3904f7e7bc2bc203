@testable import ScoringEngine

/// A table of scores, entries down and jurors across, nil where there is no sheet; entries e1, e2 …, jurors j1, j2 ….
func scores(_ rows: [[Double?]]) -> [JurorScore] {
    rows.enumerated().flatMap { entry, row in
        row.enumerated().compactMap { juror, score in
            score.map { JurorScore(entry: "e\(entry + 1)", juror: "j\(juror + 1)", score: $0) }
        }
    }
}

/// The scores of a random jury, mostly sparse and mostly connected.
func randomScores(_ random: inout SeededGenerator) -> [JurorScore] {
    let entries = Int.random(in: 1...12, using: &random)
    let jurors = Int.random(in: 1...7, using: &random)
    let share = Double.random(in: 0.2...1, using: &random)
    let noise = Double.random(in: 0.1...2, using: &random)
    let severity = (0..<jurors).map { _ in Double.random(in: -3...3, using: &random) }
    let quality = (0..<entries).map { _ in Double.random(in: 0...10, using: &random) }
    var found: [JurorScore] = []
    for entry in 0..<entries {
        let certain = Int.random(in: 0..<jurors, using: &random)
        for juror in 0..<jurors where juror == certain || Double.random(in: 0..<1, using: &random) < share {
            let score = quality[entry] + severity[juror] + noise * Double.random(in: -1...1, using: &random)
            found.append(JurorScore(entry: "e\(entry)", juror: "j\(juror)", score: (score * 100).rounded() / 100))
        }
    }
    return found.shuffled(using: &random)
}

/// `code path` of each problem.
func problems(_ input: SeverityInput) -> [String] {
    do throws(EngineProblems) {
        _ = try severity(input)
        return []
    } catch {
        return error.problems.map { "\($0.code.rawValue) \($0.path)" }
    }
}
