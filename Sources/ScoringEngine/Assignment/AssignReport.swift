/// A plan in the words of the input, with its proof.
struct AssignReport<Cost: FixedWidthInteger & SignedInteger & Sendable> {
    private let table: AssignTable
    private let model: FlowModel<Cost>
    private let weights: AssignWeights

    init(_ table: AssignTable, _ model: FlowModel<Cost>, _ weights: AssignWeights) {
        self.table = table
        self.model = model
        self.weights = weights
    }

    func result(_ findings: AssignFindings<Cost>) -> AssignResult {
        let state = findings.plan.state
        var pairs: [(entry: Int, juror: Int)] = []
        var loads = Array(repeating: 0, count: table.jurorIDs.count)
        var total = table.fixedAffinity.reduce(Int64(0), +)
        for entry in table.entryIDs.indices {
            for juror in table.fixed[entry] { pairs.append((entry, Int(juror))) }
            for place in model.places(of: entry) {
                pairs.append((entry, Int(state.juror[place])))
                if state.arc[place] >= 0 { total += model.arcAffinity[Int(state.arc[place])] }
            }
        }
        for pair in pairs { loads[pair.juror] += 1 }
        let entryRank = ranks(table.entryIDs)
        let jurorRank = ranks(table.jurorIDs)
        pairs.sort { (entryRank[$0.entry], jurorRank[$0.juror]) < (entryRank[$1.entry], jurorRank[$1.juror]) }
        return AssignResult(
            assignments: pairs.map { AssignPair(juror: table.jurorIDs[$0.juror], entry: table.entryIDs[$0.entry]) },
            objective: table.affinity(total), worstEntry: table.affinity(findings.plan.worst),
            loads: range(loads), connected: findings.plan.isConnected,
            lambda2: graph(pairs.map { (entryRank[$0.entry], jurorRank[$0.juror]) }).lambda2(), certificate: certificate(findings, total))
    }

    /// - Parameter pairs: in the order of their entries, then jurors.
    private func graph(_ pairs: [(entry: Int, juror: Int)]) -> JuryGraph {
        var number = Array(repeating: Int32(-1), count: table.jurorIDs.count)
        for pair in pairs { number[pair.juror] = 0 }
        var count: Int32 = 0
        for juror in number.indices where number[juror] == 0 {
            number[juror] = count
            count += 1
        }
        return JuryGraph(
            entryCount: table.entryIDs.count, jurorCount: Int(count),
            entryOfSheet: pairs.map { Int32(truncatingIfNeeded: $0.entry) }, jurorOfSheet: pairs.map { number[$0.juror] })
    }

    private func range(_ loads: [Int]) -> AssignResult.LoadRange {
        let able = loads.indices.filter { table.maxLoad[$0] > 0 }.map { loads[$0] }
        return AssignResult.LoadRange(min: able.min() ?? 0, max: able.max() ?? 0)
    }

    private func ranks(_ ids: [String]) -> [Int] {
        var ranks = Array(repeating: 0, count: ids.count)
        for (rank, index) in ids.indices.sorted(by: { precedesByBytes(ids[$0], ids[$1]) }).enumerated() { ranks[index] = rank }
        return ranks
    }

    private func certificate(_ findings: AssignFindings<Cost>, _ total: Int64) -> AssignCertificate {
        let fixedValue = weights.affinity * Int128(table.fixedAffinity.reduce(Int64(0), +)) + weights.kept * Int128(table.fixedKept)
        let value = findings.plan.value + fixedValue
        let bound = (findings.outcome.bound ?? findings.plan.value) + fixedValue
        let proof: AssignCertificate.Proof = bound == value ? .bound : findings.outcome.isComplete ? .search : .none
        // The rest of a plan's value lies between −load · mostSquares and less than affinity above that.
        let reach = weights.affinity > 0 ? Int64((bound + weights.load * weights.mostSquares) / weights.affinity) : total
        let order = table.jurorIDs.indices.sorted { precedesByBytes(table.jurorIDs[$0], table.jurorIDs[$1]) }
        let prices = findings.outcome.prices
        return AssignCertificate(
            optimal: proof != .none && findings.connected != .none && findings.worst != .none,
            gap: bound - value, bound: bound, value: value, unit: FixedPoint(micros: table.unit),
            weights: AssignCertificate.Weights(affinity: weights.affinity, load: weights.load, kept: weights.kept),
            floor: findings.floor.map(table.affinity),
            duals: order.map { AssignCertificate.Dual(juror: table.jurorIDs[$0], price: Int128(prices[$0])) },
            levels: AssignCertificate.Levels(
                connected: findings.connected, worstEntry: findings.worst, worstEntryBound: findings.worstBound.map(table.affinity),
                total: proof, totalBound: table.affinity(proof == .none ? reach : total)))
    }
}
