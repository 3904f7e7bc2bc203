/// What a flow computation starts from and leaves: who reads what, at which prices, and what is ruled out for now.
///
/// The arrays are the places, arcs, jurors and entries of a ``FlowModel``.
struct FlowState<Cost: FixedWidthInteger & SignedInteger & Sendable>: Sendable {
    /// By place.
    var juror: [Int32]
    /// By place: the arc, or −1 for a pair worth 0.
    var arc: [Int32]
    /// By place: may not change.
    var isLocked: [Bool]
    /// By arc: may not be used.
    var isShut: [Bool]
    /// By entry: no pair worth 0 may be used.
    var refusesDefaults: [Bool]
    /// Single pairs worth 0 that may not be used, by entry.
    var shutDefaults: [Int: [Int32]] = [:]
    var price: [Cost]

    init(_ model: FlowModel<Cost>) {
        juror = Array(repeating: -1, count: model.places)
        arc = Array(repeating: -1, count: model.places)
        isLocked = Array(repeating: false, count: model.places)
        isShut = Array(repeating: false, count: model.arcJuror.count)
        refusesDefaults = Array(repeating: false, count: model.entries)
        price = Array(repeating: 0, count: model.jurors)
    }
}

extension FlowModel {
    /// What the places and loads of a state are worth; fixed pairs count in the loads only.
    func value(_ state: FlowState<Cost>) -> Int128 {
        var loads = base
        var sum = Int128(0)
        for place in 0..<places {
            loads[Int(state.juror[place])] += 1
            if state.arc[place] >= 0 { sum += Int128(arcValue[Int(state.arc[place])]) }
        }
        return sum - Int128(loadWeight) * loads.reduce(0) { $0 + Int128($1) * Int128($1) }
    }

    /// Whether an entry may take a juror as a pair worth 0, leaving aside whom it has.
    func allowsDefault(_ state: FlowState<Cost>, _ entry: Int, _ juror: Int) -> Bool {
        if state.refusesDefaults[entry] || arc(entry, juror) != nil || isClosed(entry, juror) { return false }
        return state.shutDefaults.isEmpty || state.shutDefaults[entry]?.contains(Int32(truncatingIfNeeded: juror)) != true
    }
}
