import ScoringEngine
import Testing

@Suite("Properties of every apportionment")
struct ApportionPropertyTests {
    static let divisorMethods: [ApportionMethod] = [.dhondt, .sainteLague, .adams, .huntingtonHill]

    private func randomInput(_ random: inout SeededGenerator, _ method: ApportionMethod) -> ApportionInput {
        let largest = [6, 50, 1_000_000].randomElement(using: &random) ?? 6
        var weights = (0..<Int.random(in: 1...6, using: &random)).map { _ in Int64.random(in: 0...Int64(largest), using: &random) }
        if weights.allSatisfy({ $0 == 0 }) { weights[0] = 1 }
        let minimum = Int.random(in: 0...2, using: &random)
        let positive = weights.count { $0 > 0 }
        let units = minimum * weights.count + Int.random(in: 0...40, using: &random)
        let most = minimum + (units - minimum * weights.count + positive - 1) / positive
        let maximum = Bool.random(using: &random) ? most + Int.random(in: 0...5, using: &random) : nil
        return ApportionInput(method: method, weights: weights.map { ScoringEngineTests.units($0) }, units: units, minimum: minimum, maximum: maximum)
    }

    /// The definition, unit by unit: the largest wᵢ²/d² below the maximum, in the order given; no divisor is infinitely large.
    private func unitByUnit(_ input: ApportionInput) -> [Int] {
        var units = input.weights.map { _ in input.minimum }
        func average(_ index: Int) -> (Bool, Rational) {
            let weight = Rational(input.weights[index])
            let held = Int128(units[index])
            let square =
                switch input.method {
                case .dhondt: (held + 1) * (held + 1)
                case .sainteLague: (2 * held + 1) * (2 * held + 1)
                case .adams: held * held
                default: held * (held + 1)
                }
            return square == 0 ? (true, weight) : (false, weight * weight / Rational(square))
        }
        for _ in 0..<(input.units - units.reduce(0, +)) {
            let open = units.indices.filter { units[$0] < input.maximum ?? Int.max && input.weights[$0].micros > 0 }
            var best = open[0]
            for index in open.dropFirst() {
                let (first, second) = (average(best), average(index))
                if second.0 == first.0 ? second.1 > first.1 : second.0 { best = index }
            }
            units[best] += 1
        }
        return units
    }

    @Test("divisor methods give what giving unit by unit gives", arguments: divisorMethods)
    func definition(method: ApportionMethod) throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<200 {
            let input = randomInput(&random, method)
            #expect(try apportion(input).units == unitByUnit(input), "\(input)")
        }
    }

    @Test("one unit more takes nothing from anyone under a divisor method", arguments: divisorMethods)
    func houseMonotone(method: ApportionMethod) throws {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<200 {
            let input = randomInput(&random, method)
            let more = ApportionInput(method: method, weights: input.weights, units: input.units + 1, minimum: input.minimum)
            let same = ApportionInput(method: method, weights: input.weights, units: input.units, minimum: input.minimum)
            #expect(try zip(apportion(same).units, apportion(more).units).allSatisfy(<=))
        }
    }

    @Test("Hamilton's shares are the exact quotas rounded down or up, and Hamilton's paradox is Alabama's")
    func quota() throws {
        var random = SeededGenerator(seed: 13)
        for _ in 0..<200 {
            let drawn = randomInput(&random, .hamilton)
            let input = ApportionInput(method: .hamilton, weights: drawn.weights, units: drawn.units)
            let total = input.weights.reduce(Rational.zero) { $0 + Rational($1) }
            for (weight, units) in zip(input.weights, try apportion(input).units) {
                let distance = Rational(Int128(units)) - Rational(weight) * Rational(Int128(input.units)) / total
                #expect(distance < Rational(1) && distance > Rational(-1))
            }
        }
        // Wikipedia, Apportionment paradox: one seat more, and the third of 6 : 6 : 2 loses its second.
        let weights = [units(6), units(6), units(2)]
        #expect(try apportion(ApportionInput(method: .hamilton, weights: weights, units: 10)).units == [4, 4, 2])
        #expect(try apportion(ApportionInput(method: .hamilton, weights: weights, units: 11)).units == [5, 5, 1])
    }

    @Test("sums, bounds, equal treatment and larger weights first, by every method", arguments: ApportionMethod.allCases)
    func fairness(method: ApportionMethod) throws {
        var random = SeededGenerator(seed: 14)
        for _ in 0..<200 {
            let drawn = randomInput(&random, method)
            // Multiplied by a thousand so that Droop's quota is never too coarse.
            let input = ApportionInput(
                method: method, weights: drawn.weights.map { FixedPoint(micros: $0.micros * 1000) }, units: drawn.units,
                minimum: drawn.minimum, maximum: drawn.maximum)
            let result = try apportion(input)
            #expect(result.units.reduce(0, +) == input.units)
            #expect(result.units.allSatisfy { $0 >= input.minimum && $0 <= input.maximum ?? Int.max })
            for (first, firstUnits) in zip(input.weights, result.units) {
                for (second, secondUnits) in zip(input.weights, result.units) {
                    if first > second { #expect(firstUnits >= secondUnits) }
                    if first == second { #expect(abs(firstUnits - secondUnits) <= 1) }
                }
            }
            guard result.orderDecided == nil else { continue }
            let turned = ApportionInput(
                method: method, weights: input.weights.reversed(), units: input.units, minimum: input.minimum, maximum: input.maximum)
            #expect(try apportion(turned).units.reversed() == result.units, "without equal claims the order given decides nothing")
        }
    }
}
