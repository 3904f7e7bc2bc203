import ScoringEngine

let apportionProperties = [
    Property("apportion: the units add up, inside the bounds, by every method") { random in
        let input = apportionInput(random.pick(ApportionMethod.allCases), &random)
        let units = try apportion(input).units
        try requireEqual(units.reduce(0, +), input.units)
        try require(units.allSatisfy { $0 >= input.minimum && $0 <= input.maximum ?? Int.max }, "\(units) for \(input)")
    },
    Property("apportion: one unit more takes none from anyone (divisor methods)") { random in
        let input = apportionInput(random.pick(divisorMethods), &random)
        let more = changed(input, units: input.units + 1, maximum: nil)
        let units = try apportion(changed(input, maximum: nil)).units
        let after = try apportion(more).units
        try require(zip(units, after).allSatisfy(<=), "\(units) became \(after) for \(input)")
    },
    Property("apportion: everyone gets the exact quota rounded down or up (Hamilton)") { random in
        let drawn = apportionInput(.hamilton, &random)
        let input = ApportionInput(method: .hamilton, weights: drawn.weights, units: drawn.units)
        let total = input.weights.reduce(Int128(0)) { $0 + Int128($1.micros) }
        for (weight, units) in zip(input.weights, try apportion(input).units) {
            let distance = Int128(units) * total - Int128(weight.micros) * Int128(input.units)
            try require(distance < total && distance > -total, "\(units) for \(weight) in \(input)")
        }
    },
    Property("apportion: without equal claims the order given decides nothing, by every method") { random in
        let input = apportionInput(random.pick(ApportionMethod.allCases), &random)
        let result = try apportion(input)
        let order = random.shuffled(Array(input.weights.indices))
        let turned = try apportion(changed(input, weights: order.map { input.weights[$0] }))
        if result.orderDecided == nil {
            try requireEqual(order.map { result.units[$0] }, turned.units)
        } else {
            try require(turned.orderDecided != nil, "equal claims in \(input) are not noted")
        }
    },
    Property("apportion: a larger weight never gets less, equal ones at most one apart, by every method") { random in
        let input = apportionInput(random.pick(ApportionMethod.allCases), &random)
        let units = try apportion(input).units
        for (first, firstUnits) in zip(input.weights, units) {
            for (second, secondUnits) in zip(input.weights, units) {
                let fair = first > second ? firstUnits >= secondUnits : first < second || abs(firstUnits - secondUnits) <= 1
                try require(fair, "\(units) for \(input)")
            }
        }
    },
    Property("apportion: weights multiplied change nothing (all but Droop)") { random in
        let input = apportionInput(random.pick(divisorMethods + [.hamilton]), &random)
        let factor = Int64(random.number(2...9))
        let multiplied = changed(input, weights: input.weights.map { FixedPoint(micros: $0.micros * factor) })
        try requireEqual(try apportion(input), try apportion(multiplied))
    },
    Property("apportion: no unit moved brings two averages closer (divisor methods)") { random in
        let input = apportionInput(random.pick(divisorMethods), &random)
        let units = try apportion(input).units
        for (first, held) in zip(input.weights, units) where held > input.minimum {
            for (second, other) in zip(input.weights, units) where other < input.maximum ?? Int.max {
                // The last unit of one has at least the average that the next unit of the other would have.
                try require(!hasLess(input.method, first, unit: held, than: second, unit: other + 1), "\(units) for \(input)")
            }
        }
    },
]

private let divisorMethods: [ApportionMethod] = [.dhondt, .sainteLague, .adams, .huntingtonHill]

/// Whether w²/d(n)² is less; no divisor is infinitely large, and then the weights decide.
private func hasLess(_ method: ApportionMethod, _ first: FixedPoint, unit: Int, than second: FixedPoint, unit other: Int) -> Bool {
    func squaredDivisor(_ unit: Int) -> Int128 {
        let n = Int128(unit)
        return switch method {
        case .dhondt: n * n
        case .sainteLague: (2 * n - 1) * (2 * n - 1)
        case .adams: (n - 1) * (n - 1)
        default: n * (n - 1)
        }
    }
    let (divisor, otherDivisor) = (squaredDivisor(unit), squaredDivisor(other))
    if second.micros == 0 { return false }
    if divisor == 0 || otherDivisor == 0 { return otherDivisor == 0 && (divisor != 0 || first < second) }
    let (weight, otherWeight) = (Int128(first.micros), Int128(second.micros))
    return weight * weight * otherDivisor < otherWeight * otherWeight * divisor
}

private func changed(
    _ input: ApportionInput, weights: [FixedPoint]? = nil, units: Int? = nil, maximum: Int?
) -> ApportionInput {
    ApportionInput(
        method: input.method, weights: weights ?? input.weights, units: units ?? input.units, minimum: input.minimum, maximum: maximum)
}

private func changed(_ input: ApportionInput, weights: [FixedPoint]) -> ApportionInput {
    changed(input, weights: weights, maximum: input.maximum)
}

/// One to six weights in thousandths, up to 40 units above the minimum, every third with a maximum.
func apportionInput(_ method: ApportionMethod, _ random: inout SeededGenerator) -> ApportionInput {
    let largest = random.pick([6, 50, 1_000_000])
    var weights = (0..<random.number(1...6)).map { _ in random.number(0...largest) }
    if weights.allSatisfy({ $0 == 0 }) { weights[0] = 1 }
    let minimum = random.pick([0, 0, 0, 1, 2])
    let above = random.number(0...40)
    let positive = weights.count { $0 > 0 }
    let most = minimum + (above + positive - 1) / positive
    return ApportionInput(
        method: method, weights: weights.map { FixedPoint(micros: Int64($0) * 1_000_000 + ($0 > 0 && method == .droop ? 1 : 0)) },
        units: minimum * weights.count + above, minimum: minimum, maximum: random.number(0...2) == 0 ? most + random.number(0...5) : nil)
}
