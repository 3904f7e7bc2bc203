extension ApportionProblem {
    func hamilton() -> ApportionResult {
        let factor = fairShareFactor()
        var units: [Int] = []
        var remainders: [UInt128] = []
        units.reserveCapacity(weights.count)
        remainders.reserveCapacity(weights.count)
        var left = self.units
        for weight in weights {
            let share = factor.share(of: weight)
            let isFree = share.whole >= minimum && share.whole < maximum
            let whole = min(max(share.whole, minimum), maximum)
            units.append(whole)
            remainders.append(isFree ? share.remainder : 0)
            left -= whole
        }
        let decided = giveLeftovers(left, to: Array(weights.indices), remainders, &units)
        return ApportionResult(units: units, orderDecided: decided)
    }

    func droop() throws(EngineProblems) -> ApportionResult {
        let factor = fairShareFactor()
        var units: [Int] = []
        var free: [Int] = []
        for (index, weight) in weights.enumerated() {
            let share = factor.share(of: weight)
            let isBelow = share.whole < minimum
            let isAbove = share.whole > maximum || (share.whole == maximum && share.remainder > 0)
            units.append(isBelow ? minimum : isAbove ? maximum : 0)
            if !isBelow, !isAbove { free.append(index) }
        }
        guard !free.isEmpty else { return ApportionResult(units: units, orderDecided: nil) }
        let place = smallestPlace
        let freeUnits = UInt64(self.units - units.reduce(0, +))
        let quota = free.reduce(UInt64(0)) { $0 + weights[$1] / place } / (freeUnits + 1) + 1
        var left = Int(freeUnits)
        var open: [Int] = []
        var remainders: [UInt128] = []
        for index in free {
            let (whole, remainder) = (weights[index] / place).quotientAndRemainder(dividingBy: quota)
            units[index] = Int(min(max(whole, UInt64(minimum)), UInt64(maximum)))
            left -= units[index]
            if whole >= UInt64(minimum), whole < UInt64(maximum) {
                open.append(index)
                remainders.append(UInt128(remainder))
            }
        }
        guard left >= 0, left <= open.count else {
            let message = "the weights are too coarse for \(self.units) units: a Droop quota of \(quota) leaves \(left) for \(open.count) remainders"
            throw EngineProblems([EngineProblem(path: "$.weights", code: .infeasible, message: message)])
        }
        let decided = giveLeftovers(left, to: open, remainders, &units)
        return ApportionResult(units: units, orderDecided: decided)
    }

    /// The largest power of ten, in millionths, that divides all weights; at most 1.
    private var smallestPlace: UInt64 {
        var place = UInt64(FixedPoint.microsPerUnit)
        for weight in weights {
            while weight % place != 0 { place /= 10 }
        }
        return place
    }
}

/// One unit each for the `left` largest remainders, exactly equal ones in the order given.
///
/// - Parameters:
///   - left: at most as many as there are remainders.
///   - remainders: beside `candidates`, whose numbers rise.
func giveLeftovers(
    _ left: Int, to candidates: [Int], _ remainders: [UInt128], _ units: inout [Int]
) -> ApportionResult.OrderDecided? {
    guard left > 0 else { return nil }
    let smallest = largest(left, of: remainders)
    var equal: [Int] = []
    var rest = left
    for (candidate, remainder) in zip(candidates, remainders) {
        if remainder > smallest {
            units[candidate] += 1
            rest -= 1
        } else if remainder == smallest {
            equal.append(candidate)
        }
    }
    for candidate in equal.prefix(rest) { units[candidate] += 1 }
    return rest < equal.count ? ApportionResult.OrderDecided(among: equal, units: rest) : nil
}

/// The nth largest value, found byte by byte from the highest: a step a value and byte, whatever the values.
///
/// - Parameter place: from 1 to the number of values.
private func largest(_ place: Int, of values: [UInt128]) -> UInt128 {
    var place = place
    var rest = values
    var shift = 128 - (values.max() ?? 0).leadingZeroBitCount
    while rest.count > 1, shift > 0 {
        shift = max(0, shift - 8)
        func byte(_ value: UInt128) -> Int { Int(truncatingIfNeeded: value >> UInt128(shift)) & 0xff }
        var counts = [Int](repeating: 0, count: 256)
        for value in rest { counts[byte(value)] += 1 }
        var chosen = 255
        while place > counts[chosen] {
            place -= counts[chosen]
            chosen -= 1
        }
        rest = rest.filter { byte($0) == chosen }
    }
    return rest[0]
}

/// Hamilton's method for shares of a prize.
///
/// - Parameters:
///   - total: 0 or more.
///   - weights: each more than 0, at least one.
/// - Returns: the units, and whether each got one of those left over.
func largestRemainder(_ total: Int, weights: [Int64]) -> [(units: Int, gotLeftover: Bool)] {
    let sum = weights.reduce(UInt128(0)) { $0 + UInt128($1) }
    let quotas = weights.map { (UInt128(total) * UInt128($0)).quotientAndRemainder(dividingBy: sum) }
    let whole = quotas.map { Int($0.quotient) }
    var units = whole
    _ = giveLeftovers(total - whole.reduce(0, +), to: Array(weights.indices), quotas.map(\.remainder), &units)
    return zip(units, whole).map { ($0, $0 > $1) }
}
