/// An input in numbers: jurors and entries in the order of their bytes, then shuffled by the seed, so that what decides the last
/// ties is the seed and never the order of the input.
struct AssignTable: Sendable {
    var jurorIDs: [String] = []
    var entryIDs: [String] = []
    var minLoad: [Int] = []
    var maxLoad: [Int] = []
    var reviews: [Int] = []
    /// By entry, then juror: pairs that are open and have an affinity or are to be kept.
    var arcs = Rows()
    var arcAffinity: [Int64] = []
    var arcIsKept: [Bool] = []
    /// By entry, then juror.
    var conflicts = Rows()
    var fixed = Rows()
    /// By fixed pair.
    var fixedWorth: [Int64] = []
    /// By entry: what the fixed pairs add up to.
    var fixedAffinity: [Int64] = []
    var fixedKept = 0
    /// By juror: whom they are kept apart from.
    var apart: [[Int32]] = []
    /// Millionths in one whole number of affinity.
    var unit: Int64 = 1
    /// Pairs in `keep`.
    var keepCount = 0
    var goals: Set<AssignGoal> = []

    var totalReviews: Int { reviews.reduce(0, +) }

    func affinity(_ whole: Int64) -> FixedPoint { FixedPoint(micros: whole * unit) }

    /// Lists of jurors, one for each entry.
    struct Rows: Sendable {
        var start: [Int] = [0]
        var juror: [Int32] = []

        subscript(entry: Int) -> ArraySlice<Int32> { juror[start[entry]..<start[entry + 1]] }
    }
}

/// A place for each number, shuffled by a seed (Fisher and Yates, with SplitMix64: Steele, Lea, Flood 2014).
func seededOrder(_ count: Int, seed: Int, stream: UInt64) -> [Int] {
    var state = UInt64(bitPattern: Int64(seed)) ^ (stream &* 0xd6e8_feb8_6659_fd93)
    func draw(below bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        value ^= value >> 31
        return Int(value.multipliedFullWidth(by: UInt64(bound)).high)
    }
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
        order.swapAt(last, draw(below: last + 1))
    }
    return order
}
