/// Separates how good entries are from how severe their jurors were: score = entry + juror + noise.
///
/// With n sheets, E entries, J jurors and c connected components; D_J and D_N the numbers of sheets of jurors and entries, B who
/// read what, t and y the jurors' and entries' sums of scores; S = D_J − Bᵀ D_N⁻¹ B and r = t − Bᵀ D_N⁻¹ y:
///
/// - `additive` is least squares: S·b = r, offsets b summing to zero in each component. An entry's corrected score is the mean over
///   its sheets of score − offset.
/// - `interblock` (Yates 1940, recovery of interblock information), the default wherever severity is corrected: entries fixed,
///   offsets shrunk by λ = s²/s²_b, (S + λ·I)·b = r. The less the data speak for differences in severity, the less is corrected; for
///   s²_b = 0, and without residual degrees of freedom, the raw means stand. Two entries read by the same jurors keep their raw order.
/// - `mixed` has entries random too, by restricted maximum likelihood (Patterson, Thompson 1971). `corrected` is the best linear
///   unbiased prediction mean + entry. It pulls entries towards the mean, those with few sheets more, and with them whole panels:
///   for uncertainty, not for an official ranking.
///
/// The variances of `interblock` and `additive` follow in closed form from least squares (Henderson 1953, method III), s² = SSE/df with
/// df = n − E − J + c; s²_b = max(0, (bᵀr − (J − c)·s²)/(n − E)), n − E being the trace of S; and the entries' s²_e =
/// max(0, (SS(entry | juror) − (E − c)·s²)/(n − J)), the same with the sides exchanged. They enter the reliability,
/// s²_e/(s²_e + s²_b + s²) for one sheet.
///
/// Adding a constant to all scores of one juror changes no difference between two corrected scores of `additive`. With `interblock`
/// that holds where all jurors read the same entries; elsewhere a more extreme juror raises s²_b, and more is corrected for everyone.
///
/// ```swift
/// // Montgomery's catalysts: 72.67, 71.33, 72 and 74 points on average; the first two change places once corrected.
/// let result = try severity(SeverityInput(model: .additive, scores: scores))
/// result.entries.map(\.corrected)  // [71.375, 71.625, 72, 75]
/// ```
///
/// - Throws: ``EngineProblems`` with everything wrong in the input: no scores, two scores of one juror for one entry, scores that are
///   not finite or beyond 10¹², unusable ids; ``EngineProblem/Code/tooMany`` for a jury too large and too loosely knit to be
///   computed, and for `mixed` with more than ``Limits/directJurors`` of both jurors and entries.
public func severity(_ input: SeverityInput) throws(EngineProblems) -> SeverityResult {
    let reading = try SeverityReading(input.scores)
    let cells = reading.cells
    guard let fit = cells.fit(input.model) else {
        let most = "at most \(Limits.directJurors) jurors or as many entries"
        let message =
            input.model == .mixed
            ? "\(most) are accepted for mixed, but there are \(cells.graph.jurorCount) and \(cells.graph.entryCount)"
            : "\(most) are accepted of a jury that has so few entries in common, but there are \(cells.graph.jurorCount) jurors"
        throw EngineProblems([EngineProblem(path: "$.scores", code: .tooMany, message: message)])
    }
    return SeverityResult(reading, fit, cells.standardErrors(of: fit))
}

extension SeverityResult {
    init(_ reading: SeverityReading, _ fit: SeverityFit, _ errors: SeverityErrors?) {
        let graph = reading.cells.graph
        isConnected = graph.isConnected
        components = graph.componentCount
        mean = fit.mean
        entries = reading.entries.indices.map { entry in
            SeverityEntry(
                entry: reading.entries[entry], raw: fit.raw[entry], corrected: fit.corrected[entry],
                standardError: errors?.entries[entry], component: Int(graph.componentOfEntry[entry]) + 1)
        }
        jurors = reading.jurors.indices.map { juror in
            SeverityJuror(
                juror: reading.jurors[juror], offset: fit.offsets[juror], standardError: errors?.jurors[juror],
                sheets: Int(graph.sheetsOfJuror[juror]), component: Int(graph.componentOfJuror[juror]) + 1)
        }
        variance = fit.variance
        reliability = SeverityReliability(fit.variance, graph)
        lambda2 = graph.lambda2()
        var notes: [SeverityNote] = []
        if graph.residualDegrees <= 0 { notes.append(.noResidualDegrees) }
        if graph.residualDegrees > 0, errors == nil { notes.append(.tooManyJurorsForErrors) }
        if fit.model == .mixed, fit.variance.residual == 0 { notes.append(.exactFit) }
        self.notes = notes
    }
}

extension SeverityReliability {
    init(_ variance: SeverityVariance, _ graph: JuryGraph) {
        guard let residual = variance.residual, let juror = variance.juror, let entry = variance.entry, residual + juror + entry > 0
        else {
            oneSheet = nil
            meanOfSheets = nil
            curve = []
            return
        }
        var reciprocals = 0.0
        for number in 0..<graph.entryCount { reciprocals += 1 / Double(graph.sheetsOfEntry(number)) }
        func mean(of sheets: Double) -> Double {
            entry > 0 ? entry / (entry + (juror + residual) / sheets) : 0
        }
        oneSheet = mean(of: 1)
        meanOfSheets = mean(of: Double(graph.entryCount) / reciprocals)
        curve = (1...10).map { mean(of: Double($0)) }
    }
}
