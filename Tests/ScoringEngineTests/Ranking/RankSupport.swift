import ScoringEngine

/// One criterion "points" from 0 to 100 in whole steps, so that a sheet's total is its points.
let hundredPoints = Rubric(
    criteria: [criterion("points", weight: 1, min: 0, max: 100, step: 1)], notApplicable: .renormalise)

func criterion(_ id: String, weight: Int64, min: Int64, max: Int64, step: Int64) -> Criterion {
    Criterion(id: id, weight: units(weight), scale: Scale(min: units(min), max: units(max), step: units(step)))
}

func units(_ value: Int64) -> FixedPoint {
    FixedPoint(micros: value * FixedPoint.microsPerUnit)
}

/// Final sheets on ``hundredPoints``: entry "A" with [80, 70] has 80 from juror 1 and 70 from juror 2.
func sheets(_ points: KeyValuePairs<String, [Int64]>) -> [Sheet] {
    points.flatMap { entry, values in
        values.enumerated().map { number, value in
            Sheet(juror: "j\(number + 1)", entry: entry, state: .final, points: ["points": .points(units(value))])
        }
    }
}

/// One line an entry: id, rank, exact score, deciding rule; a hyphen for nil.
func lines(_ result: RankResult) -> [String] {
    result.entries.map { entry in
        let rank = entry.rank.map { "\($0)" } ?? "-"
        let score = entry.score.map { "\($0)" } ?? "-"
        let rule = entry.decidedBy.map { "\($0)" } ?? "-"
        return "\(entry.entry) \(rank) \(score) \(rule)"
    }
}

/// The problems of an input as "code path", or nothing where it is accepted.
func problems(_ input: RankInput) -> [String] {
    do throws(EngineProblems) {
        _ = try rank(input)
        return []
    } catch {
        return error.problems.map { "\($0.code) \($0.path)" }
    }
}
