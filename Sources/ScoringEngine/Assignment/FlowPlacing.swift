extension FlowSolver {
    /// Gives an entry the best jurors for its changeable places at the prices.
    ///
    /// ``sortByPrice()`` must have seen the prices.
    ///
    /// - Returns: false where it may not take that many jurors.
    func place(_ entry: Int) -> Bool {
        let places = model.places(of: entry)
        var chosen: [(net: Cost, juror: Int32, arc: Int32)] = []
        var wanted = 0
        for place in places where !state.isLocked[place] {
            state.juror[place] = -1
            wanted += 1
        }
        if wanted == 0 { return true }
        chosen.reserveCapacity(wanted + 1)
        func offer(_ net: Cost, _ juror: Int, _ arc: Int) {
            if chosen.count == wanted {
                if net <= chosen[wanted - 1].net { return }
                chosen.removeLast()
            }
            var index = chosen.count
            while index > 0, chosen[index - 1].net < net { index -= 1 }
            chosen.insert((net, Int32(truncatingIfNeeded: juror), Int32(truncatingIfNeeded: arc)), at: index)
        }
        work += model.arcs(of: entry).count
        for arc in model.arcs(of: entry) where !state.isShut[arc] {
            let juror = Int(model.arcJuror[arc])
            let net = model.arcValue[arc] - state.price[juror]
            if chosen.count == wanted, net <= chosen[wanted - 1].net { continue }
            if !has(entry, juror) { offer(net, juror, arc) }
        }
        if !state.refusesDefaults[entry] {
            for step in 0..<jurors {
                let juror = Int(byPrice[step])
                let net = 0 - state.price[juror]
                if chosen.count == wanted, net <= chosen[wanted - 1].net { break }
                if model.allowsDefault(state, entry, juror), !has(entry, juror) { offer(net, juror, -1) }
            }
        }
        guard chosen.count == wanted else { return false }
        var next = 0
        for place in places where !state.isLocked[place] {
            state.juror[place] = chosen[next].juror
            state.arc[place] = chosen[next].arc
            next += 1
        }
        return true
    }

    /// Places every entry.
    ///
    /// - Returns: the first entry that may not take as many jurors as it needs.
    func placeAll() -> Int? {
        sortByPrice()
        return (0..<entries).first { !place($0) }
    }

    /// Moves the prices towards where demand meets room, in steps that shrink; only ``settle()`` makes them right.
    ///
    /// A start this near leaves few units to be routed by searches.
    func approachPrices(rounds: Int, first: Cost) {
        var step = first
        for _ in 0..<rounds {
            guard placeAll() == nil else { return }
            balance()
            for juror in 0..<jurors where excess[juror] != 0 {
                let most = Cost(truncatingIfNeeded: max(1, model.upper[juror]))
                let share = Cost(truncatingIfNeeded: min(max(excess[juror], -model.upper[juror]), model.upper[juror]))
                state.price[juror] += step / most * share
            }
            step = step / 5 * 4
        }
    }
}
