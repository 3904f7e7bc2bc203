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
        var held: Cost? = 0
        for place in all where !isLocked[place] {
            held = noteHeld(place, entry, wanted, held)
            placeJuror[place] = -1
            wanted += 1
        }
        if wanted == 0 { return true }
        guard chooseBest(entry, wanted) else { return false }
        var total: Cost = 0
        for index in 0..<wanted { total += best[index].net }
        let chosen = held == total ? before : best
        var next = 0
        for place in all where !isLocked[place] {
            placeJuror[place] = chosen[next].juror
            placeArc[place] = chosen[next].arc
            placeValue[place] = chosen[next].net + price[Int(chosen[next].juror)]
            next += 1
        }
        return true
    }

    /// Notes whom a place has, so that nobody is changed for someone equal.
    ///
    /// - Returns: the sum so far, or nil where the place's pair isn't open.
    private func noteHeld(_ place: Int, _ entry: Int, _ index: Int, _ sum: Cost?) -> Cost? {
        let (juror, arc) = (Int(placeJuror[place]), Int(placeArc[place]))
        guard let sum, juror >= 0, arc < 0 ? !refusesDefaults[entry] : !isShut[arc] else { return nil }
        let net = net(place)
        before[index] = (net, placeJuror[place], placeArc[place])
        return sum + net
    }

    private func chooseBest(_ entry: Int, _ wanted: Int) -> Bool {
        var count = 0
        var least = Cost.min
        let arcs = arcStart[entry]..<arcStart[entry + 1]
        work += arcs.count
        for arc in arcs {
            let juror = Int(arcJuror[arc])
            let net = arcValue[arc] &- price[juror]
            if net > least, !isShut[arc], !has(entry, juror) { least = offer(net, juror, arc, wanted, &count) }
        }
        if refusesDefaults[entry] { return count == wanted }
        for step in 0..<jurors {
            let juror = Int(byPrice[step])
            let net = 0 - price[juror]
            if net <= least { break }
            if allowsDefault(entry, juror), !has(entry, juror) { least = offer(net, juror, -1, wanted, &count) }
        }
        return count == wanted
    }

    /// Keeps the best seen so far.
    ///
    /// - Returns: what the next one has to be above.
    private func offer(_ net: Cost, _ juror: Int, _ arc: Int, _ wanted: Int, _ count: inout Int) -> Cost {
        if count == wanted { count -= 1 }
        var index = count
        while index > 0, best[index - 1].net < net {
            best[index] = best[index - 1]
            index -= 1
        }
        best[index] = (net, Int32(truncatingIfNeeded: juror), Int32(truncatingIfNeeded: arc))
        count += 1
        return count == wanted ? best[wanted - 1].net : Cost.min
    }

    func allowsDefault(_ entry: Int, _ juror: Int) -> Bool {
        if model.arc(entry, juror) != nil || model.isClosed(entry, juror) { return false }
        return state.shutDefaults.isEmpty || state.shutDefaults[entry]?.contains(Int32(truncatingIfNeeded: juror)) != true
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
