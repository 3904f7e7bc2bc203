/// Finds the best plan under the rules that no flow knows: jurors kept apart, a floor for every entry's affinity, one connected graph.
///
/// The flow without them is solved exactly and bounds every plan from above. Where its answer breaks a rule, the search branches:
/// over the sets of jurors an entry may have, or over the pairs that could tie a component to the rest; each branch is a flow
/// again. At every node the prices give a bound that knows the sets (``AssignCertificate``), so that most branches are never
/// opened. The search ends when nothing is left, which proves its answer, or when the work allowed is used up.
final class AssignSearch<Cost: FixedWidthInteger & SignedInteger & Sendable> {
    let table: AssignTable
    let model: FlowModel<Cost>
    let sets: EntrySets<Cost>
    let solver: FlowSolver<Cost>

    struct Plan {
        let state: FlowState<Cost>
        let value: Int128
        let worst: Int64
        let isConnected: Bool
    }

    struct Outcome {
        var plan: Plan?
        /// Nothing was left out: the plan is the best, or there is none.
        var isComplete = true
        /// No plan is worth more; nil where nothing is known.
        var bound: Int128?
        /// The prices of the bound.
        var prices: [Cost] = []
    }

    /// The rules of the search under way.
    struct Rules {
        let floor: Int64?
        let connect: Bool
        /// Stop at the first plan.
        let firstOnly: Bool
    }

    var rules = Rules(floor: nil, connect: false, firstOnly: false)
    var outcome = Outcome()
    /// Work left for all searches, and where the one under way has to stop.
    private var workLeft: Int
    private var workLimit = 0

    init(_ table: AssignTable, _ model: FlowModel<Cost>, _ start: FlowState<Cost>) {
        self.table = table
        self.model = model
        sets = EntrySets(table, model)
        solver = FlowSolver(model, start)
        workLeft = 10_000_000 + 40 * (model.arcJuror.count + model.places + model.jurors)
    }

    var isSpent: Bool { solver.work > workLimit }
    var isDone: Bool {
        if let plan = outcome.plan { rules.firstOnly || outcome.bound == plan.value } else { false }
    }

    /// The best plan under the rules.
    ///
    /// - Parameter start: a settled state without locks.
    func best(_ rules: Rules, from start: FlowState<Cost>) -> Outcome {
        self.rules = rules
        outcome = Outcome()
        // A third of what is left, so that hard questions early leave some for later ones.
        let before = solver.work
        workLimit = before + workLeft / 3
        defer { workLeft = max(0, workLeft - (solver.work - before)) }
        solver.state = start
        guard openOnly(what: rules.floor), solver.settle() else { return outcome }
        let root = solver.state
        noteBound()
        repair()
        if isDone { return outcome }
        solver.state = root
        if outcome.plan == nil { exchange() }
        if isDone { return outcome }
        solver.state = root
        explore(depth: 0)
        return outcome
    }

    /// A first plan where prices alone found none.
    private func exchange() {
        var exchange = AssignExchange(table, model, sets, floor: rules.floor, solver.state)
        let isMended = exchange.run(brokenEntries(), mostWork: 10_000_000 + workLeft / 2)
        solver.work += exchange.work
        guard isMended else { return }
        solver.state = exchange.state
        if !rules.connect || PlanGraph(table, model, solver.state).isConnected { notePlan(nil) }
    }

    var byPrice: [Int32] {
        solver.read()
        solver.sortByPrice()
        return Array(UnsafeBufferPointer(start: solver.byPrice, count: model.jurors))
    }

    func bestSet(_ entry: Int, above: Cost? = nil, limit: Int = 1, byPrice: [Int32]) -> (found: [EntrySets<Cost>.Found], isComplete: Bool) {
        let state = solver.state
        let (found, steps, isComplete) = sets.best(
            state, entry, floor: rules.floor, above: above, limit: limit, byPrice: byPrice, price: { state.price[$0] },
            value: { model.arcValue[$0] })
        solver.work += 2 * model.arcs(of: entry).count + 4 * steps
        return (found, isComplete)
    }

    /// The entries whose jurors break a rule in the settled state.
    func brokenEntries() -> [Int] {
        if rules.floor == nil, !sets.hasApart { return [] }
        let state = solver.state
        return (0..<model.entries).filter { breaks($0, state) }
    }

    private func breaks(_ entry: Int, _ state: FlowState<Cost>) -> Bool {
        if let floor = rules.floor, sets.affinity(state, entry) < floor { return true }
        return !sets.isApartFree(state, entry)
    }

