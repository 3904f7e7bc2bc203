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
