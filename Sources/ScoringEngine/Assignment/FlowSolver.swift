/// Makes a state optimal: the cheapest flow under what the state rules out, with prices that prove it.
///
/// Successive shortest paths (Edmonds and Karp 1972) in the primal-dual form: from any prices, every entry takes its best jurors
/// and every juror passes on what its price pays for; where the two differ, shortest paths from jurors with too many entries to
/// jurors with too few mend it, all that are tight after one search at once. Pairs worth 0 are never listed: an entry that
/// reaches them offers the cheapest juror it may take, and the next only once that one is settled.
///
/// Work memory is plain pointers, because every search goes over it all; it lives as long as the solver and is only reached
/// through indices that come from the model.
final class FlowSolver<Cost: FixedWidthInteger & SignedInteger & Sendable> {
    let model: FlowModel<Cost>
    /// Read before each computation, written after it.
    var state: FlowState<Cost>
    let jurors: Int
    let entries: Int
    let places: Int
    /// Copies of the model's and the state's lists.
    let placeStart: UnsafeMutablePointer<Int>
    let arcStart: UnsafeMutablePointer<Int>
    /// By falling value inside an entry, with the model's number of each; the prices then tell where to stop reading.
    let arcJuror: UnsafeMutablePointer<Int32>
    let arcValue: UnsafeMutablePointer<Cost>
    let arcNumber: UnsafeMutablePointer<Int32>
    let lower: UnsafeMutablePointer<Int>
    let upper: UnsafeMutablePointer<Int>
    let price: UnsafeMutablePointer<Cost>
    let placeJuror: UnsafeMutablePointer<Int32>
    let placeArc: UnsafeMutablePointer<Int32>
    let placeValue: UnsafeMutablePointer<Cost>
    let isLocked: UnsafeMutablePointer<Bool>
    let isShut: UnsafeMutablePointer<Bool>
    let refusesDefaults: UnsafeMutablePointer<Bool>
    /// By entry: every pair is an arc or closed.
    let hasAllListed: [Bool]
    /// The number of the drain among jurors.
    let drain: Int
    /// By juror: entries it has beyond the fixed ones, and what it passes on to the drain.
    let load: UnsafeMutablePointer<Int>
    let passed: UnsafeMutablePointer<Int>
    /// By juror and for the drain: too much when above 0, too little when below.
    let excess: UnsafeMutablePointer<Int>
    /// By entry: what its worst changeable place is worth at the prices.
    let threshold: UnsafeMutablePointer<Cost>
    let distance: UnsafeMutablePointer<Cost>
    let entryDistance: UnsafeMutablePointer<Cost>
    let isDone: UnsafeMutablePointer<Bool>
    let isEntryDone: UnsafeMutablePointer<Bool>
    let holdsStart: UnsafeMutablePointer<Int>
    /// By juror from `holdsStart`: the places it holds.
    let holds: UnsafeMutablePointer<Int32>
    let placeEntry: UnsafeMutablePointer<Int32>
    /// Jurors by price, and for each step in that order the next one not settled.
    let byPrice: UnsafeMutablePointer<Int32>
    let positionByPrice: UnsafeMutablePointer<Int32>
    let nextOpen: UnsafeMutablePointer<Int32>
    /// By entry: the step in `byPrice` it offers. In a tight search: which arc comes next.
    let cursor: UnsafeMutablePointer<Int>
    let jurorCursor: UnsafeMutablePointer<Int>
    let entered: UnsafeMutablePointer<Int32>
    /// The best jurors of an entry that is being placed, and those it had.
    let best: UnsafeMutablePointer<Candidate>
    let before: UnsafeMutablePointer<Candidate>
    let heap: MinimumHeap<Cost>
    /// Jurors, and the drain, that have too little, in the search under way.
    var wanting: [Int] = []
    /// Nothing this far or farther matters to the search under way.
    var limit = Cost.max

    typealias Candidate = (net: Cost, juror: Int32, arc: Int32)
    /// How many arcs and places all searches looked at so far; a measure of work that is the same on every machine.
    var work = 0

