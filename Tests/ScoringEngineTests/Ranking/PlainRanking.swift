import ScoringEngine

/// A second ranking, written as one reads the rules and slow, to hold the engine's against. For exact aggregations.
struct PlainRanking {
    /// One line an entry as ``lines(_:)`` writes them.
    private(set) var lines: [String] = []

    private let input: RankInput
    private var totals: [String: [Rational]] = [:]

    init(_ input: RankInput) {
        self.input = input
        for sheet in input.sheets {
            let total = sheet.state == .final ? sheetTotal(points: sheet.points, rubric: input.rubric) : nil
            totals[sheet.entry, default: []] += total.map { [$0] } ?? []
        }
        for entry in totals.keys { totals[entry]?.sort(by: >) }
        let ids = totals.keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        let ranked = ids.filter { totals[$0] != [] }
        // Insertion into place, one entry after the other.
        var order: [String] = []
        for entry in ranked {
            let place = order.firstIndex { firstDifference(entry, $0)?.isAhead ?? false } ?? order.count
            order.insert(entry, at: place)
        }
        var groups: [[String]] = []
        for entry in order {
            if let last = groups.last?.first, firstDifference(last, entry) == nil {
                groups[groups.count - 1].append(entry)
            } else {
                groups.append([entry])
            }
        }
        for (number, group) in groups.enumerated() {
            let rank = input.ranking == .dense ? number + 1 : groups[..<number].joined().count + 1
            let neighbours = [number - 1, number + 1].filter(groups.indices.contains).compactMap { groups[$0].first }
            let level = neighbours.compactMap { firstDifference(group[0], $0)?.level }.max()
            let rule = level.map { $0 == 0 ? "score" : input.ties[$0 - 1].description } ?? "-"
            for entry in group { lines.append("\(entry) \(rank) \(score(entry)) \(rule)") }
        }
        lines += ids.filter { totals[$0] == [] }.map { "\($0) - - -" }
    }

    private func score(_ entry: String) -> Rational {
        let all = totals[entry] ?? []
        switch input.aggregation {
        case .median: return middle(all)
        case .trimmedMean(let trim): return average(Array(all.dropFirst(trim).dropLast(trim)))
        default: return average(all)
        }
    }

    /// The first level at which two entries differ, 0 being the score.
    private func firstDifference(_ left: String, _ right: String) -> (level: Int, isAhead: Bool)? {
        if score(left) != score(right) { return (0, score(left) > score(right)) }
        for (index, rule) in input.ties.enumerated() {
            let (own, other) = (totals[left] ?? [], totals[right] ?? [])
            switch rule {
            case .median where middle(own) != middle(other): return (index + 1, middle(own) > middle(other))
            case .highest where own[0] != other[0]: return (index + 1, own[0] > other[0])
            case .lowest where own[own.count - 1] != other[other.count - 1]:
                return (index + 1, own[own.count - 1] > other[other.count - 1])
            case .countback where own != other:
                for (mine, theirs) in zip(own, other) where mine != theirs { return (index + 1, mine > theirs) }
                return (index + 1, own.count > other.count)
            case .criterion(let id):
                let (mine, theirs) = (points(left, id), points(right, id))
                if mine != theirs { return (index + 1, theirs.map { other in mine.map { $0 > other } ?? false } ?? true) }
            case .lot:
                return (index + 1, lotDigest(seed: input.lotSeed ?? "", entry: left) < lotDigest(seed: input.lotSeed ?? "", entry: right))
            default: break
            }
        }
        return nil
    }

    private func points(_ entry: String, _ criterion: String) -> Rational? {
        let all = input.sheets.filter { $0.entry == entry && $0.state == .final }.compactMap { sheet -> Rational? in
            guard case .points(let points) = sheet.points[criterion] else { return nil }
            return Rational(points)
        }
        return all.isEmpty ? nil : average(all)
    }

    private func average(_ values: [Rational]) -> Rational {
        values.reduce(.zero, +) / Rational(Int128(values.count))
    }

    private func middle(_ sorted: [Rational]) -> Rational {
        (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / Rational(2)
    }
}
