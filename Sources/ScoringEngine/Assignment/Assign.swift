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
/// c–z 0.5, and the goal `total` alone. The best plan is a–x, a–y, c–z with 0.9 + 0.8 + 0.5 = 2.2. With `maxLoad` 1 for a it is
/// b–x, a–y, c–z with 0.7 + 0.8 + 0.5 = 2.
///
/// - Throws: ``EngineProblems`` with everything wrong in the input, or, all with the code
///   ``EngineProblem/Code/infeasible``, with the reasons why the hard rules can't all be met.
public func assign(_ input: AssignInput) throws(EngineProblems) -> AssignResult {
    try AssignmentPlan(input).result
}

/// Where a new plan starts from.
struct EarlierPlan: Sendable {
    /// By entry.
    let pairs: [[Int32]]
    let prices: [Int64]
    let gone: Int32

    func jurors(_ entry: Int, besides fixed: ArraySlice<Int32>) -> [Int32] {
        pairs[entry].filter { $0 != gone && !fixed.contains($0) }
    }
}

/// The best plan of a table.
///
/// - Parameter earlier: of a table that differs little, to start from.
func solve(_ table: AssignTable, from earlier: EarlierPlan?) throws(EngineProblems) -> (result: AssignResult, pairs: [[Int32]], prices: [Int64]) {
    try AssignObstacles(table).run()
    let weights = AssignWeights(table, room: table.room)
    if weights.fitsInt64(jurors: table.jurorIDs.count) {
        return try solve(table, weights, table.model(weights, Int64.self), earlier)
    }
    return try solve(table, weights, table.model(weights, Int128.self), earlier)
}

private func solve<Cost>(
    _ table: AssignTable, _ weights: AssignWeights, _ model: FlowModel<Cost>, _ earlier: EarlierPlan?
) throws(EngineProblems) -> (result: AssignResult, pairs: [[Int32]], prices: [Int64]) {
    let (begin, prices, mostTotal) = try start(table, weights, model, earlier)
    let search = AssignSearch(table, model, begin)
    let solver = search.solver
    if let entry = solver.place(0..<model.entries) { throw AssignShortage(table).lacking(entry) }
    guard solver.settle() else { throw AssignShortage(table).shortage(solver) }
    var planning = AssignPlanning(table, search, solver.state, mostTotal: mostTotal)
    let (findings, isComplete) = planning.run()
    guard let findings else { throw AssignShortage(table).noPlanApart(isComplete) }
    let pairs = table.entryIDs.indices.map { entry in
        Array(table.fixed[entry]) + model.places(of: entry).map { findings.plan.state.juror[$0] }
    }
    return (AssignReport(table, model, weights).result(findings), pairs, prices)
}

/// Prices near the right ones, and who reads what at them.
///
/// Loads and changes weigh so little beside affinities that prices are sought for affinities alone; a juror's load then says
/// what its next place costs.
private func start<Cost>(
    _ table: AssignTable, _ weights: AssignWeights, _ model: FlowModel<Cost>, _ earlier: EarlierPlan?
) throws(EngineProblems) -> (state: FlowState<Cost>, prices: [Int64], mostTotal: Int64) {
    let plain = AssignWeights.affinityOnly(table)
    let roughModel = table.model(plain, Int64.self)
    let rough = FlowSolver(roughModel, FlowState(roughModel))
    if let earlier {
        rough.state.price = earlier.prices
        for entry in 0..<rough.entries {
            for (place, juror) in zip(roughModel.places(of: entry), earlier.jurors(entry, besides: table.fixed[entry])) {
                rough.state.juror[place] = juror
                rough.state.arc[place] = Int32(truncatingIfNeeded: roughModel.arc(entry, Int(juror)) ?? -1)
            }
        }
    } else {
        rough.approachPrices(rounds: 12, first: Int64(plain.largest / 2))
    }
    if let entry = rough.place(0..<rough.entries) { throw AssignShortage(table).lacking(entry) }
    guard rough.settle() else { throw AssignShortage(table).shortage(rough) }
    var state = FlowState(model)
    state.juror = rough.state.juror
    state.arc = rough.state.arc
    for juror in 0..<model.jurors {
        let load = Int128(model.base[juror] + rough.load[juror])
        state.price[juror] = Cost(weights.affinity * Int128(rough.state.price[juror]) + 2 * weights.load * load)
    }
    let total = roughModel.value(rough.state) + Int128(table.fixedAffinity.reduce(Int64(0), +))
    return (state, rough.state.price, Int64(total))
}