    init(_ model: FlowModel<Cost>, _ state: FlowState<Cost>) {
        self.model = model
        self.state = state
        jurors = model.jurors
        entries = model.entries
        drain = model.jurors
        places = model.places
        placeStart = copy(model.placeStart)
        arcStart = copy(model.arcStart)
        arcJuror = copy(model.arcsByValue.map { model.arcJuror[Int($0)] })
        arcValue = copy(model.arcsByValue.map { model.arcValue[Int($0)] })
        arcNumber = copy(model.arcsByValue)
        lower = copy(model.lower)
        upper = copy(model.upper)
        price = copy(state.price)
        placeJuror = copy(state.juror)
        placeArc = copy(state.arc)
        placeValue = make(model.places, 0)
        isLocked = copy(state.isLocked)
        isShut = copy(state.isShut)
        refusesDefaults = copy(state.refusesDefaults)
        hasAllListed = (0..<model.entries).map { entry in
            model.arcs(of: entry).count + model.closedStart[entry + 1] - model.closedStart[entry] >= model.jurors
        }
        let mostPlaces = (0..<model.entries).reduce(0) { max($0, model.places(of: $1).count) }
        best = make(mostPlaces + 1, (0, 0, 0))
        before = make(mostPlaces + 1, (0, 0, 0))
        heap = MinimumHeap(capacity: 4 * (model.entries + model.jurors) + 16)
        load = make(jurors, 0)
        passed = make(jurors, 0)
        excess = make(jurors + 1, 0)
        threshold = make(entries, 0)
        distance = make(jurors + 1, 0)
        entryDistance = make(entries, 0)
        isDone = make(jurors + 1, false)
        isEntryDone = make(entries, false)
        holdsStart = make(jurors + 1, 0)
        holds = make(model.places, 0)
        placeEntry = make(model.places, 0)
        byPrice = make(jurors, 0)
        positionByPrice = make(jurors, 0)
        nextOpen = make(jurors + 1, 0)
        cursor = make(entries, 0)
        jurorCursor = make(jurors + 1, 0)
        entered = make(entries, -1)
        for juror in 0..<jurors { byPrice[juror] = Int32(truncatingIfNeeded: juror) }
        for entry in 0..<entries {
            for place in placeStart[entry]..<placeStart[entry + 1] { placeEntry[place] = Int32(truncatingIfNeeded: entry) }
        }
    }

    deinit {
        for memory in [placeStart, arcStart, lower, upper] { memory.deallocate() }
        for memory in [arcValue, price, placeValue] { memory.deallocate() }
        for memory in [arcJuror, arcNumber, placeJuror, placeArc] { memory.deallocate() }
        isLocked.deallocate()
        isShut.deallocate()
        refusesDefaults.deallocate()
        best.deallocate()
        before.deallocate()
        load.deallocate()
        passed.deallocate()
        excess.deallocate()
        threshold.deallocate()
        distance.deallocate()
        entryDistance.deallocate()
        isDone.deallocate()
        isEntryDone.deallocate()
        holdsStart.deallocate()
        holds.deallocate()
        placeEntry.deallocate()
        byPrice.deallocate()
        positionByPrice.deallocate()
        nextOpen.deallocate()
        cursor.deallocate()
        jurorCursor.deallocate()
        entered.deallocate()
    }

    /// What a place is worth at the prices.
    @inline(__always)
    func net(_ place: Int) -> Cost {
        placeValue[place] &- price[Int(placeJuror[place])]
    }

    @inline(__always)
    func has(_ entry: Int, _ juror: Int) -> Bool {
        for place in placeStart[entry]..<placeStart[entry + 1] where Int(placeJuror[place]) == juror { return true }
        return false
    }

    /// Takes the state into the work memory.
    func read() {
        func copy<Element>(_ list: [Element], _ memory: UnsafeMutablePointer<Element>) {
            list.withUnsafeBufferPointer { list in
                if let first = list.baseAddress { memory.update(from: first, count: list.count) }
            }
        }
        work += places + model.arcJuror.count / 8
        copy(state.price, price)
        copy(state.juror, placeJuror)
        copy(state.arc, placeArc)
        copy(state.isLocked, isLocked)
        copy(state.isShut, isShut)
        copy(state.refusesDefaults, refusesDefaults)
        for entry in 0..<entries where hasAllListed[entry] { refusesDefaults[entry] = true }
        for place in 0..<places { placeValue[place] = placeArc[place] < 0 ? 0 : model.arcValue[Int(placeArc[place])] }
    }

