/// What a rule looks at in one entry.
enum RankValue {
    case total(Rational)
    case totals([Rational])
    /// A criterion's mean; nil without any points.
    case points(Rational?)
    case lot(SHA256Digest)
}

/// How one entry stands to another on one rule.
enum Precedence {
    case ahead, equal, behind

    init(_ left: Rational, _ right: Rational) {
        self = left == right ? .equal : left > right ? .ahead : .behind
    }

    init(_ left: RankValue, _ right: RankValue) {
        switch (left, right) {
        case (.total(let left), .total(let right)):
            self.init(left, right)
        case (.totals(let left), .totals(let right)):
            self = left == right ? .equal : right.lexicographicallyPrecedes(left) ? .ahead : .behind
        case (.points(let left?), .points(let right?)):
            self.init(left, right)
        case (.points(let left), .points(let right)):
            self = (left == nil) == (right == nil) ? .equal : left == nil ? .behind : .ahead
        case (.lot(let left), .lot(let right)):
            self = left == right ? .equal : left < right ? .ahead : .behind
        default:
            preconditionFailure("a rule looks at the same kind of value in every entry")
        }
    }
}

extension ScoreTable {
    /// What a tie rule looks at, by entry.
    func values(for rule: TieRule, lotSeed: String?) -> (Int) -> RankValue {
        switch rule {
        case .median: { .total(median(totals[$0]) ?? .zero) }
        case .highest: { .total(totals[$0].first ?? .zero) }
        case .lowest: { .total(totals[$0].last ?? .zero) }
        case .countback: { .totals(totals[$0]) }
        case .criterion(let id): criterionValues(rubric.criteria.firstIndex { $0.id == id } ?? 0)
        case .lot: { .lot(lotDigest(seed: lotSeed ?? "", entry: entries[$0])) }
        }
    }

    private func criterionValues(_ criterion: Int) -> (Int) -> RankValue {
        { .points(mean(ofCriterion: criterion, entry: $0)) }
    }
}
