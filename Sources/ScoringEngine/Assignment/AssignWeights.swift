/// Weights that make one whole number of the goals total, even loads and changes, each outweighing all that follow it.
struct AssignWeights: Sendable {
    let affinity: Int128
    let load: Int128
    let kept: Int128
    /// No pair is worth more, and no step of a load costs more.
    let largest: Int128
    /// The largest sum of squared loads there can be.
    let mostSquares: Int128

    init(_ table: AssignTable, room: [Int]) {
        let reviews = Int128(table.totalReviews)
        let mostLoad = Int128(room.max() ?? 0)
        mostSquares = reviews * min(mostLoad, reviews)
        let leastSquares = reviews * reviews / Int128(max(1, table.jurorIDs.count))
        kept = table.goals.contains(.keep) ? 1 : 0
        let mostKept = kept * Int128(table.keepCount)
        load = table.goals.contains(.evenLoads) ? mostKept + 1 : 0
        let spread = max(0, mostSquares - leastSquares)
        affinity = table.goals.contains(.total) ? load * spread + mostKept + 1 : 0
        let mostAffinity = table.arcAffinity.reduce(Int64(0)) { max($0, abs($1)) }
        largest = affinity * Int128(mostAffinity) + kept + load * (2 * mostLoad + 1)
    }

    private init(affinityOf table: AssignTable) {
        affinity = 1
        load = 0
        kept = 0
        mostSquares = 0
        largest = Int128(table.arcAffinity.reduce(Int64(0)) { max($0, abs($1)) })
    }

    /// For prices of affinities alone.
    static func affinityOnly(_ table: AssignTable) -> AssignWeights {
        AssignWeights(affinityOf: table)
    }

    /// Whether prices and distances stay far inside 64 bits: a path passes every juror at most once.
    func fitsInt64(jurors: Int) -> Bool {
        largest < Int128(Int64.max) / (8 * Int128(jurors + 2))
    }
}

extension AssignTable {
    /// The most entries each juror can get.
    var room: [Int] {
        var conflictCount = Array(repeating: 0, count: jurorIDs.count)
        for juror in conflicts.juror { conflictCount[Int(juror)] += 1 }
        return jurorIDs.indices.map { min(maxLoad[$0], entryIDs.count - conflictCount[$0]) }
    }

    /// - Precondition: ``AssignObstacles`` found none; nothing fixed contradicts a load or a number of reviews.
    func model<Cost>(_ weights: AssignWeights, _ cost: Cost.Type) -> FlowModel<Cost> {
        var base = Array(repeating: 0, count: jurorIDs.count)
        for juror in fixed.juror { base[Int(juror)] += 1 }
        let room = room
        var placeStart = [0]
        var closedStart = [0]
        var closed: [Int32] = []
        for entry in entryIDs.indices {
            placeStart.append(placeStart[entry] + reviews[entry] - fixed[entry].count)
            closed += (conflicts[entry] + fixed[entry]).sorted()
            closedStart.append(closed.count)
        }
        return FlowModel(
            base: base, lower: jurorIDs.indices.map { max(0, minLoad[$0] - base[$0]) }, upper: jurorIDs.indices.map { room[$0] - base[$0] },
            placeStart: placeStart, arcStart: arcs.start, arcJuror: arcs.juror, arcAffinity: arcAffinity,
            arcValue: arcAffinity.indices.map { Cost(weights.affinity * Int128(arcAffinity[$0]) + (arcIsKept[$0] ? weights.kept : 0)) },
            closedStart: closedStart, closedJuror: closed, loadWeight: Cost(weights.load))
    }
}
