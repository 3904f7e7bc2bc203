func majorityResult(grades: [String], tallies: [GradeTally]) throws(EngineProblems) -> OrdinalResult {
    try MajorityCheck(grades: grades, tallies: tallies).run()
    let sorted = tallies.sorted { precedesByBytes($0.candidate, $1.candidate) }
    let profiles = sorted.map { MajorityProfile($0.counts) }
    let order = profiles.indices.sorted { left, right in
        let comparison = profiles[left].compared(to: profiles[right])
        return comparison == 0 ? left < right : comparison < 0
    }
    let groups = grouped(order) { profiles[$0].compared(to: profiles[$1]) == 0 }
    let lines = order.map { candidate in
        let profile = profiles[candidate]
        return MajorityGrade(
            candidate: sorted[candidate].candidate, grade: grades[profile.median],
            better: profile.median == 0 ? nil : FixedPoint(micros: profile.better),
            worse: profile.median == grades.count - 1 ? nil : FixedPoint(micros: profile.worse))
    }
    return OrdinalResult(order: groups.map { $0.map { sorted[$0].candidate } }, detail: .grades(lines))
}

/// A candidate's grades in a row from best to worst, looked at from the middle outwards.
///
/// Taking the median grade out again and again visits a row of n grades as n/2 + ½, then one further down, one further up, and so
/// on. Two candidates are compared at the first visit where their grades differ. As a length on the row: let w(t) and b(t) be the
/// grades at the distance t below and above the middle; at the smallest t where one of them differs the better w is ahead, and
/// with equal w the better b. This is the majority-ranking for whole voters, does not change where every voter counts s times, and so
/// holds for percentages too. It contains the majority-gauge rule: with p > q the first grade to differ from α is a better one, at
/// the distance ½ − p of the whole, otherwise a worse one at ½ − q; so p > q is ahead of p ≤ q, then the larger p or the
/// smaller q. Tallies with different totals (rounded percentages, a recused juror) are compared as parts of their own total.
struct MajorityProfile {
    let median: Int
    /// The tallies above and below the median, in millionths.
    let better: Int64
    let worse: Int64
    private let total: Int64
    /// From the middle down and up: the grades, each with twice the distance from the middle at which it ends.
    private let down: [(grade: Int, end: Int64)]
    private let up: [(grade: Int, end: Int64)]

    /// - Parameter counts: by grade, best first; 0 or more, with a sum from 1 to 2⁶³ − 1 millionths.
    init(_ counts: [FixedPoint]) {
        let total = counts.reduce(Int64(0)) { $0 + $1.micros }
        var reached: Int64 = 0
        var runs: [(grade: Int, start: Int64, end: Int64)] = []
        for (grade, count) in counts.enumerated() where count.micros > 0 {
            runs.append((grade, reached, reached + count.micros))
            reached += count.micros
        }
        // A position minus what is left beyond it is twice its distance from the middle, and never overflows.
        func twiceFromMiddle(_ position: Int64) -> Int64 { position - (total - position) }
        down = runs.filter { twiceFromMiddle($0.end) > 0 }.map { ($0.grade, twiceFromMiddle($0.end)) }
        up = runs.reversed().filter { twiceFromMiddle($0.start) < 0 }.map { ($0.grade, -twiceFromMiddle($0.start)) }
        self.total = total
        let middle = runs.first { twiceFromMiddle($0.end) > 0 } ?? (0, 0, total)
        median = middle.grade
        better = middle.start
        worse = total - middle.end
    }

    /// Below 0 where this one is ahead, above 0 where `other` is, 0 where they are fully equal.
    func compared(to other: MajorityProfile) -> Int {
        var (down, up, otherDown, otherUp) = (self.down[...], self.up[...], other.down[...], other.up[...])
        while let left = down.first, let right = otherDown.first, let leftUp = up.first, let rightUp = otherUp.first {
            if left.grade != right.grade { return left.grade < right.grade ? -1 : 1 }
            if leftUp.grade != rightUp.grade { return leftUp.grade < rightUp.grade ? -1 : 1 }
            let ends = [scaled(left, other), scaled(leftUp, other), other.scaled(right, self), other.scaled(rightUp, self)]
            let next = ends.min() ?? 0
            if ends[0] == next { down.removeFirst() }
            if ends[1] == next { up.removeFirst() }
            if ends[2] == next { otherDown.removeFirst() }
            if ends[3] == next { otherUp.removeFirst() }
        }
        return 0
    }

    /// Distances as parts of the two totals' product, so that both rows have one length.
    private func scaled(_ run: (grade: Int, end: Int64), _ other: MajorityProfile) -> Int128 {
        Int128(run.end) * Int128(other.total)
    }
}

private struct MajorityCheck {
    let grades: [String]
    let tallies: [GradeTally]

    func run() throws(EngineProblems) {
        var problems = ProblemList()
        checkGrades(&problems)
        if tallies.isEmpty { problems.add("$.tallies", .empty, "there is no candidate") }
        problems.check(count: tallies.count, limit: Limits.candidates, of: "candidates", at: "$.tallies")
        var names = NameTable()
        for tally in tallies {
            let path = "$.tallies\(pathKey(tally.candidate))"
            problems.check(identifier: tally.candidate, at: path)
            if !names.isNew(tally.candidate) {
                problems.add(path, .duplicate, "\(quoted(tally.candidate)) is listed twice")
            }
            check(tally, at: path, &problems)
        }
        try problems.throwIfAny()
    }

    private func checkGrades(_ problems: inout ProblemList) {
        if grades.isEmpty { problems.add("$.grades", .empty, "at least one grade is needed") }
        problems.check(count: grades.count, limit: Limits.grades, of: "grades", at: "$.grades")
        var names = NameTable()
        for (index, grade) in grades.enumerated() {
            problems.check(identifier: grade, at: "$.grades[\(index)]")
            if !names.isNew(grade) {
                problems.add("$.grades[\(index)]", .duplicate, "the grade \(quoted(grade)) is listed twice")
            }
        }
    }

    private func check(_ tally: GradeTally, at path: String, _ problems: inout ProblemList) {
        if tally.counts.count != grades.count {
            problems.add(path, .wrongCount, "must have one number for each of the \(grades.count) grades, but has \(tally.counts.count)")
        }
        var total: Int128 = 0
        var hasNegative = false
        for (index, count) in tally.counts.enumerated() {
            total += Int128(count.micros)
            if count.micros < 0 {
                hasNegative = true
                problems.add("\(path)[\(index)]", .outOfRange, "must be 0 or more, but is \(count)")
            }
        }
        if total == 0, !hasNegative {
            problems.add(path, .notPositive, "has no grade at all")
        }
        problems.check(weightTotal: total, of: "the tally's numbers", at: path)
    }
}
