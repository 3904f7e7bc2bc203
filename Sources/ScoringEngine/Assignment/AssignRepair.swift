extension AssignSearch {
    private static var mostRounds: Int { 24 }

    /// A first plan by prices alone: every entry that breaks a rule is given the best set it may have, the flow is settled around
    /// it, and where the new prices make another set better it gets that one.
    ///
    /// Once no entry wants another set, the prices prove the plan (unless the graph had to be tied together at a loss).
    func repair() {
        var isHeld = Array(repeating: false, count: model.entries)
        for _ in 0..<Self.mostRounds {
            if isSpent { return }
            let byPrice = byPrice
            var isChanged = false
            for entry in brokenEntries() { isHeld[entry] = true }
            for entry in 0..<model.entries where isHeld[entry] {
                let before = model.places(of: entry).map { solver.state.juror[$0] }.sorted()
                for place in model.places(of: entry) { solver.state.isLocked[place] = false }
                guard let best = bestSet(entry, byPrice: byPrice).found.first else { return }
                lock(entry, best)
                if model.places(of: entry).map({ solver.state.juror[$0] }).sorted() != before { isChanged = true }
            }
            if !isChanged { break }
            guard solver.settle() else { return }
            noteBound()
        }
        guard brokenEntries().isEmpty else { return }
        tieTogether()
    }

    /// Ties the components of the settled state together by the pair that costs least, one after the other, and notes the plan.
    private func tieTogether() {
        for _ in 0..<Self.mostRounds {
            let graph = PlanGraph(table, model, solver.state)
            if graph.isConnected || !rules.connect {
                if brokenEntries().isEmpty { notePlan(graph) }
                return
            }
            guard let tie = ties(graph, above: nil).pairs.first(where: { !wouldBreak($0.entry, $0.juror) }) else { return }
            hold(tie.entry, tie.juror)
            guard !isSpent, solver.settle() else { return }
        }
    }

    private func wouldBreak(_ entry: Int, _ juror: Int) -> Bool {
        let before = solver.state
        defer { solver.state = before }
        hold(entry, juror)
        return breaks(entry)
    }

    /// A pair that would tie a component to the rest, and what it costs at least.
    typealias Tie = (cost: Cost, entry: Int, juror: Int)

    /// Pairs between the smallest component and all else, cheapest first; one of them is in every connected plan.
    ///
    /// - Returns: the pairs that cost less than `above`, and whether these are all.
    func ties(_ graph: PlanGraph, above: Cost?) -> (pairs: [Tie], isComplete: Bool) {
        let component = graph.sizes.indices.min { (graph.sizes[$0], $0) < (graph.sizes[$1], $1) } ?? 0
        let byPrice = byPrice
        solver.noteThresholds()
        let listsAll = model.entries * model.jurors <= 4_000_000
        var isComplete = true
        var pairs: [Tie] = []
        for entry in 0..<model.entries {
            let isInside = graph.ofEntry[entry] == component
            let threshold = solver.threshold[entry]
            guard threshold < Cost.max else { continue }
            func offer(_ juror: Int, _ value: Cost) -> Bool {
                guard (graph.ofJuror[juror] == component) != isInside, !solver.has(entry, juror) else { return false }
                let cost = threshold - value + solver.state.price[juror]
                if let above, cost >= above { return false }
                pairs.append((cost, entry, juror))
                return true
            }
            for arc in model.arcs(of: entry) where !solver.state.isShut[arc] { _ = offer(Int(model.arcJuror[arc]), model.arcValue[arc]) }
            for juror in byPrice where model.allowsDefault(solver.state, entry, Int(juror)) {
                if offer(Int(juror), 0), !listsAll {
                    isComplete = false
                    break
                }
            }
        }
        solver.work += listsAll ? model.entries * model.jurors : model.arcJuror.count
        return (pairs.sorted { ($0.cost, $0.entry, $0.juror) < ($1.cost, $1.entry, $1.juror) }, isComplete)
    }

    /// Gives an entry a juror for good, in the place that is worth least.
    func hold(_ entry: Int, _ juror: Int) {
        var worst: Int?
        for place in model.places(of: entry) where !solver.state.isLocked[place] {
            if worst.map({ net(place: place) < net(place: $0) }) ?? true { worst = place }
        }
        guard let worst else { return }
        solver.state.juror[worst] = Int32(truncatingIfNeeded: juror)
        solver.state.arc[worst] = Int32(truncatingIfNeeded: model.arc(entry, juror) ?? -1)
        solver.state.isLocked[worst] = true
    }
}
