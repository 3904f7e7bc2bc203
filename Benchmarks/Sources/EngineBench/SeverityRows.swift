import ScoringEngine

/// Severity on numbered sheets, from unsorted lists to offsets, corrected scores, variances and standard errors.
let severityRows: [Row] = [
    Row(name: "additiveFit", size: "L") {
        let fit = try fitted(.additive)
        return "\(fit.offsets[0]) \(fit.corrected[0])"
    },
    Row(name: "severityAll", size: "L") { try everything(.interblock) },
    Row(name: "severityMixed", size: "L") { try everything(.mixed) },
    Row(name: "severityDocument", size: "L") { try answer("severity", severityDocumentLarge) },
]

private struct NumberedScores {
    let entry = Jury.large.sheets.map { Int32($0.entry) }
    let juror = Jury.large.sheets.map { Int32($0.juror) }
    let score = Jury.large.sheets.map(\.score)

    var cells: SeverityCells {
        SeverityCells(entryCount: Jury.large.entries, jurorCount: Jury.large.jurors, entry: entry, juror: juror, score: score)
    }
}

private let scoresLarge = NumberedScores()

private func fitted(_ model: SeverityModel) throws -> SeverityFit {
    guard let fit = scoresLarge.cells.fit(model) else { throw BenchFailure("no fit") }
    return fit
}

private func everything(_ model: SeverityModel) throws -> String {
    let cells = scoresLarge.cells
    guard let fit = cells.fit(model), let errors = cells.standardErrors(of: fit), let juror = fit.variance.juror else {
        throw BenchFailure("no fit")
    }
    return "\(juror) \(errors.entries[0]) \(errors.jurors[0])"
}

private let severityDocumentLarge: [UInt8] = {
    let jury = Jury.large
    let scores = jury.sheets.map { #"{"entry":"\#(jury.entryID($0.entry))","juror":"\#(jury.jurorID($0.juror))","score":\#($0.score)}"# }
    return Array(#"{"model":"interblock","scores":[\#(scores.joined(separator: ","))]}"#.utf8)
}()
