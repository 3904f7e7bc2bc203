extension ProblemList {
    mutating func check(level: Double) {
        if !(level >= 0.5 && level < 1) {
            add("$.level", .outOfRange, "must be at least 0.5 and less than 1, but is \(level)")
        }
    }

    mutating func check(seed: Int) {
        if seed < 0 { add("$.seed", .outOfRange, "must be 0 or more, but is \(seed)") }
    }

    /// - Parameter entries: how many effects each draw holds.
    mutating func check(draws: Int, entries: Int) {
        guard draws >= 1, draws <= Limits.draws else {
            add("$.draws", .outOfRange, "must be from 1 to \(Limits.draws), but is \(draws)")
            return
        }
        if entries > 0, draws > Limits.drawnEffects / entries {
            let most = Limits.drawnEffects / entries
            add("$.draws", .tooMany, "at most \(most) draws are accepted for \(entries) entries, but there are \(draws)")
        }
    }

    mutating func check(boundaries: [Int]) {
        if boundaries.isEmpty { add("$.tau", .empty, "at least one number of best entries is needed") }
        check(count: boundaries.count, limit: Limits.boundaries, of: "numbers of best entries", at: "$.tau")
        var seen: Set<Int> = []
        for (index, boundary) in boundaries.enumerated() {
            let path = "$.tau[\(index)]"
            if boundary < 1 || boundary > Limits.sheets {
                add(path, .outOfRange, "must be from 1 to \(Limits.sheets), but is \(boundary)")
            } else if !seen.insert(boundary).inserted {
                add(path, .duplicate, "\(boundary) is listed twice")
            }
        }
    }
}

extension TauBestInput {
    /// The estimates in the order of their ids.
    ///
    /// - Throws: every problem found, in the order of the document's members.
    func checked() throws(EngineProblems) -> [RankEstimate] {
        var problems = ProblemList()
        if estimates.isEmpty { problems.add("$.estimates", .empty, "at least one estimate is needed") }
        problems.check(count: estimates.count, limit: Limits.estimates, of: "estimates", at: "$.estimates")
        var names = NameTable()
        for (index, estimate) in estimates.enumerated() {
            let here = "$.estimates[\(index)]"
            let known = names.names.count
            let number = names.identifier(estimate.entry, at: "\(here).entry", &problems)
            if let number, number < known {
                problems.add("\(here).entry", .duplicate, "the entry \(quoted(estimate.entry)) is listed twice")
            }
            if !(abs(estimate.estimate) <= Limits.estimate) {
                problems.add("\(here).estimate", .outOfRange, "must lie within ±\(Limits.estimate), but is \(estimate.estimate)")
            }
            let error = estimate.standardError
            if !(error >= 1 / Limits.estimate && error <= Limits.estimate) {
                let range = "from \(1 / Limits.estimate) to \(Limits.estimate)"
                problems.add("\(here).standardError", .outOfRange, "must be \(range), but is \(error)")
            }
        }
        problems.check(boundaries: boundaries)
        problems.check(level: level)
        problems.check(draws: draws, entries: estimates.count)
        problems.check(seed: seed)
        try problems.throwIfAny()
        return estimates.sorted { precedesByBytes($0.entry, $1.entry) }
    }
}

extension EngineProblems {
    /// The same problems where the input is a member of a larger one.
    func below(_ member: String) -> EngineProblems {
        EngineProblems(
            problems.map { EngineProblem(path: "$.\(member)\($0.path.dropFirst())", code: $0.code, message: $0.message) })
    }
}
