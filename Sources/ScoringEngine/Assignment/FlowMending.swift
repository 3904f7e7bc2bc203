/// One step of a path under way: at a node, with the next arc to try.
private enum PathNode {
    case juror(Int)
    case entry(Int)
    case drain
}

extension FlowSolver {
    /// Forgets what was visited, before paths along tight arcs are looked for.
    func prepareTight() {
        for juror in 0...jurors {
            isDone[juror] = false
            jurorCursor[juror] = juror < jurors ? holdsStart[juror] : 0
        }
        for entry in 0..<entries {
            isEntryDone[entry] = false
            cursor[entry] = arcStart[entry]
        }
    }

    /// Moves one unit from a juror, or the drain, that has too much to one that has too little, if tight arcs lead there.
    ///
    /// Nodes that led nowhere stay visited until the next search; those on a path that did are open again.
    func mend(from source: Int) -> Bool {
        var path: [PathNode] = [source == drain ? .drain : .juror(source)]
        if isDone[source] { return false }
        isDone[source] = true
        while let node = path.last {
            guard let next = tightStep(node) else {
                path.removeLast()
                continue
            }
            path.append(next)
            switch next {
            case .entry: continue
            case .juror(let juror) where excess[juror] >= 0: continue
            case .drain where excess[drain] >= 0: continue
            default:
                apply(path)
                return true
            }
        }
        return false
    }

    /// The next tight arc from a node to one not visited, which then is.
    private func tightStep(_ node: PathNode) -> PathNode? {
        switch node {
        case .juror(let juror): stepFromJuror(juror)
        case .entry(let entry): stepFromEntry(entry)
        case .drain: stepFromDrain()
        }
    }

    private func stepFromJuror(_ juror: Int) -> PathNode? {
        if !isDone[drain], passed[juror] < upper[juror], model.marginal(juror, passed[juror] + 1) == price[juror] {
            isDone[drain] = true
            return .drain
        }
        let end = holdsStart[juror + 1]
        while jurorCursor[juror] < end {
            let place = Int(holds[jurorCursor[juror]])
            jurorCursor[juror] += 1
            let entry = Int(placeEntry[place])
            guard !isEntryDone[entry], Int(placeJuror[place]) == juror, !isLocked[place], net(place) == threshold[entry] else {
                continue
            }
            isEntryDone[entry] = true
            entered[entry] = Int32(truncatingIfNeeded: place)
            return .entry(entry)
        }
        return nil
    }

    private func stepFromDrain() -> PathNode? {
        while jurorCursor[drain] < jurors {
            let juror = jurorCursor[drain]
            jurorCursor[drain] += 1
            if !isDone[juror], passed[juror] > lower[juror], model.marginal(juror, passed[juror]) == price[juror] {
                isDone[juror] = true
                return .juror(juror)
            }
        }
        return nil
    }

    private func stepFromEntry(_ entry: Int) -> PathNode? {
        let end = arcStart[entry + 1]
        let wanted = threshold[entry]
        while cursor[entry] < end {
            let arc = cursor[entry]
            cursor[entry] += 1
            let juror = Int(arcJuror[arc])
            if !isDone[juror], !isShut[arc], arcValue[arc] - price[juror] == wanted, !has(entry, juror) {
                isDone[juror] = true
                return .juror(juror)
            }
        }
        if refusesDefaults[entry] { return nil }
        // Beyond the arcs the cursor counts steps among the jurors whose price makes a pair worth 0 tight.
        let first = firstStep(pricedAtLeast: 0 - wanted)
        while first + cursor[entry] - end < jurors {
            let juror = Int(byPrice[first + cursor[entry] - end])
            guard price[juror] == 0 - wanted else { return nil }
            cursor[entry] += 1
            if !isDone[juror], allowsDefault(entry, juror), !has(entry, juror) {
                isDone[juror] = true
                return .juror(juror)
            }
        }
        return nil
    }

    private func firstStep(pricedAtLeast wanted: Cost) -> Int {
        var low = 0
        var high = jurors
        while low < high {
            let middle = (low + high) / 2
            if price[Int(byPrice[middle])] < wanted { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func apply(_ path: [PathNode]) {
        for (from, to) in zip(path, path.dropFirst()) {
            switch (from, to) {
            case (.entry(let entry), .juror(let juror)): move(Int(entered[entry]), entry, to: juror)
            case (.juror(let juror), .drain): passed[juror] += 1
            case (.drain, .juror(let juror)): passed[juror] -= 1
            default: break
            }
        }
        for node in path {
            switch node {
            case .juror(let juror): isDone[juror] = false
            case .entry(let entry): isEntryDone[entry] = false
            case .drain: isDone[drain] = false
            }
        }
        excess[index(path[0])] -= 1
        excess[index(path[path.count - 1])] += 1
    }

    private func index(_ node: PathNode) -> Int {
        if case .juror(let juror) = node { juror } else { drain }
    }

    private func move(_ place: Int, _ entry: Int, to juror: Int) {
        load[Int(placeJuror[place])] -= 1
        load[juror] += 1
        placeJuror[place] = Int32(truncatingIfNeeded: juror)
        let arc = model.arc(entry, juror) ?? -1
        placeArc[place] = Int32(truncatingIfNeeded: arc)
        placeValue[place] = arc < 0 ? 0 : arcValue[arc]
    }
}
