extension FlowSolver {
    private static var far: Cost { Cost.max }

    /// Dijkstra's search from everything that has too much, and the prices that follow from it.
    ///
    /// - Returns: false where nothing that has too little is reached.
    func search(_ total: Int) -> Bool {
        for juror in 0...jurors {
            distance[juror] = Self.far
            isDone[juror] = false
            nextOpen[juror] = Int32(truncatingIfNeeded: juror)
        }
        for entry in 0..<entries {
            entryDistance[entry] = Self.far
            isEntryDone[entry] = false
        }
        sortByPrice()
        heap.removeAll()
        for juror in 0...jurors where excess[juror] > 0 {
            distance[juror] = 0
            heap.push(0, juror)
        }
        var reached = 0
        var last: Cost = 0
        while let (key, node) = heap.pop() {
            if node < jurors {
                guard !isDone[node] else { continue }
                last = key
                settleJuror(node, key)
            } else if node == drain {
                guard !isDone[drain] else { continue }
                last = key
                settleDrain(key)
            } else if node <= drain + entries {
                let entry = node - drain - 1
                guard !isEntryDone[entry] else { continue }
                settleEntry(entry, key)
                continue
            } else {
                let entry = node - drain - 1 - entries
                let juror = Int(byPrice[cursor[entry]])
                let isNew = !isDone[juror]
                if isNew {
                    last = key
                    settleJuror(juror, key)
                }
                offerDefault(entry, from: cursor[entry] + 1)
                guard isNew else { continue }
                if excess[juror] < 0 { reached -= excess[juror] }
                if reached >= total { break }
                continue
            }
            if excess[node] < 0 { reached -= excess[node] }
            if reached >= total { break }
        }
        guard reached > 0 else { return false }
        lowerPrices(by: last)
        return true
    }

    /// After a search every node's price falls by its distance; what wasn't reached by that of the last that was.
    private func lowerPrices(by last: Cost) {
        let ofDrain = isDone[drain] ? min(distance[drain], last) : last
        for juror in 0..<jurors {
            price[juror] += ofDrain - (isDone[juror] ? min(distance[juror], last) : last)
        }
        noteThresholds()
    }

    private func settleJuror(_ juror: Int, _ key: Cost) {
        isDone[juror] = true
        distance[juror] = key
        nextOpen[Int(positionByPrice[juror])] += 1
        if !isDone[drain], passed[juror] < upper[juror] {
            reach(drain, key + model.marginal(juror, passed[juror] + 1) - price[juror])
        }
        let begin = holdsStart[juror]
        let end = holdsStart[juror + 1]
        work += end - begin
        for index in begin..<end {
            let place = Int(holds[index])
            let entry = Int(placeEntry[place])
            guard !isEntryDone[entry], !isLocked[place] else { continue }
            let next = key + net(place) - threshold[entry]
            if next < entryDistance[entry] {
                entryDistance[entry] = next
                heap.push(next, drain + 1 + entry)
            }
        }
    }

    private func settleDrain(_ key: Cost) {
        isDone[drain] = true
        distance[drain] = key
        work += jurors
        for juror in 0..<jurors where !isDone[juror] && passed[juror] > lower[juror] {
            reach(juror, key + price[juror] - model.marginal(juror, passed[juror]))
        }
    }

    @inline(__always)
    private func reach(_ juror: Int, _ key: Cost) {
        if key < distance[juror] {
            distance[juror] = key
            heap.push(key, juror)
        }
    }

    private func settleEntry(_ entry: Int, _ key: Cost) {
        isEntryDone[entry] = true
        entryDistance[entry] = key
        let origin = key + threshold[entry]
        let arcs = arcStart[entry]..<arcStart[entry + 1]
        work += arcs.count
        for arc in arcs {
            let juror = Int(arcJuror[arc])
            if isDone[juror] || isShut[arc] { continue }
            let next = origin - arcValue[arc] + price[juror]
            if next < distance[juror], !has(entry, juror) {
                distance[juror] = next
                heap.push(next, juror)
            }
        }
        offerDefault(entry, from: 0)
    }

    /// Puts the cheapest open juror, from a step in the order of prices on, that an entry may take as a pair worth 0 on the heap.
    private func offerDefault(_ entry: Int, from step: Int) {
        if refusesDefaults[entry] { return }
        var step = open(from: step)
        while step < jurors {
            let juror = Int(byPrice[step])
            if allowsDefault(entry, juror), !has(entry, juror) {
                cursor[entry] = step
                heap.push(entryDistance[entry] + threshold[entry] + price[juror], drain + 1 + entries + entry)
                return
            }
            step = open(from: step + 1)
        }
    }

    /// The first step not settled, with the path to it halved on the way.
    private func open(from step: Int) -> Int {
        guard step < jurors else { return jurors }
        var step = step
        while Int(nextOpen[step]) != step {
            nextOpen[step] = nextOpen[Int(nextOpen[step])]
            step = Int(nextOpen[step])
        }
        return step
    }
}
