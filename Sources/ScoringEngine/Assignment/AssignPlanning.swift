/// What was found and proven, goal after goal.
struct AssignFindings<Cost: FixedWidthInteger & SignedInteger & Sendable> {
    var plan: AssignSearch<Cost>.Plan
    var floor: Int64?
    var outcome: AssignSearch<Cost>.Outcome
    var connected = AssignCertificate.Proof.unused
    var worst = AssignCertificate.Proof.unused
    var worstBound: Int64?
    /// A settled state without rules or locks, to start again from.
    var start: FlowState<Cost>
}

/// Goes through the goals in their order.
struct AssignPlanning<Cost: FixedWidthInteger & SignedInteger & Sendable> {
    typealias Search = AssignSearch<Cost>

    private let table: AssignTable
    private let search: Search
    private let start: FlowState<Cost>
    private let mostTotal: Int64
    private let strivesForGraph: Bool
    private var connect: Bool

    /// - Parameter mostTotal: the largest total affinity without any rule beyond the flow's.
    init(_ table: AssignTable, _ search: Search, _ start: FlowState<Cost>, mostTotal: Int64) {
        self.table = table
        self.mostTotal = mostTotal
        self.search = search
        self.start = start
        strivesForGraph = table.goals.contains(.connected)
        connect = strivesForGraph && (PlanGraph(table, search.model, start).isConnected || !table.cannotConnect)
    }

    /// - Returns: nil where the jurors kept apart leave no plan, or none was found; `isComplete` tells which.
    mutating func run() -> (findings: AssignFindings<Cost>?, isComplete: Bool) {
        let strivesForWorst = table.goals.contains(.worstEntry)
        var connected = AssignCertificate.Proof.unused
        var outcome = best(nil, firstOnly: strivesForWorst)
        if strivesForGraph { connected = .bound }
        if connect {
            if outcome.plan == nil {
                connected = outcome.isComplete ? .search : .none
                connect = false
                outcome = best(nil, firstOnly: strivesForWorst)
            }
        }
        guard let plan = outcome.plan else { return (nil, outcome.isComplete) }
        var findings = AssignFindings(plan: plan, floor: nil, outcome: outcome, connected: connected, start: start)
        if strivesForWorst { raise(&findings) }
        return (findings, true)
    }

    private func best(_ floor: Int64?, firstOnly: Bool) -> Search.Outcome {
        search.best(Search.Rules(floor: floor, connect: connect, firstOnly: firstOnly), from: start)
    }

    /// Raises the floor as far as plans can be found: first to what the worst entry could reach alone, else by halving.
    private func raise(_ findings: inout AssignFindings<Cost>) {
        var bound = table.entryIDs.indices.reduce(Int64.max) { min($0, mostAlone($1)) }
        // Nor can the worst be better than the mean of the largest total.
        let count = Int64(table.entryIDs.count)
        bound = min(bound, mostTotal / count - (mostTotal % count < 0 ? 1 : 0))
        let first = bound
        var isFull = false
        var low = findings.plan.worst
        var high = bound
        var next = high
        while low < high {
            let outcome = best(next, firstOnly: next < first)
            if let plan = outcome.plan {
                low = plan.worst
                findings.plan = plan
                findings.outcome = outcome
                isFull = next == first
            } else {
                high = next - 1
                if outcome.isComplete { bound = min(bound, high) }
            }
            next = low + (high - low + 1) / 2
        }
        findings.floor = low
        findings.worstBound = bound
        findings.worst = low < bound ? .none : bound == first ? .bound : .search
        if isFull { return }
        let outcome = best(low, firstOnly: false)
        if let plan = outcome.plan, plan.value >= findings.plan.value { findings.plan = plan }
        findings.outcome = outcome
    }

    /// The largest affinity an entry can have, whatever the others get.
    private func mostAlone(_ entry: Int) -> Int64 {
        let fixed = table.fixedAffinity[entry]
        let model = search.model
        let places = model.places(of: entry).count
        if places == 0 { return fixed }
        let members = table.fixed[entry]
        let arcs = model.arcs(of: entry)
        let defaults = model.jurors - arcs.count - table.conflicts[entry].count - members.count
        var top = Array(repeating: Int64(0), count: max(0, min(defaults, places)))
        for arc in arcs { insert(model.arcAffinity[arc], into: &top, most: places) }
        let loose = top.reduce(fixed, +)
        if !search.sets.hasApart { return loose }
        let (found, _, isComplete) = search.sets.best(
            start, entry, floor: nil, above: nil, byPrice: (0..<model.jurors).map { Int32($0) }, price: { _ in 0 },
            value: { Cost(model.arcAffinity[$0]) })
        guard isComplete, let best = found.first else { return loose }
        return fixed + best.affinity
    }
}
