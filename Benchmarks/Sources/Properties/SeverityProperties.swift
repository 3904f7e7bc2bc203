import ScoringEngine

let severityProperties = [
    Property("severity: a constant on all of one juror's scores keeps every difference and place (additive)") { random in
        let input = severityInput(.additive, &random)
        let constant = Int64(random.number(1...20)) * FixedPoint.microsPerUnit
        let shifted = input.sheets.map { sheet -> Sheet in
            guard sheet.juror == "j1", case .points(let points) = sheet.points["c"] else { return sheet }
            let moved = FixedPoint(micros: points.micros + constant)
            return Sheet(juror: sheet.juror, entry: sheet.entry, state: sheet.state, points: ["c": .points(moved)])
        }
        let before = try scores(input)
        let after = try scores(with(input, sheets: shifted))
        // Offsets sum to zero, so all scores rise together by the constant over the jurors; each is rounded to a millionth.
        guard let rise = after.first?.value, let base = before[after.first?.key ?? ""] else { return }
        let tolerance = Rational(2, 1_000_000)
        for (entry, score) in after {
            let difference = (score - rise) - ((before[entry] ?? .zero) - base)
            try require(difference <= tolerance && difference >= -tolerance, "\(entry) moved by \(difference)")
        }
    },
    Property("severity: entries read by the same jurors keep the order of their means (interblock)") { random in
        let input = severityInput(.interblock, &random)
        let corrected = try scores(input)
        let raw = try scores(
            RankInput(rubric: input.rubric, aggregation: .mean, sheets: input.sheets))
        var panels: [String: Set<String>] = [:]
        for sheet in input.sheets { panels[sheet.entry, default: []].insert(sheet.juror) }
        for (first, panel) in panels {
            for (second, other) in panels where panel == other {
                guard let a = raw[first], let b = raw[second], let c = corrected[first], let d = corrected[second] else { continue }
                try require(a == b ? c == d : (a > b) == (c > d), "\(first) \(a) became \(c), \(second) \(b) became \(d)")
            }
        }
    },
    Property("severity: the order of the sheets changes no bit (interblock and additive)") { random in
        let input = severityInput(random.coin() ? .interblock : .additive, &random)
        try requireEqual(outcome(input), outcome(with(input, sheets: random.shuffled(input.sheets))))
    },
]

private func scores(_ input: RankInput) throws -> [String: Rational] {
    try rank(input).entries.reduce(into: [:]) { scores, line in scores[line.entry] = line.score }
}

/// Four to seven entries and three or four jurors in a ring, so that the jury hangs together; whole points from 0 to 80 of 100.
private func severityInput(_ method: Aggregation, _ random: inout SeededGenerator) -> RankInput {
    let jurors = random.number(3...4)
    let criterion = Criterion(id: "c", weight: units(1), scale: Scale(min: units(0), max: units(100), step: units(1)))
    let offsets = (0..<jurors).map { _ in random.number(0...30) }
    var sheets: [Sheet] = []
    for entry in 0..<random.number(4...7) {
        let panel = random.number(0...5) == 0 ? Array(0..<jurors) : [entry % jurors, (entry + 1) % jurors]
        for juror in panel {
            let points = offsets[juror] + random.number(0...50)
            sheets.append(Sheet(juror: "j\(juror)", entry: "e\(entry)", state: .final, points: ["c": .points(units(points))]))
        }
    }
    return RankInput(rubric: Rubric(criteria: [criterion], notApplicable: .refuse), aggregation: method, sheets: sheets)
}
