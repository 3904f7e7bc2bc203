/// Mends the entries that break a rule by exchanging jurors between two entries, or for a juror with room, at the least loss.
///
/// Loads stay within their bounds throughout and no exchange breaks a rule elsewhere, so every step leaves less to mend. What comes
/// out need not be the best plan, but it is one, where prices alone lead round in circles because there is no room to spare.
struct AssignExchange<Cost: FixedWidthInteger & SignedInteger & Sendable> {
    private let model: FlowModel<Cost>
    private let sets: EntrySets<Cost>
    private let fixed: AssignTable.Rows
    private let floor: Int64?
    private(set) var state: FlowState<Cost>
    private var load: [Int]
    private let entryOfPlace: [Int32]
    /// By juror.
    private var placesOfJuror: [[Int32]]
    private(set) var work = 0

    init(_ table: AssignTable, _ model: FlowModel<Cost>, _ sets: EntrySets<Cost>, floor: Int64?, _ state: FlowState<Cost>) {
        self.model = model
        self.sets = sets
        self.floor = floor
        self.state = state
        fixed = table.fixed
        load = Array(repeating: 0, count: model.jurors)
        for juror in state.juror { load[Int(juror)] += 1 }
        var entryOfPlace: [Int32] = []
        for entry in 0..<model.entries {
            entryOfPlace += repeatElement(Int32(truncatingIfNeeded: entry), count: model.places(of: entry).count)
        }
        self.entryOfPlace = entryOfPlace
        placesOfJuror = Array(repeating: [], count: model.jurors)
        for place in 0..<model.places { placesOfJuror[Int(state.juror[place])].append(Int32(truncatingIfNeeded: place)) }
    }

    /// How far an entry is from keeping its rules; 0 where it does.
    private func fault(_ entry: Int) -> Int64 {
        var members = Array(fixed[entry])
        var clashes: Int64 = 0
        for place in model.places(of: entry) {
            if sets.clashes(state.juror[place], members) { clashes += 1 }
            members.append(state.juror[place])
        }
        let short = floor.map { max(0, $0 - sets.affinity(state, entry)) } ?? 0
        return clashes * (1 << 61) / Int64(members.count + 1) + short
    }

    /// Mends the entries, and then looks for exchanges of theirs that gain.
    ///
    /// - Returns: false where an entry can't be mended by single exchanges.
    mutating func run(_ broken: [Int], mostWork: Int) -> Bool {
        for entry in broken {
            while fault(entry) > 0 {
                guard work < mostWork, exchange(entry, mends: true) else { return false }
            }
        }
        for _ in 0..<4 {
            var isChanged = false
            for entry in broken where work < mostWork / 2 {
                while exchange(entry, mends: false) { isChanged = true }
            }
            if !isChanged { break }
        }
        return true
    }

    private struct Step {
        let gain: Int128
        let place: Int
        let juror: Int
        /// Of the other entry, or nil for a juror with room.
        let other: Int?
    }

    /// Makes the best exchange of an entry that mends some of its fault, or that gains; with the jurors it would like most at the
    /// prices, or where none of these will do and it mends, with any.
    private mutating func exchange(_ entry: Int, mends: Bool) -> Bool {
        let before = fault(entry)
        let wanted = jurorsByNet(entry)
        let step = best(entry, before, wanted.prefix(Self.mostWanted), mends: mends)
        guard let step = step ?? (mends ? best(entry, before, wanted.dropFirst(Self.mostWanted), mends: true) : nil) else { return false }
        make(step, entry)
        return true
    }

    private static var mostWanted: Int { 24 }

