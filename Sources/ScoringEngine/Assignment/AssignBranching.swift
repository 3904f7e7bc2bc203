extension AssignSearch {
    private static var mostBranches: Int { 512 }

    /// Deeper than this the search stops rather than use up the stack.
    private static var mostDepth: Int { 150 }

    /// Searches below the settled state.
    func explore(depth: Int) {
        if isDone { return }
        if isSpent || depth > Self.mostDepth {
            outcome.isComplete = false
            return
        }
        let value = model.value(solver.state)
        if let plan = outcome.plan, value <= plan.value { return }
        solver.work += model.places
        let broken = brokenEntries()
        if !broken.isEmpty {
            branchOverSets(broken, value, depth)
            return
        }
        let graph = PlanGraph(table, model, solver.state)
        if rules.connect, !graph.isConnected {
            branchOverTies(graph, value, depth)
        } else {
            notePlan(graph)
        }
    }

    /// What may be lost before a branch is no better than the best plan; nil while there is none.
    private func slack(_ value: Int128) -> Cost? {
        outcome.plan.map { Cost(clamping: value - $0.value) }
    }

    /// Gives the entry that loses most by its rules each set it may have.
    private func branchOverSets(_ broken: [Int], _ value: Int128, _ depth: Int) {
        let byPrice = byPrice
        var losses: [Cost] = []
        for entry in broken {
            let (found, isComplete) = bestSet(entry, byPrice: byPrice)
            guard let best = found.first else {
                if !isComplete { outcome.isComplete = false }
                return
            }
            losses.append(isComplete ? net(entry) - best.net : 0)
        }
        let all = losses.reduce(0, +)
        if let slack = slack(value), all >= slack { return }
        let hardest = losses.indices.max { (losses[$0], $1) < (losses[$1], $0) } ?? 0
        let entry = broken[hardest]
        let others = all - losses[hardest]
        let here = net(entry)
        let above = slack(value).map { here - $0 + others }
        let (found, isComplete) = bestSet(entry, above: above, limit: Self.mostBranches, byPrice: byPrice)
        if !isComplete || found.count == Self.mostBranches { outcome.isComplete = false }
        let node = solver.state
        for set in found {
            if let slack = slack(value), here - set.net + others >= slack { return }
            solver.state = node
            lock(entry, set)
            if solver.settle() { explore(depth: depth + 1) }
            if isDone { return }
        }
    }

    /// Adds each pair that could tie the smallest component to the rest, without those added before it.
    private func branchOverTies(_ graph: PlanGraph, _ value: Int128, _ depth: Int) {
        let (pairs, isComplete) = ties(graph, above: slack(value))
        if !isComplete { outcome.isComplete = false }
        var node = solver.state
        for tie in pairs {
            if let slack = slack(value), tie.cost >= slack { return }
            if isSpent {
                outcome.isComplete = false
                return
            }
            solver.state = node
            hold(tie.entry, tie.juror)
            if solver.settle() { explore(depth: depth + 1) }
            if isDone { return }
            if let arc = model.arc(tie.entry, tie.juror) {
                node.isShut[arc] = true
            } else {
                node.shutDefaults[tie.entry, default: []].append(Int32(truncatingIfNeeded: tie.juror))
            }
        }
    }
}
