/// The assignment without its side rules, as a flow: entries take jurors, jurors pass what they take on to one drain whose cost
/// rises with the load.
///
/// Jurors and entries are numbers. What is fixed is already taken out: demands and bounds are what remains, `base` is the load
/// that fixed pairs make. A pair without an arc that isn't closed is allowed and worth 0; there are far too many of them to list.
struct FlowModel<Cost: FixedWidthInteger & SignedInteger & Sendable>: Sendable {
    let base: [Int]
    let lower: [Int]
    let upper: [Int]
    /// Where an entry's places begin; one place for each juror it still needs.
    let placeStart: [Int]
    /// Where an entry's arcs begin; inside an entry by juror.
    let arcStart: [Int]
    let arcJuror: [Int32]
    let arcAffinity: [Int64]
    let arcValue: [Cost]
    /// Pairs that may not be: conflicts, and fixed pairs, which are already counted.
    let closedStart: [Int]
    let closedJuror: [Int32]
    /// What the square of a load costs.
    let loadWeight: Cost

    var jurors: Int { base.count }
    var entries: Int { placeStart.count - 1 }
    var places: Int { placeStart[entries] }

    func places(of entry: Int) -> Range<Int> { placeStart[entry]..<placeStart[entry + 1] }
    func arcs(of entry: Int) -> Range<Int> { arcStart[entry]..<arcStart[entry + 1] }

    /// The arc of a pair, or nil where the pair is worth 0.
    func arc(_ entry: Int, _ juror: Int) -> Int? {
        find(juror, arcJuror, arcs(of: entry))
    }

    func isClosed(_ entry: Int, _ juror: Int) -> Bool {
        find(juror, closedJuror, closedStart[entry]..<closedStart[entry + 1]) != nil
    }

    /// The cost of the `load`-th place of a juror, counted without the fixed ones: the square's difference.
    @inline(__always)
    func marginal(_ juror: Int, _ load: Int) -> Cost {
        loadWeight * Cost(truncatingIfNeeded: 2 * (base[juror] + load) - 1)
    }

    private func find(_ juror: Int, _ list: [Int32], _ range: Range<Int>) -> Int? {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if Int(list[middle]) < juror { low = middle + 1 } else { high = middle }
        }
        return low < range.upperBound && Int(list[low]) == juror ? low : nil
    }
}
