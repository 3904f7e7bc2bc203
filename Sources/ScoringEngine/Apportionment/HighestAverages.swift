/// The divisors of a method of highest averages.
enum DivisorMethod {
    case dhondt, sainteLague, adams, huntingtonHill

    /// The first unit of everyone comes before all second ones.
    var givesEveryoneAUnit: Bool { self == .adams || self == .huntingtonHill }

    /// The divisor of someone's nth unit; for Huntington and Hill its square. From the second unit on where everyone gets one.
    func divisor(_ unit: UInt64) -> UInt128 {
        switch self {
        case .dhondt: UInt128(unit)
        case .sainteLague: UInt128(2 * unit - 1)
        case .adams: UInt128(unit - 1)
        case .huntingtonHill: UInt128(unit) * UInt128(unit - 1)
        }
    }

    /// λ·w rounded the method's way: as many units as have an average of 1/λ and more (`adams`: of more than that).
    func rounded(_ weight: UInt64, _ factor: FairShareFactor) -> Int {
        let (whole, remainder) = factor.share(of: weight)
        let denominator = UInt128(factor.denominator)
        let roundsUp =
            switch self {
            case .dhondt: false
            case .sainteLague: remainder + remainder >= denominator
            case .adams: remainder > 0
            case .huntingtonHill:
                // (q + r/d)² ≥ q(q+1) without fractions: q·d·(d − 2r) ≤ r².
                if remainder + remainder >= denominator {
                    true
                } else {
                    isAtMost(UInt128(whole), denominator * (denominator - 2 * remainder), remainder * remainder)
                }
            }
        return roundsUp ? whole + 1 : whole
    }

    private func isAtMost(_ left: UInt128, _ right: UInt128, _ limit: UInt128) -> Bool {
        let product = left.multipliedFullWidth(by: right)
        return product.high == 0 && product.low <= limit
    }
}

/// Someone's claim to their nth unit.
private struct Claim {
    let index: Int
    let weight: UInt64
    let unit: Int

    /// Above 0 where the average is larger than the other's.
    func compared(to other: Claim, _ method: DivisorMethod) -> Int {
        let divisor = method.divisor(UInt64(unit))
        let otherDivisor = method.divisor(UInt64(other.unit))
        guard method == .huntingtonHill else {
            let (left, right) = (UInt128(weight) * otherDivisor, UInt128(other.weight) * divisor)
            return left > right ? 1 : left < right ? -1 : 0
        }
        let left = (UInt128(weight) * UInt128(weight)).multipliedFullWidth(by: otherDivisor)
        let right = (UInt128(other.weight) * UInt128(other.weight)).multipliedFullWidth(by: divisor)
        if left == right { return 0 }
        return (left.high, left.low) > (right.high, right.low) ? 1 : -1
    }
}

extension ApportionProblem {
    /// Begins with the units that have an average of about 1/λ and more: whatever λ, these are the first ones to be given. So what is
    /// missing is given, or what is too much taken back, in the order of averages; at most about one a weight.
    func highestAverages(_ method: DivisorMethod) -> ApportionResult {
        if method.givesEveryoneAUnit, minimum == 0, units < weights.count { return largestWeights() }
        let least = method.givesEveryoneAUnit ? max(minimum, 1) : minimum
        let factor = fairShareFactor()
        var shares = weights.map { min(max(method.rounded($0, factor), least), maximum) }
        let sum = shares.reduce(0, +)
        if sum < units {
            give(units - sum, method, &shares)
        } else if sum > units {
            take(sum - units, method, above: least, &shares)
        }
        return ApportionResult(units: shares, orderDecided: boundary(method, above: least, shares))
    }

    private func give(_ missing: Int, _ method: DivisorMethod, _ shares: inout [Int]) {
        let claims = weights.indices.filter { shares[$0] < maximum }.map { claim($0, unit: shares[$0] + 1) }
        var heap = BinaryHeap(claims) { left, right in
            let comparison = left.compared(to: right, method)
            return comparison == 0 ? left.index < right.index : comparison > 0
        }
        for _ in 0..<missing {
            guard let first = heap.first else { return }
            shares[first.index] = first.unit
            if first.unit < maximum {
                heap.replaceFirst(with: claim(first.index, unit: first.unit + 1))
            } else {
                heap.removeFirst()
            }
        }
    }

    private func take(_ excess: Int, _ method: DivisorMethod, above least: Int, _ shares: inout [Int]) {
        let claims = weights.indices.filter { shares[$0] > least }.map { claim($0, unit: shares[$0]) }
        var heap = BinaryHeap(claims) { left, right in
            let comparison = left.compared(to: right, method)
            return comparison == 0 ? left.index > right.index : comparison < 0
        }
        for _ in 0..<excess {
            guard let last = heap.first else { return }
            shares[last.index] = last.unit - 1
            if last.unit - 1 > least {
                heap.replaceFirst(with: claim(last.index, unit: last.unit - 1))
            } else {
                heap.removeFirst()
            }
        }
    }

    private func claim(_ index: Int, unit: Int) -> Claim {
        Claim(index: index, weight: weights[index], unit: unit)
    }

    /// Whether the last unit given and the first one not given have exactly the same average.
    private func boundary(_ method: DivisorMethod, above least: Int, _ shares: [Int]) -> ApportionResult.OrderDecided? {
        let given = weights.indices.lazy.filter { shares[$0] > least }.map { claim($0, unit: shares[$0]) }
        let open = weights.indices.lazy.filter { shares[$0] < maximum }.map { claim($0, unit: shares[$0] + 1) }
        guard let last = given.min(by: { $0.compared(to: $1, method) < 0 }), let next = open.max(by: { $0.compared(to: $1, method) < 0 }),
            last.compared(to: next, method) == 0
        else { return nil }
        let winners = Array(given.filter { $0.compared(to: last, method) == 0 }.map(\.index))
        let losers = Array(open.filter { $0.compared(to: last, method) == 0 }.map(\.index))
        return ApportionResult.OrderDecided(among: (winners + losers).sorted(), units: winners.count)
    }

    private func largestWeights() -> ApportionResult {
        var shares = [Int](repeating: 0, count: weights.count)
        let decided = giveLeftovers(units, to: Array(weights.indices), weights.map { UInt128($0) }, &shares)
        return ApportionResult(units: shares, orderDecided: decided)
    }
}