    func breaks(_ entry: Int) -> Bool {
        if let floor = rules.floor, sets.affinity(solver.state, entry) < floor { return true }
        return !sets.isApartFree(solver.state, entry)
    }

    func net(_ entry: Int) -> Cost {
        model.places(of: entry).reduce(0) { $0 + net(place: $1) }
    }

    func net(place: Int) -> Cost {
        let arc = Int(solver.state.arc[place])
        return (arc < 0 ? 0 : model.arcValue[arc]) - solver.state.price[Int(solver.state.juror[place])]
    }

    /// Gives an entry a set for good.
    func lock(_ entry: Int, _ set: EntrySets<Cost>.Found) {
        for (place, member) in zip(model.places(of: entry), set.members) {
            solver.state.juror[place] = member.juror
            solver.state.arc[place] = member.arc
            solver.state.isLocked[place] = true
        }
    }

    /// Notes the plan of the settled state if it is better than the best so far.
    func notePlan(_ graph: PlanGraph?) {
        let value = model.value(solver.state)
        if let plan = outcome.plan, plan.value >= value { return }
        var state = solver.state
        var worst = Int64.max
        for entry in 0..<model.entries { worst = min(worst, sets.affinity(state, entry)) }
        let graph = graph ?? PlanGraph(table, model, state)
        state.isLocked = Array(repeating: false, count: model.places)
        outcome.plan = Plan(state: state, value: value, worst: worst, isConnected: graph.isConnected)
    }

    /// Bounds all plans by the prices of the settled state, see ``AssignCertificate``.
    ///
    /// Locks don't count: an entry with any is given the best set there is.
    func noteBound() {
        solver.read()
        var bound = Int128(0)
        for juror in table.jurorIDs.indices {
            let load = solver.paid(juror).0
            let whole = Int128(model.base[juror] + load)
            bound += Int128(solver.state.price[juror]) * Int128(load) - Int128(model.loadWeight) * whole * whole
        }
        let byPrice = byPrice
        let state = solver.state
        var isSpecial = Array(repeating: false, count: model.entries)
        for entry in brokenEntries() { isSpecial[entry] = true }
        for place in 0..<model.places {
            if state.isLocked[place] { isSpecial[Int(solver.placeEntry[place])] = true }
        }
        for place in 0..<model.places where !isSpecial[Int(solver.placeEntry[place])] {
            bound += Int128(solver.net(place))
        }
        defer { solver.state.isLocked = state.isLocked }
        for entry in 0..<model.entries where isSpecial[entry] {
            for place in model.places(of: entry) { solver.state.isLocked[place] = false }
            let (found, isComplete) = bestSet(entry, byPrice: byPrice)
            guard isComplete, let best = found.first else { return }
            bound += Int128(best.net)
        }
        if outcome.bound.map({ bound < $0 }) ?? true {
            outcome.bound = bound
            outcome.prices = solver.state.price
        }
    }

    /// Shuts the pairs that no set above the floor can hold, and places anew who had them.
    ///
    /// - Returns: false where an entry then lacks jurors.
    private func openOnly(what floor: Int64?) -> Bool {
        guard let floor else { return true }
        var touched: [Int] = []
        for entry in table.entryIDs.indices {
            let places = model.places(of: entry)
            guard places.count > 0 else {
                if table.fixedAffinity[entry] < floor { return false }
                continue
            }
            let arcs = model.arcs(of: entry)
            let closed = model.closedStart[entry + 1] - model.closedStart[entry]
            var top = Array(repeating: Int64(0), count: max(0, min(places.count, model.jurors - arcs.count - closed)))
            for arc in arcs { insert(model.arcAffinity[arc], into: &top, most: places.count) }
            guard top.count == places.count else { return false }
            let others = table.fixedAffinity[entry] + top.dropLast().reduce(0, +)
            for arc in arcs where others + model.arcAffinity[arc] < floor { solver.state.isShut[arc] = true }
            if others < floor { solver.state.refusesDefaults[entry] = true }
            let isTouched = places.contains { place in
                let arc = Int(solver.state.arc[place])
                return arc < 0 ? solver.state.refusesDefaults[entry] : solver.state.isShut[arc]
            }
            if isTouched { touched.append(entry) }
        }
        return solver.place(touched) == nil
    }
}

/// Keeps the largest values, in falling order.
func insert(_ value: Int64, into top: inout [Int64], most: Int) {
    if top.count == most {
        guard let last = top.last, value > last else { return }
        top.removeLast()
    }
    top.append(value)
    var index = top.count - 1
    while index > 0, top[index - 1] < value {
        top.swapAt(index - 1, index)
        index -= 1
    }
}
