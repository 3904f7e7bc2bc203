/// Shares whole units in proportion to weights; exact.
///
/// With fair shares mid(minimum, λ·wᵢ, maximum), where λ makes them add up to the units (Balinski and Young, Fair Representation, 2nd
/// ed. 2001, appendix A):
/// - `hamilton`: everyone gets the whole part of the fair share, and the units left over go one each to the largest remainders.
/// - `droop`: among those whose fair share needs no bound, everyone gets the whole part of wᵢ/q with the quota
///   q = ⌊W/(U+1)⌋ + 1, W and U their weights and units in all; what is left goes to the largest remainders. W is counted in the
///   smallest decimal place that the weights use, so that votes are counted as votes.
/// - Divisor methods: unit after unit goes to the largest wᵢ/d(aᵢ) below the maximum, aᵢ the units held, beginning with the
///   minimum: d(a) = a + 1 for `dhondt`, 2a + 1 for `sainteLague`, a for `adams`, √(a(a+1)) for `huntingtonHill`. The last
///   two give everyone with a weight a unit first; with fewer units than that, the largest weights get them.
///
/// Exactly equal remainders or averages are settled by the order given, and ``ApportionResult/orderDecided`` says so. A weight of 0
/// gets the minimum. 26 units for 9061, 7179, 5259, 3319 and 1182 are 9, 7, 5, 4, 1 by `hamilton` and 10, 7, 5, 3, 1 by `dhondt`
/// (ibid.). Takes about n·log n steps for n weights, however many the units.
///
/// - Throws: ``EngineProblems`` with everything wrong in the input: no weight, a negative one, only zeros, weights that add up to
///   more than ``Limits/weightTotal``, units or bounds that are negative or above ``Limits/units``; with the code
///   ``EngineProblem/Code/infeasible`` where the bounds leave no answer, or where weights are too coarse for the Droop quota.
public func apportion(_ input: ApportionInput) throws(EngineProblems) -> ApportionResult {
    try ApportionCheck(input).run()
    let positive = input.weights.indices.filter { input.weights[$0].micros > 0 }
    let units = input.units - input.minimum * (input.weights.count - positive.count)
    let problem = ApportionProblem(
        weights: positive.map { UInt64(input.weights[$0].micros) }, units: units, minimum: input.minimum,
        maximum: min(input.maximum ?? units, units))
    let shared: ApportionResult
    switch input.method {
    case .hamilton: shared = problem.hamilton()
    case .droop: shared = try problem.droop()
    case .dhondt: shared = problem.highestAverages(.dhondt)
    case .sainteLague: shared = problem.highestAverages(.sainteLague)
    case .adams: shared = problem.highestAverages(.adams)
    case .huntingtonHill: shared = problem.highestAverages(.huntingtonHill)
    }
    guard positive.count < input.weights.count else { return shared }
    var all = [Int](repeating: input.minimum, count: input.weights.count)
    for (index, units) in zip(positive, shared.units) { all[index] = units }
    let decided = shared.orderDecided.map { decided in
        ApportionResult.OrderDecided(among: decided.among.map { positive[$0] }, units: decided.units)
    }
    return ApportionResult(units: all, orderDecided: decided)
}

/// Weights above 0 and bounds that allow an answer: minimum · count ≤ units ≤ maximum · count.
struct ApportionProblem {
    /// In millionths; they add up to less than 2⁶³.
    let weights: [UInt64]
    let units: Int
    let minimum: Int
    /// At most the units.
    let maximum: Int

    var total: UInt64 { weights.reduce(0, +) }
}

private struct ApportionCheck {
    let input: ApportionInput

    init(_ input: ApportionInput) {
        self.input = input
    }

    func run() throws(EngineProblems) {
        var problems = ProblemList()
        checkWeights(&problems)
        check(input.units, at: "$.units", &problems)
        check(input.minimum, at: "$.minimum", &problems)
        if let maximum = input.maximum {
            check(maximum, at: "$.maximum", &problems)
            if maximum < input.minimum, maximum >= 0 {
                problems.add("$.maximum", .outOfRange, "must be at least the minimum of \(input.minimum), but is \(maximum)")
            }
        }
        try problems.throwIfAny()
        checkBounds(&problems)
        try problems.throwIfAny()
    }

    private func checkWeights(_ problems: inout ProblemList) {
        if input.weights.isEmpty { problems.add("$.weights", .empty, "at least one weight is needed") }
        problems.check(count: input.weights.count, limit: Limits.weights, of: "weights", at: "$.weights")
        var total: Int128 = 0
        var hasNegative = false
        for (index, weight) in input.weights.enumerated() {
            total += Int128(weight.micros)
            if weight.micros < 0 {
                hasNegative = true
                problems.add("$.weights[\(index)]", .outOfRange, "must be 0 or more, but is \(weight)")
            }
        }
        if total == 0, !input.weights.isEmpty, !hasNegative {
            problems.add("$.weights", .notPositive, "at least one weight must be more than 0")
        }
        problems.check(weightTotal: total, of: "the weights", at: "$.weights")
    }

    private func check(_ units: Int, at path: String, _ problems: inout ProblemList) {
        if units < 0 || units > Limits.units {
            problems.add(path, .outOfRange, "must be from 0 to \(Limits.units), but is \(units)")
        }
    }

    private func checkBounds(_ problems: inout ProblemList) {
        let count = input.weights.count
        let least = Int128(input.minimum) * Int128(count)
        if least > Int128(input.units) {
            let message = "a minimum of \(input.minimum) for \(count) weights needs \(least) units, but there are \(input.units)"
            problems.add("$.minimum", .infeasible, message)
        }
        guard let maximum = input.maximum else { return }
        let positive = input.weights.count { $0.micros > 0 }
        let most = Int128(maximum) * Int128(positive) + Int128(input.minimum) * Int128(count - positive)
        if most < Int128(input.units) {
            let zeros = positive < count ? " and of \(input.minimum) for \(count - positive) weights of 0" : ""
            let message = "a maximum of \(maximum) for \(positive) weights\(zeros) takes \(most) units, but there are \(input.units)"
            problems.add("$.maximum", .infeasible, message)
        }
    }
}
