/// Simultaneous confidence sets for ranks (Mogstad, Romano, Shaikh, Wilhelm 2024).
///
/// "Entry b is better than entry w" is concluded where the difference of their estimates exceeds c standard deviations of its error.
/// With c the quantile of the largest studentised error among all pairs still in question, all conclusions together are right with
/// the confidence asked for; each step takes the pairs concluded on out of question and finds a smaller c, until it stays.
struct RankConfidence {
    let estimates: [Double]
    let variance: DifferenceVariance
    /// The critical value c.
    let critical: Double
    /// Entries by falling estimate.
    private let falling: [Int]
    private let own: [Double]
    private let smallestOwn: Double

    /// A jury of thousands takes about five; stopping early leaves the sets larger, never wrong.
    private static let largestSteps = 50

    /// Calls its second argument with number and errors of each draw that its first one asks for, from any thread.
    typealias ErrorDraws = (@Sendable (Int) -> Bool, @Sendable (Int, UnsafePointer<Double>) -> Void) -> Void

    init(
        estimates: [Double], _ variance: DifferenceVariance, draws: Int, level: Double,
        forEach: ErrorDraws
    ) {
        self.estimates = estimates
        self.variance = variance
        own = variance.own
        smallestOwn = own.min() ?? 0
        falling = estimates.indices.sorted { estimates[$0] == estimates[$1] ? $0 < $1 : estimates[$0] > estimates[$1] }
        critical = Self.critical(estimates, variance, draws: draws, level: level, forEach: forEach)
    }

    private static func critical(
        _ estimates: [Double], _ variance: DifferenceVariance, draws: Int, level: Double,
        forEach: ErrorDraws
    ) -> Double {
        let search = PairSearch(variance)
        var found = [PairSearch.Found](repeating: PairSearch.Found(), count: draws)
        var critical = Double.infinity
        for _ in 0..<largestSteps {
            let limit = critical
            found.withUnsafeMutableBufferPointer { buffer in
                guard let base = buffer.baseAddress else { return }
                nonisolated(unsafe) let slots = base
                let isOpen: @Sendable (Int, Int, Double) -> Bool = { estimates[$0] - estimates[$1] <= limit * $2 }
                // The largest of a set stays the largest while it is in it.
                let isNeeded: @Sendable (Int) -> Bool = { draw in
                    let old = slots[draw]
                    return old.better < 0 || !isOpen(old.better, old.worse, variance.value(old.better, old.worse).squareRoot())
                }
                forEach(isNeeded) { draw, errors in slots[draw] = search.largest(errors, isOpen) }
            }
            critical = quantile(found.map(\.statistic), level)
            if critical >= limit { break }
        }
        return critical
    }

    /// Whether one entry is concluded to be better than another.
    private func isBetter(_ better: Int, _ worse: Int) -> Bool {
        let difference = estimates[better] - estimates[worse]
        return difference > 0 && difference > critical * variance.value(better, worse).squareRoot()
    }

    /// How many entries are concluded to be better, counted up to `limit`.
    func numberBetter(than entry: Int, upTo limit: Int) -> Int {
        let reach = critical * (own[entry] + smallestOwn).squareRoot()
        var number = 0
        for other in falling {
            guard number < limit, estimates[other] - estimates[entry] > reach else { break }
            if isBetter(other, entry) { number += 1 }
        }
        return number
    }

    /// How many entries are concluded to be worse.
    func numberWorse(than entry: Int) -> Int {
        let reach = critical * (own[entry] + smallestOwn).squareRoot()
        var number = 0
        for other in falling.reversed() {
            guard estimates[entry] - estimates[other] > reach else { break }
            if isBetter(entry, other) { number += 1 }
        }
        return number
    }
}

/// The sample quantile that lies linearly between the two order statistics around 1 + (n − 1)·level (Hyndman, Fan 1996, type 7).
private func quantile(_ values: [Double], _ level: Double) -> Double {
    let rising = values.sorted()
    let place = Double(rising.count - 1) * level
    let below = Int(place)
    let above = min(below + 1, rising.count - 1)
    return rising[below] + (place - Double(below)) * (rising[above] - rising[below])
}