    private func jurorsByNet(_ entry: Int) -> [(juror: Int, worth: Cost)] {
        var worth = [Cost?](repeating: state.refusesDefaults[entry] ? nil : 0, count: model.jurors)
        for index in model.closedStart[entry]..<model.closedStart[entry + 1] { worth[Int(model.closedJuror[index])] = nil }
        for arc in model.arcs(of: entry) { worth[Int(model.arcJuror[arc])] = state.isShut[arc] ? nil : model.arcValue[arc] }
        for place in model.places(of: entry) { worth[Int(state.juror[place])] = nil }
        for juror in state.shutDefaults[entry] ?? [] { worth[Int(juror)] = nil }
        return worth.indices.compactMap { juror in worth[juror].map { (juror, $0) } }.sorted {
            ($1.worth - state.price[$1.juror], $0.juror) < ($0.worth - state.price[$0.juror], $1.juror)
        }
    }

    private mutating func best(
        _ entry: Int, _ before: Int64, _ wanted: ArraySlice<(juror: Int, worth: Cost)>, mends: Bool
    ) -> Step? {
        var best: Step?
        for place in model.places(of: entry) where !state.isLocked[place] {
            for (juror, worth) in wanted {
                for step in steps(place, juror, worth) {
                    if let best, best.gain >= step.gain { continue }
                    if !mends, step.gain <= 0 { continue }
                    if isAllowed(step, entry, before, mends) { best = step }
                }
            }
        }
        return best
    }

    /// How a place could come to a juror, leaving the rules of sets aside.
    private mutating func steps(_ place: Int, _ juror: Int, _ worth: Cost) -> [Step] {
        let leaving = Int(state.juror[place])
        let gain = Int128(worth) - Int128(value(place))
        work += 4 * (1 + placesOfJuror[juror].count)
        var steps: [Step] = []
        if load[juror] < model.upper[juror], load[leaving] > model.lower[leaving] {
            let loads = Int128(model.marginal(leaving, load[leaving])) - Int128(model.marginal(juror, load[juror] + 1))
            steps.append(Step(gain: gain + loads, place: place, juror: juror, other: nil))
        }
        for other in placesOfJuror[juror] where !state.isLocked[Int(other)] {
            guard let theirs = worthOf(leaving, Int(entryOfPlace[Int(other)])) else { continue }
            steps.append(Step(gain: gain + Int128(theirs) - Int128(value(Int(other))), place: place, juror: juror, other: Int(other)))
        }
        return steps
    }

    private func value(_ place: Int) -> Cost {
        state.arc[place] < 0 ? 0 : model.arcValue[Int(state.arc[place])]
    }

    /// What a juror is worth to an entry that doesn't have them, or nil where they may not read it.
    private func worthOf(_ juror: Int, _ entry: Int) -> Cost? {
        for place in model.places(of: entry) where Int(state.juror[place]) == juror { return nil }
        if let arc = model.arc(entry, juror) { return state.isShut[arc] ? nil : model.arcValue[arc] }
        return model.allowsDefault(state, entry, juror) ? 0 : nil
    }

    private mutating func isAllowed(_ step: Step, _ entry: Int, _ before: Int64, _ mends: Bool) -> Bool {
        let other = step.other.map { Int(entryOfPlace[$0]) }
        let otherBefore = other.map(fault) ?? 0
        let leaving = Int(state.juror[step.place])
        make(step, entry)
        let after = fault(entry)
        let isBetter = (mends ? after < before : after <= before) && (other.map(fault) ?? 0) <= otherBefore
        make(Step(gain: 0, place: step.place, juror: leaving, other: step.other), entry)
        return isBetter
    }

    private mutating func make(_ step: Step, _ entry: Int) {
        let leaving = Int(state.juror[step.place])
        put(step.juror, step.place, entry)
        if let other = step.other {
            put(leaving, other, Int(entryOfPlace[other]))
        } else {
            load[leaving] -= 1
            load[step.juror] += 1
        }
    }

    private mutating func put(_ juror: Int, _ place: Int, _ entry: Int) {
        let number = Int32(truncatingIfNeeded: place)
        placesOfJuror[Int(state.juror[place])].removeAll { $0 == number }
        placesOfJuror[juror].append(number)
        state.juror[place] = Int32(truncatingIfNeeded: juror)
        state.arc[place] = Int32(truncatingIfNeeded: model.arc(entry, juror) ?? -1)
    }
}
