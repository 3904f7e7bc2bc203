/// How sure a ranking is.
///
/// **Ranks.** The sheets' totals are taken for mean + entry + juror + noise, all three normal. The variances are drawn from their
/// posterior: the restricted likelihood (Patterson, Thompson 1971) and half-Cauchy priors of scale 1 on the standard deviations of
/// entries and jurors over the noise's (Gelman 2006), on a grid of 12 × 12. With more than 128 entries and more than 128 jurors the
/// ratios are known well enough to stand at their REML estimates. Given the variances, entries and jurors are drawn jointly from
/// their normal posterior. An entry's true rank in a draw is its place by its effect; `within` is the part of the draws in which
/// the rank is at most the boundary, and the interval holds as nearly `level` of the draws as whole ranks allow. In simulated
/// juries of 30 entries and 10 jurors such intervals of nominal 95 % hold the true rank in 94.9 to 95.8 % (`RankCoverage`).
///
/// **τ-best.** The entries that may be among the best τ, all conclusions together right with confidence `level`, as in
/// ``tauBest(_:)`` (Mogstad, Romano, Shaikh, Wilhelm 2024). Here entries count as fixed, so that none is pulled towards the mean,
/// and their errors are correlated through the jurors.
///
/// **What decides.** The ranking again without each juror's sheets, and with each criterion's weight times 0.9 and 1.1, exactly;
/// only changes that touch a place up to the last boundary are told. An entry that a trim leaves without sheets has no rank then.
/// Jurors come in the order of their ids, and with corrected scores only while jurors × sheets is within ``Limits/refitSheets``.
///
/// The same input gives the same answer, whatever the order of the sheets, the machine and the number of threads.
///
/// ```swift
/// // Points by entry and juror, on a scale from 0 to 100: e0: 90 80 85, e1: 70 75 –, e2: – 60 72, e3: 65 – 50, e4: 40 55 45
/// let result = try uncertainty(UncertaintyInput(rank: input, boundaries: [1, 2, 3, 4], draws: 5000))
/// result.entries[1]  // e1, rank 2, interval 1...3, within about [0.06, 0.73, 0.95, 0.99]
/// result.tauBest[0]  // "the best one is among" e0, e1, e2
/// result.jurorsThatDecide  // without j0 e4 goes from 5 to 4, without j1 e1 and e2 change places, without j2 e2 and e3
/// ```
///
/// - Throws: ``EngineProblems`` for what ``rank(_:)`` refuses, with paths below `$.rank`; numbers out of their range; more draws
///   times entries than ``Limits/drawnEffects``; a jury with more than ``Limits/directJurors`` of both entries and jurors.
public func uncertainty(_ input: UncertaintyInput) throws(EngineProblems) -> UncertaintyResult {
    var problems = ProblemList()
    if let boundaries = input.boundaries { problems.check(boundaries: boundaries) }
    problems.check(level: input.level)
    problems.check(seed: input.seed)
    problems.check(draws: input.draws, entries: 0)
    var ranking: LiveRanking?
    do throws(EngineProblems) {
        ranking = try LiveRanking(input.rank)
    } catch {
        problems.add(error.below("rank"))
    }
    let ranked = ranking?.order.places.count ?? 0
    if problems.isEmpty { problems.check(draws: input.draws, entries: ranked) }
    guard let ranking, problems.isEmpty else { throw problems.asError }

    let boundaries = input.boundaries?.sorted() ?? [1, 3, 5].filter { $0 <= max(1, ranked) }
    let places = TopPlaces(ranking, style: input.rank.ranking, last: boundaries.last ?? 1)
    let jurors = JurorOmission(input.rank, ranking, places).decidingJurors()
    let jury = try UncertainJury(ranking, input, boundaries)
    return UncertaintyResult(
        entries: jury.entries, boundaries: boundaries, tauBest: jury.tauBest, jurorsThatDecide: jurors,
        weightsThatDecide: try WeightShift(input.rank, ranking, places).decidingWeights(),
        flags: jury.flags + (jurors == nil ? [.jurorsNotExamined] : []))
}
