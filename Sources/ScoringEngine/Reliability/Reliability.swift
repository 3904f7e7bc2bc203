/// How far jurors agree: intraclass correlations, Krippendorff's alpha, Kendall's W and Fleiss' kappa of one table.
///
/// Alpha takes tables with gaps; the others need every juror's rating of every entry and are undefined, with a reason, where one
/// is missing. What the data can't tell (one entry, one juror, no variation, …) is undefined with its reason too, never a
/// number that only looks like one. The order of entries and of jurors changes no bit of the result.
///
/// - Throws: ``EngineProblems`` with everything wrong in the input: no entry, rows of different lengths, ratings that are no
///   numbers or beyond ``Limits/score``, counts below 0, too many of anything.
///
/// The four jurors and six entries of Shrout and Fleiss (1979), `[[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6],
/// [10, 5, 6, 9], [6, 2, 4, 7]]`, give intraclass correlations of 0.17, 0.29 and 0.71 for one juror and 0.44, 0.62 and 0.91 for
/// the mean of all four.
public func reliability(_ input: ReliabilityInput) throws(EngineProblems) -> ReliabilityResult {
    try ReliabilityCheck(input).run()
    switch input.data {
    case .ratings(let rows): return ratingsReliability(rows, input.level)
    case .counts(let rows): return countsReliability(rows, input.level)
    }
}

private func ratingsReliability(_ rows: [[Double?]], _ level: AlphaLevel?) -> ReliabilityResult {
    let present = rows.map { $0.compactMap(\.self) }
    let units = CodedUnits(present)
    let jurors = rows.first?.count ?? 0
    let isComplete = present.allSatisfy { $0.count == jurors }
    let shape: UndefinedReason? =
        if rows.count == 1 { .oneEntry } else if jurors == 1 { .oneJuror } else if !isComplete { .missingValues } else { nil }
    let alphaReason = shape == .missingValues ? nil : shape
    let variation: UndefinedReason? = shape ?? (units.values.count == 1 ? .noVariation : nil)
    return ReliabilityResult(
        intraclass: variation.map { .undefined($0) } ?? .value(intraclassCorrelations(present)),
        alpha: alphaReason.map(KrippendorffAlpha.init(undefined:)) ?? krippendorffAlpha(units),
        concordance: shape.map { .undefined($0) } ?? kendallConcordance(present),
        fleissKappa: variation.map { .undefined($0) } ?? .value(fleissKappa(units, jurors: jurors)), level: level)
}

private func countsReliability(_ rows: [[Int]], _ level: AlphaLevel?) -> ReliabilityResult {
    let counts = CategoryCounts(rows)
    let alpha = KrippendorffAlpha(
        nominal: counts.nominalAlpha, ordinal: .undefined(.countsOnly), interval: .undefined(.countsOnly),
        ratio: .undefined(.countsOnly))
    return ReliabilityResult(
        intraclass: .undefined(.countsOnly), alpha: alpha, concordance: .undefined(.countsOnly), fleissKappa: counts.fleissKappa,
        level: level)
}
