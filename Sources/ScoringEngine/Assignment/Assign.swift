/// Assigns jurors to entries: optimal, not greedy, and with the prices that prove it.
///
/// Hard rules: every entry has exactly `reviews` different jurors; loads stay between `minLoad` and `maxLoad`; no conflict; every
/// fixed pair; no two jurors kept apart on one entry. Among the plans that keep them, in this order (``AssignGoal``):
///
/// 1. one connected graph of entries and the jurors who read any; where no plan is, the rest is decided without;
/// 2. the largest *worst entry*: the minimum over entries of the summed affinity of all its jurors, fixed ones included. The sum
///    rather than the weakest pair, as in Garg et al. 2010 and Stelmakh, Shah and Singh 2019: an entry is well served by two who
///    know its field and one who doesn't;
/// 3. the largest total affinity;
/// 4. the most even loads, the smallest sum of squares;
/// 5. the most pairs of `keep`;
/// 6. what is then still equal is decided by `seed`, and by the identifiers, never by the order of the input.
///
/// Affinities are whole millionths and all sums are whole numbers, so nothing is rounded. Goals 3 to 5 without apart and floor are
/// a minimum cost flow and always solved exactly. Jurors kept apart, the worst entry (for two reviews and more) and the graph are
/// NP-hard in general; there the engine searches within a fixed amount of work, and ``AssignCertificate`` says whether the answer
/// is proven and else how far it can be from the best.
///
/// Example: jurors a, b and c with `maxLoad` 2, entries x, y and z with one review each, affinities a–x 0.9, a–y 0.8, b–x 0.7 and
/// c–z 0.5, goal `total`. The plan is a–y, b–x or a–x with y on whom it fits 0: 0.8 + 0.7 + 0.5 is less than
/// 0.9 + 0.8 + 0.5 = 2.2 with a–x, a–y and c–z, so that is the answer. With `maxLoad` 1 for a it is 0.8 + 0.7 + 0.5 = 2.
///
/// - Throws: ``EngineProblems`` with everything wrong in the input, or, all with the code
///   ``EngineProblem/Code/infeasible``, with the reasons why the hard rules can't all be met.
public func assign(_ input: AssignInput) throws(EngineProblems) -> AssignResult {
    var check = AssignCheck(input)
    let table = try check.run()
    try AssignObstacles(table).run()
    let weights = AssignWeights(table, room: table.room)
    if weights.fitsInt64(jurors: table.jurorIDs.count) {
        return try solve(table, weights, table.model(weights, Int64.self))
    }
    return try solve(table, weights, table.model(weights, Int128.self))
}

private func solve<Cost>(
    _ table: AssignTable, _ weights: AssignWeights, _ model: FlowModel<Cost>
) throws(EngineProblems) -> AssignResult {
    let search = AssignSearch(table, model, try start(table, weights, model))
    let solver = search.solver
    if let entry = solver.place(0..<model.entries) { throw AssignShortage(table).lacking(entry) }
    guard solver.settle() else { throw AssignShortage(table).shortage(solver) }
    var planning = AssignPlanning(table, search, solver.state)
    let (findings, isComplete) = planning.run()
    guard let findings else { throw AssignShortage(table).noPlanApart(isComplete) }
    return AssignReport(table, model, weights).result(findings)
}

/// Prices near the right ones, and who reads what at them.
///
/// Loads and changes weigh so little beside affinities that prices are sought for affinities alone; a juror's load then says
/// what its next place costs.
private func start<Cost>(
    _ table: AssignTable, _ weights: AssignWeights, _ model: FlowModel<Cost>
) throws(EngineProblems) -> FlowState<Cost> {
    var state = FlowState(model)
    let plain = AssignWeights.affinityOnly(table)
    let rough = FlowSolver<Int64>(table.model(plain, Int64.self), FlowState(table.model(plain, Int64.self)))
    rough.approachPrices(rounds: 12, first: Int64(plain.largest / 2))
    if let entry = rough.place(0..<rough.entries) { throw AssignShortage(table).lacking(entry) }
    guard rough.settle() else { throw AssignShortage(table).shortage(rough) }
    for juror in 0..<model.jurors {
        let load = Int128(model.base[juror] + rough.load[juror])
        state.price[juror] = Cost(weights.affinity * Int128(rough.state.price[juror]) + 2 * weights.load * load)
    }
    return state
}
