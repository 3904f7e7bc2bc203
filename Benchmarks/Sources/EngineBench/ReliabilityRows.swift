import ScoringEngine

/// How far jurors agree, criterion by criterion.
let reliabilityRows: [Row] = [
    Row(name: "alpha-20", size: "L") {
        "\(try alphas(criterionUnits).reduce(0, +))"
    },
]

/// Four levels of each criterion.
func alphas(_ criteria: [[[Double]]]) throws -> [Double] {
    try criteria.flatMap { units in
        let alpha = try krippendorffAlpha(units: units)
        return AlphaLevel.allCases.map { alpha[$0].value ?? .nan }
    }
}

private let criterionUnits = criterionPoints(.large)

/// For each criterion, for each entry, the points its jurors gave.
func criterionPoints(_ jury: Jury) -> [[[Double]]] {
    (0..<Jury.criteria).map { criterion in
        var units = [[Double]](repeating: [], count: jury.entries)
        for sheet in jury.sheets { units[sheet.entry].append(Double(sheet.points[criterion])) }
        return units
    }
}
