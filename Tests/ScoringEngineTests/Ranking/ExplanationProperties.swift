import ScoringEngine

/// What holds for every explanation, in the manner of ``RankProperties``.
enum ExplanationProperties {
    static let all = [
        RankProperties.Property(name: "contributions add up to totals, and totals by their shares to the score", failure: sums),
        RankProperties.Property(name: "the change of a mark that is named changes the place, and none does with less", failure: leastChange),
        RankProperties.Property(name: "neighbours are those of the ranking, and differ in the value that is named", failure: neighbours),
        RankProperties.Property(name: "one entry's explanation is the one among all", failure: single),
    ]

    static func sums(seed: UInt64) throws -> String? {
        let explanation = try explain(RandomJury(seed: seed).input)
        for (line, entry) in zip(explanation.result.entries, explanation.entries) {
            if line.entry != entry.entry || line.sheets != entry.sheets.count { return "\(line) is not \(entry)" }
            for sheet in entry.sheets {
                let sum = sheet.criteria.reduce(Rational.zero) { $0 + $1.contribution }
                let maximum = sheet.criteria.reduce(Rational.zero) { $0 + $1.maximum }
                if sum != sheet.total || maximum != Rational(100) { return "\(sheet)" }
            }
            let score = entry.sheets.reduce(Rational.zero) { $0 + $1.total * $1.share }
            if explanation.result.isExact, score != line.score ?? .zero { return "\(entry) gives \(score)" }
            guard !explanation.result.isExact, let ranked = line.score else { continue }
            let corrected = entry.sheets.reduce(0.0) { $0 + (number($1.total) + ($1.correction?.points ?? 0)) * number($1.share) }
            if abs(corrected - number(ranked)) > 0.000_000_6 { return "\(entry) gives \(corrected)" }
        }
        return nil
    }

    static func leastChange(seed: UInt64) throws -> String? {
        var jury = RandomJury(seed: seed, aggregations: RandomJury.exact)
        let input = jury.input
        let explanation = try explain(input)
        // Trying every mark takes long; one entry of each jury will do.
        if let number = explanation.entries.indices.randomElement(using: &jury.random) {
            let (line, entry) = (explanation.result.entries[number], explanation.entries[number])
            for (neighbour, isRise) in [(entry.above, true), (entry.below, false)] {
                guard let neighbour, let own = line.score else { continue }
                let target = own + neighbour.scoreChange
                let tried = try trials(input, entry.entry).filter { isRise ? $0.score > target : $0.score < target }
                let best = tried.min { $0.size < $1.size }
                guard let change = neighbour.markChange else {
                    if best != nil { return "no change named for \(entry.entry), though there is \(tried)" }
                    continue
                }
                guard let match = tried.first(where: { $0.change == change }) else { return "\(change) does not do it" }
                if match.size != best?.size { return "\(change) is not the least" }
                if let after = try place(input, change, entry.entry), let before = line.rank,
                    isRise ? after >= before : after <= before, input.ranking == .standard {
                    return "\(change) leaves \(entry.entry) at \(after)"
                }
            }
        }
        return nil
    }

    static func neighbours(seed: UInt64) throws -> String? {
        let explanation = try explain(RandomJury(seed: seed, aggregations: RandomJury.every.dropLast(2)).input)
        let ranked = explanation.result.entries.filter { $0.rank != nil }
        for (line, entry) in zip(explanation.result.entries, explanation.entries) {
            let above = ranked.last { ($0.rank ?? 0) < line.rank ?? 0 }?.rank
            let below = ranked.first { ($0.rank ?? 0) > line.rank ?? Int.max }?.rank
            if entry.above?.rank != above || entry.below?.rank != below { return "\(entry) beside \(ranked)" }
            for neighbour in [entry.above, entry.below].compactMap(\.self) {
                let mates = ranked.filter { $0.rank == neighbour.rank }
                if neighbour.sharedBy != mates.count || neighbour.entry != mates.first?.entry { return "\(neighbour)" }
                if neighbour.own == neighbour.other { return "\(neighbour) has no difference" }
                if neighbour.decidedBy == .score, neighbour.scoreChange == .zero { return "\(neighbour)" }
            }
            let rules = [entry.above?.decidedBy, entry.below?.decidedBy].compactMap(\.self)
            if line.decidedBy.map({ !rules.contains($0) }) ?? !rules.isEmpty { return "\(line) was not decided by \(rules)" }
        }
        return nil
    }

    static func single(seed: UInt64) throws -> String? {
        let input = RandomJury(seed: seed).input
        let ranking = try LiveRanking(input)
        for entry in try explain(input).entries {
            if let failure = RankProperties.same(ranking.explanation(of: entry.entry), entry) { return failure }
        }
        return ranking.explanation(of: "nobody") == nil ? nil : "explains nobody"
    }

    private struct Trial {
        let change: MarkChange
        /// The change of the sheet's total.
        let size: Rational
        let score: Rational
    }

    /// Every single other mark on an entry's counting sheets, tried out.
    private static func trials(_ input: RankInput, _ entry: String) throws -> [Trial] {
        var trials: [Trial] = []
        for sheet in input.sheets where sheet.entry == entry && sheet.state == .final {
            for criterion in input.rubric.criteria {
                guard case .points(let from) = sheet.points[criterion.id],
                    let total = sheetTotal(points: sheet.points, rubric: input.rubric)
                else { continue }
                let scale = criterion.scale
                for micros in stride(from: scale.min.micros, through: scale.max.micros, by: Int(scale.step.micros)) where micros != from.micros {
                    let to = FixedPoint(micros: micros)
                    let draft = MarkChange(juror: sheet.juror, criterion: criterion.id, from: from, to: to, score: .zero)
                    let own = input.sheets.filter { $0.entry == entry }
                    let score = try rank(input.with(sheets: applying(draft, to: own, entry))).entries.first?.score ?? .zero
                    let points = sheet.points.merging([criterion.id: .points(to)]) { $1 }
                    let difference = (sheetTotal(points: points, rubric: input.rubric) ?? .zero) - total
                    trials.append(
                        Trial(
                            change: MarkChange(juror: sheet.juror, criterion: criterion.id, from: from, to: to, score: score),
                            size: difference < .zero ? -difference : difference, score: score))
                }
            }
        }
        return trials
    }

    private static func applying(_ change: MarkChange, to sheets: [Sheet], _ entry: String) -> [Sheet] {
        sheets.map { sheet in
            guard sheet.juror == change.juror, sheet.entry == entry else { return sheet }
            return sheet.with(points: sheet.points.merging([change.criterion: .points(change.to)]) { $1 })
        }
    }

    private static func place(_ input: RankInput, _ change: MarkChange, _ entry: String) throws -> Int? {
        try rank(input.with(sheets: applying(change, to: input.sheets, entry))).entries.first { $0.entry == entry }?.rank
    }

    private static func number(_ value: Rational) -> Double {
        Double(value.rounded(decimals: 12)) ?? .nan
    }
}
