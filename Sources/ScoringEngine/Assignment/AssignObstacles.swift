/// Contradictions in the hard rules that show without any search. Each is a reason of its own, so all are told at once.
struct AssignObstacles {
    private let table: AssignTable
    private var problems = ProblemList()

    init(_ table: AssignTable) {
        self.table = table
    }

    func run() throws(EngineProblems) {
        var copy = self
        copy.checkEntries()
        copy.checkLoads()
        copy.checkTotals()
        try copy.problems.throwIfAny()
    }

    private mutating func add(_ message: String) {
        problems.add("$", .infeasible, message)
    }

    /// Entries and jurors in the order of their bytes, so that the reasons are the same whatever the seed.
    private func byBytes(_ ids: [String]) -> [Int] {
        ids.indices.sorted { precedesByBytes(ids[$0], ids[$1]) }
    }

    private mutating func checkEntries() {
        let closed = table.maxLoad.filter { $0 == 0 }.count
        for entry in byBytes(table.entryIDs) {
            let name = "entry \(quoted(table.entryIDs[entry]))"
            let (fixed, conflicts) = (table.fixed[entry], table.conflicts[entry])
            for juror in fixed where conflicts.contains(juror) {
                add("juror \(quoted(table.jurorIDs[Int(juror)])) is fixed on \(name) but has a conflict with it")
            }
            if fixed.count > table.reviews[entry] {
                add("\(name) has \(fixed.count) fixed jurors but needs only \(table.reviews[entry])")
            }
            for juror in fixed {
                for other in table.apart[Int(juror)] where other > juror && fixed.contains(other) {
                    let names = [table.jurorIDs[Int(juror)], table.jurorIDs[Int(other)]].sorted(by: precedesByBytes).map(quoted)
                    add("jurors \(names[0]) and \(names[1]) are both fixed on \(name) but are kept apart")
                }
            }
            let blocked = conflicts.filter { table.maxLoad[Int($0)] > 0 }.count
            let open = table.jurorIDs.count - closed - blocked
            let lack = table.reviews[entry] - open
            if lack > 0 {
                let why = "of \(table.jurorIDs.count) jurors \(conflicts.count) have a conflict with it"
                let idle = table.jurorIDs.count - open - conflicts.count
                let rest = idle > 0 ? " and \(idle) have maxLoad 0" : ""
                add("\(name) needs \(table.reviews[entry]) jurors and lacks \(lack): \(why)\(rest)")
            }
        }
    }

    private mutating func checkLoads() {
        var loads = Array(repeating: 0, count: table.jurorIDs.count)
        for juror in table.fixed.juror { loads[Int(juror)] += 1 }
        let room = table.room
        for juror in byBytes(table.jurorIDs) {
            let name = "juror \(quoted(table.jurorIDs[juror]))"
            if loads[juror] > table.maxLoad[juror] {
                add("\(name) is fixed on \(loads[juror]) entries but has maxLoad \(table.maxLoad[juror])")
            } else if room[juror] < table.minLoad[juror] {
                add("\(name) has minLoad \(table.minLoad[juror]) but may read only \(room[juror]) entries")
            }
        }
    }

    private mutating func checkTotals() {
        let needed = table.totalReviews
        let most = table.maxLoad.reduce(0) { $0 + min($1, table.entryIDs.count) }
        let least = table.minLoad.reduce(0, +)
        if most < needed {
            let given = "the jurors can give only \(most), each at most maxLoad and one an entry"
            add("the entries need \(needed) reviews, but \(given): \(needed - most) are lacking")
        }
        if least > needed {
            add("the jurors' minLoads ask for \(least) reviews, but the entries need only \(needed)")
        }
    }
}
