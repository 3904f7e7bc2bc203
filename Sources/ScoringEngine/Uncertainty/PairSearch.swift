/// Finds, draw by draw, the largest studentised difference among the pairs that are still open.
///
/// Entries are put in groups of like variance. The widest gap between two groups over their smallest variances bounds every pair
/// between them, so that pairs are looked at from the most promising on, and few of the n² are.
struct PairSearch: Sendable {
    struct Found: Sendable {
        /// 0 where no open pair has a positive difference.
        var statistic = 0.0
        var better = -1
        var worse = -1
    }

    /// Entries by rising variance of their own.
    private let entries: [Int]
    private let groups: [Range<Int>]
    /// For each two groups 1 over the smallest standard deviation of a difference.
    private let scales: [Double]
    private let variance: DifferenceVariance

    init(_ variance: DifferenceVariance) {
        let own = variance.own
        let entries = own.indices.sorted { own[$0] == own[$1] ? $0 < $1 : own[$0] < own[$1] }
        let size = min(256, max(8, own.count / 32))
        let groups = stride(from: 0, to: own.count, by: size).map { $0..<min(own.count, $0 + size) }
        scales = groups.flatMap { first in
            groups.map { second in 1 / (own[entries[first.lowerBound]] + own[entries[second.lowerBound]]).squareRoot() }
        }
        self.entries = entries
        self.groups = groups
        self.variance = variance
    }

    /// - Parameter isOpen: whether a pair (better, worse, standard deviation of their difference) is still in question.
    func largest(_ errors: UnsafePointer<Double>, _ isOpen: (Int, Int, Double) -> Bool) -> Found {
        let highest = groups.map { group in entries[group].reduce(-Double.infinity) { max($0, errors[$1]) } }
        let lowest = groups.map { group in entries[group].reduce(Double.infinity) { min($0, errors[$1]) } }
        var bounds = scales.indices.map { pair in
            (highest[pair / groups.count] - lowest[pair % groups.count]) * scales[pair]
        }
        var rising = [[Int]](repeating: [], count: groups.count)
        func sorted(_ group: Int) -> [Int] {
            if rising[group].isEmpty { rising[group] = entries[groups[group]].sorted { errors[$0] < errors[$1] } }
            return rising[group]
        }
        var found = Found()
        while let pair = bounds.indices.max(by: { bounds[$0] < bounds[$1] }), bounds[pair] > found.statistic {
            let (first, second) = (pair / groups.count, pair % groups.count)
            search(sorted(first).reversed(), sorted(second), scale: scales[pair], errors, isOpen, &found)
            bounds[pair] = 0
        }
        return found
    }

    private func search(
        _ betters: [Int], _ worses: [Int], scale: Double, _ errors: UnsafePointer<Double>,
        _ isOpen: (Int, Int, Double) -> Bool, _ found: inout Found
    ) {
        guard let last = worses.first else { return }
        for better in betters {
            guard (errors[better] - errors[last]) * scale > found.statistic else { return }
            for worse in worses {
                let difference = errors[better] - errors[worse]
                guard difference * scale > found.statistic else { break }
                let deviation = variance.value(better, worse).squareRoot()
                let statistic = difference / deviation
                if statistic > found.statistic, isOpen(better, worse, deviation) {
                    found = Found(statistic: statistic, better: better, worse: worse)
                }
            }
        }
    }
}
