import ScoringEngine

let severityProperties = [
    Property("severity: a constant on all of one juror's scores changes no difference (additive)") { random in
        let scores = juryScores(&random)
        let constant = Double(random.number(-40...40))
        let shifted = scores.map { JurorScore(entry: $0.entry, juror: $0.juror, score: $0.juror == "j1" ? $0.score + constant : $0.score) }
        let before = try corrected(.additive, scores)
        let after = try corrected(.additive, shifted)
        for (first, second) in zip(before, after) {
            let difference = (second - after[0]) - (first - before[0])
            try require(abs(difference) < 1e-9, "\(before) became \(after)")
        }
    },
    Property("severity: where all read all, a constant on one juror's scores changes no difference (interblock)") { random in
        let jurors = random.number(2...4)
        let constant = Double(random.number(-40...40))
        let scores = (0..<random.number(2...6)).flatMap { entry in
            (0..<jurors).map { JurorScore(entry: "e\(entry)", juror: "j\($0)", score: Double(random.number(0...100))) }
        }
        let shifted = scores.map { JurorScore(entry: $0.entry, juror: $0.juror, score: $0.juror == "j1" ? $0.score + constant : $0.score) }
        let before = try corrected(.interblock, scores)
        let after = try corrected(.interblock, shifted)
        for (first, second) in zip(before, after) {
            let difference = (second - after[0]) - (first - before[0])
            try require(abs(difference) < 1e-9, "\(before) became \(after)")
        }
    },
    Property("severity: entries read by the same jurors keep the order of their means (interblock and additive)") { random in
        let scores = juryScores(&random)
        var panels: [String: Set<String>] = [:]
        for score in scores { panels[score.entry, default: []].insert(score.juror) }
        let entries = try severity(SeverityInput(model: random.coin() ? .interblock : .additive, scores: scores)).entries
        for first in entries {
            for second in entries where panels[first.entry] == panels[second.entry] && first.raw >= second.raw {
                let keeps = first.raw == second.raw ? first.corrected == second.corrected : first.corrected > second.corrected
                try require(keeps, "\(first) and \(second)")
            }
        }
    },
    Property("severity: the order of the scores changes no bit, in any model") { random in
        let scores = juryScores(&random)
        // The mixed model takes twenty times as long as the others.
        let model = random.number(0...29) == 0 ? SeverityModel.mixed : random.pick([.interblock, .additive])
        let shuffled = random.shuffled(scores)
        try requireEqual(
            try severity(SeverityInput(model: model, scores: scores)), try severity(SeverityInput(model: model, scores: shuffled)))
    },
]

private func corrected(_ model: SeverityModel, _ scores: [JurorScore]) throws -> [Double] {
    try severity(SeverityInput(model: model, scores: scores)).entries.map(\.corrected)
}

/// Four to seven entries and three or four jurors in a ring, so that the jury hangs together; whole points from 0 to 80.
private func juryScores(_ random: inout SeededGenerator) -> [JurorScore] {
    let jurors = random.number(3...4)
    let offsets = (0..<jurors).map { _ in random.number(0...30) }
    return (0..<random.number(4...7)).flatMap { entry in
        let panel = random.number(0...5) == 0 ? Array(0..<jurors) : [entry % jurors, (entry + 1) % jurors]
        return panel.map { juror in
            JurorScore(entry: "e\(entry)", juror: "j\(juror)", score: Double(offsets[juror] + random.number(0...50)))
        }
    }
}
