/// Why the hard rules can't all be met, from the minimum cut: a set of entries and all the jurors they can turn to.
struct AssignShortage {
    private let table: AssignTable

    init(_ table: AssignTable) {
        self.table = table
    }

    private func reasons(_ messages: [String]) -> EngineProblems {
        EngineProblems(messages.map { EngineProblem(path: "$", code: .infeasible, message: $0) })
    }

    /// For an entry that may not take as many jurors as it needs.
    func lacking(_ entry: Int) -> EngineProblems {
        let name = quoted(table.entryIDs[entry])
        let open = table.jurorIDs.count - table.conflicts[entry].count
        return reasons(["entry \(name) needs \(table.reviews[entry]) jurors, but only \(open) have no conflict with it"])
    }

    /// From the search that didn't reach anyone with room.
    ///
    /// What it reached is a set of jurors and the entries they read. Where the
    /// drain was not reached, the jurors reached are full and some entries can turn to no others. Where it was, the jurors
    /// not reached lack entries they may read.
    func shortage<Cost>(_ solver: FlowSolver<Cost>) -> EngineProblems {
        let isReached = { solver.isDone[$0] }
        if !solver.isDone[solver.drain] { return reasons([tooFewJurors(solver, isReached)]) }
        return reasons([tooFewEntries(solver, isReached)])
    }

    /// Entries with a juror who was reached can turn to no one outside, so what they have there is the least they need there.
    private func tooFewJurors<Cost>(_ solver: FlowSolver<Cost>, _ isReached: (Int) -> Bool) -> String {
        let jurors = table.jurorIDs.indices.filter(isReached)
        let entries = table.entryIDs.indices.filter { solver.isEntryDone[$0] }
        let room = jurors.reduce(0) { $0 + solver.model.base[$1] + solver.upper[$1] }
        let needed = jurors.reduce(0) { $0 + solver.model.base[$1] + solver.load[$1] }
        let which = "\(entries.count == 1 ? "entry" : "entries") \(names(table.entryIDs, entries))"
        let who = "\(jurors.count == 1 ? "juror" : "jurors") \(names(table.jurorIDs, jurors)), who can take only \(room)"
        let others = "all others have conflicts or read them already"
        return "\(which): at least \(needed) reviews have to come from \(who); \(others): \(needed - room) are lacking"
    }

    /// Jurors who were not reached can't be given any entry that others read, so what they have is the most they can have.
    private func tooFewEntries<Cost>(_ solver: FlowSolver<Cost>, _ isReached: (Int) -> Bool) -> String {
        let jurors = table.jurorIDs.indices.filter { !isReached($0) && solver.lower[$0] > 0 }
        let needed = jurors.reduce(0) { $0 + solver.model.base[$1] + solver.lower[$1] }
        let most = jurors.reduce(0) { $0 + solver.model.base[$1] + solver.load[$1] }
        let who = "\(jurors.count == 1 ? "juror" : "jurors") \(names(table.jurorIDs, jurors))"
        return "\(who) must read at least \(needed) by minLoad, but conflicts and reviews leave only \(most): \(needed - most) are lacking"
    }

    /// Where jurors kept apart leave no plan.
    func noPlanApart(_ isComplete: Bool) -> EngineProblems {
        let stuck = table.entryIDs.indices.filter { entry in
            let conflicts = table.conflicts[entry]
            let open = table.jurorIDs.indices.filter { table.maxLoad[$0] > 0 && !conflicts.contains(Int32(truncatingIfNeeded: $0)) }
            return Independence(table.apart, open.map { Int32(truncatingIfNeeded: $0) }).isBelow(table.reviews[entry])
        }
        if !stuck.isEmpty {
            return reasons(ordered(table.entryIDs, stuck).map { entry in
                "entry \(quoted(table.entryIDs[entry])) needs \(table.reviews[entry]) jurors, but those without a conflict are kept apart"
                    + " so that fewer can read it together"
            })
        }
        if isComplete {
            return reasons(["loads, conflicts and fixed pairs could be met, but not together with the jurors kept apart"])
        }
        return reasons(["no plan was found that keeps jurors apart as asked, and none was proven impossible; ask for fewer pairs apart"])
    }

    private func ordered(_ ids: [String], _ numbers: [Int]) -> [Int] {
        numbers.sorted { precedesByBytes(ids[$0], ids[$1]) }
    }

    private func names(_ ids: [String], _ numbers: [Int]) -> String {
        let shown = ordered(ids, numbers).prefix(10).map { quoted(ids[$0]) }.joined(separator: ", ")
        return numbers.count > 10 ? "\(shown) and \(numbers.count - 10) more" : shown
    }
}

/// Whether enough jurors can sit together when some are kept apart.
private struct Independence {
    private let apart: [[Int32]]
    private let jurors: [Int32]

    init(_ apart: [[Int32]], _ jurors: [Int32]) {
        self.apart = apart
        self.jurors = jurors
    }

    /// False where it isn't certain.
    func isBelow(_ wanted: Int) -> Bool {
        var steps = 20_000
        return wanted <= 200 && !canChoose(wanted, jurors[...], &steps) && steps > 0
    }

    private func canChoose(_ wanted: Int, _ from: ArraySlice<Int32>, _ steps: inout Int) -> Bool {
        if wanted == 0 { return true }
        var rest = from
        while rest.count >= wanted, steps > 0, let juror = rest.popFirst() {
            steps -= 1
            let clashing = apart[Int(juror)]
            let left = clashing.isEmpty ? rest : rest.filter { !clashing.contains($0) }[...]
            if canChoose(wanted - 1, left, &steps) { return true }
            if clashing.isEmpty { return false }
        }
        return false
    }
}
