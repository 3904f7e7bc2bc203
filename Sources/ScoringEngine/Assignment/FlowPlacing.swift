extension FlowSolver {
    /// Gives each of some entries the best jurors for its changeable places at the prices.
    ///
    /// - Returns: the first entry that may not take that many jurors.
    func place(_ entries: some Sequence<Int>) -> Int? {
        read()
        defer { write() }
        sortByPrice()
        return entries.first { !placeOne($0) }
    }

    private func placeOne(_ entry: Int) -> Bool {
        let all = placeStart[entry]..<placeStart[entry + 1]
        var wanted = 0
        for place in all where !isLocked[place] {
            placeJuror[place] = -1
            wanted += 1
        }
        if wanted == 0 { return true }
        best.removeAll(keepingCapacity: true)
        let arcs = arcStart[entry]..<arcStart[entry + 1]
        work += arcs.count
        var least = Cost.min
        for arc in arcs {
            let juror = Int(arcJuror[arc])
            let net = arcValue[arc] &- price[juror]
            if net > least, !isShut[arc], !has(entry, juror) { least = offer(net, juror, arc, wanted) }
        }
        if !state.refusesDefaults[entry] {
            for step in 0..<jurors {
                let juror = Int(byPrice[step])
                let net = 0 - price[juror]
                if net <= least { break }
                if model.allowsDefault(state, entry, juror), !has(entry, juror) { least = offer(net, juror, -1, wanted) }
            }
        }
        guard best.count == wanted else { return false }
        var next = 0
        for place in all where !isLocked[place] {
            placeJuror[place] = best[next].juror
            placeArc[place] = best[next].arc
            placeValue[place] = best[next].net + price[Int(best[next].juror)]
            next += 1
        }
        return true
    }

    /// Keeps the best seen so far.
    ///
    /// - Returns: what the next one has to be above.
    private func offer(_ net: Cost, _ juror: Int, _ arc: Int, _ wanted: Int) -> Cost {
        if best.count == wanted { best.removeLast() }
        var index = best.count
        while index > 0, best[index - 1].net < net { index -= 1 }
        best.insert((net, Int32(truncatingIfNeeded: juror), Int32(truncatingIfNeeded: arc)), at: index)
        return best.count == wanted ? best[wanted - 1].net : Cost.min
    }

    /// Moves the prices towards where demand meets room, in steps that shrink; only ``settle()`` makes them right.
    ///
    /// A start this near leaves few units to be routed by searches.
    func approachPrices(rounds: Int, first: Cost) {
        var step = first
        for _ in 0..<rounds {
            guard place(0..<entries) == nil else { return }
            balance()
            for juror in 0..<jurors where excess[juror] != 0 {
                let most = Cost(truncatingIfNeeded: max(1, upper[juror]))
                let share = Cost(truncatingIfNeeded: min(max(excess[juror], -upper[juror]), upper[juror]))
                state.price[juror] += step * share / most
            }
            step = step * 7 / 10
        }
    }
}
