import ScoringEngine

/// How far jurors agree, criterion by criterion.
let reliabilityRows: [Row] = [
    Row(name: "alpha-20", size: "L") {
        let alphas = try criterionUnits.flatMap { units in
            let alpha = try krippendorffAlpha(units: units)
            return AlphaLevel.allCases.map { alpha[$0].value ?? .nan }
        }
        return "\(alphas.reduce(0, +))"
    },
]

/// For each criterion, for each entry, the points its jurors gave.
private let criterionUnits: [[[Double]]] = (0..<Jury.criteria).map { criterion in
    var units = [[Double]](repeating: [], count: Jury.large.entries)
    for sheet in Jury.large.sheets { units[sheet.entry].append(Double(sheet.points[criterion])) }
    return units
}