    /// Gives the work memory's answer back to the state.
    func write() {
        for juror in 0..<jurors { state.price[juror] = price[juror] }
        for place in 0..<places {
            state.juror[place] = placeJuror[place]
            state.arc[place] = placeArc[place]
        }
    }

    func sortByPrice() {
        let price = price
        var order = UnsafeMutableBufferPointer(start: byPrice, count: jurors)
        order.sort {
            let (left, right) = (price[Int($0)], price[Int($1)])
            return left < right || (left == right && $0 < $1)
        }
        for step in 0..<jurors { positionByPrice[Int(byPrice[step])] = Int32(truncatingIfNeeded: step) }
    }

    /// Routes what the loads and the prices disagree on, until they agree.
    ///
    /// Every entry must have been placed, see `place`.
    ///
    /// - Returns: false where that can't be; ``isDone`` and ``isEntryDone`` then hold what is short of room, see ``FlowShortage``.
    func settle() -> Bool {
        read()
        defer { write() }
        balance()
        while true {
            let total = excessTotal()
            if total == 0 { return true }
            prepareSearch()
            guard search(total) else { return false }
            sortByPrice()
            prepareTight()
            for juror in 0...jurors {
                while excess[juror] > 0, mend(from: juror) {}
            }
        }
    }

    private func excessTotal() -> Int {
        var total = 0
        for juror in 0...jurors where excess[juror] > 0 { total += excess[juror] }
        return total
    }

    /// Counts the loads, and lets every juror pass on what its price pays for, as near to its load as the price allows.
    func balance() {
        for juror in 0..<jurors { load[juror] = 0 }
        for place in 0..<places { load[Int(placeJuror[place])] += 1 }
        excess[drain] = -places
        for juror in 0..<jurors {
            let (least, most) = paid(juror)
            passed[juror] = min(max(load[juror], least), most)
            excess[juror] = load[juror] - passed[juror]
            excess[drain] += passed[juror]
        }
    }

    /// The least and the most places a juror's price pays for.
    func paid(_ juror: Int) -> (Int, Int) {
        let (lower, upper) = (lower[juror], upper[juror])
        let price = price[juror]
        if model.loadWeight == 0 {
            return (price > 0 ? upper : lower, price < 0 ? lower : upper)
        }
        func count(_ limit: Cost) -> Int {
            // Places l with weight · (2 (base + l) − 1) ≤ limit.
            var quotient = limit / model.loadWeight
            if limit < 0, quotient * model.loadWeight != limit { quotient -= 1 }
            let twice = Int(clamping: quotient) < 0 ? max(Int(clamping: quotient), -1) : min(Int(clamping: quotient), 1 << 40)
            return min(max((twice + 1) / 2 - model.base[juror], lower), upper)
        }
        return (count(price - 1), count(price))
    }

    /// Sorts the places by juror, and notes every entry's worst changeable place.
    func prepareSearch() {
        for juror in 0...jurors { holdsStart[juror] = 0 }
        for place in 0..<places { holdsStart[Int(placeJuror[place]) + 1] += 1 }
        for juror in 0..<jurors {
            holdsStart[juror + 1] += holdsStart[juror]
            jurorCursor[juror] = holdsStart[juror]
        }
        for place in 0..<places {
            let juror = Int(placeJuror[place])
            holds[jurorCursor[juror]] = Int32(truncatingIfNeeded: place)
            jurorCursor[juror] += 1
        }
        noteThresholds()
        work += places
    }

    func noteThresholds() {
        for entry in 0..<entries {
            var worst = Cost.max
            for place in placeStart[entry]..<placeStart[entry + 1] where !isLocked[place] { worst = min(worst, net(place)) }
            threshold[entry] = worst
        }
    }
}

/// Memory the solver deallocates itself: at least one element, all the same.
private func make<Element>(_ count: Int, _ value: Element) -> UnsafeMutablePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
    memory.initialize(repeating: value, count: max(1, count))
    return memory
}

private func copy<Element>(_ list: [Element]) -> UnsafeMutablePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, list.count))
    list.withUnsafeBufferPointer { list in
        if let first = list.baseAddress { memory.initialize(from: first, count: list.count) }
    }
    return memory
}
