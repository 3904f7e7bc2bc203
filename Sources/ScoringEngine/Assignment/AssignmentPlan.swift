/// A plan that can be made again quickly when a juror drops out.
public struct AssignmentPlan: Sendable {
    /// What ``assign(_:)`` answers.
    public let result: AssignResult
    private let table: AssignTable
    /// By entry.
    private let pairs: [[Int32]]
    private let prices: [Int64]

    /// - Throws: as ``assign(_:)``.
    public init(_ input: AssignInput) throws(EngineProblems) {
        var check = AssignCheck(input)
        try self.init(check.run(), from: nil)
    }

    private init(_ table: AssignTable, from earlier: EarlierPlan?) throws(EngineProblems) {
        self.table = table
        (result, pairs, self.prices) = try solve(table, from: earlier)
    }

    /// The best plan without a juror, for whom their fixed pairs and `minLoad` then don't count, and with this plan as `keep`.
    ///
    /// It is what ``assign(_:)`` answers to the input without the juror and with this plan's other pairs as `keep`; except that
    /// plans equal in every goal may be told apart differently.
    ///
    /// - Throws: ``EngineProblems``: an unknown juror, or the reasons why there is no plan without them.
    public func replan(without juror: String) throws(EngineProblems) -> AssignmentPlan {
        guard let number = table.jurorIDs.firstIndex(where: { $0.utf8.elementsEqual(juror.utf8) }) else {
            throw EngineProblems([EngineProblem(path: "$", code: .unknownValue, message: "\(quoted(juror)) is no juror")])
        }
        var prices = prices
        // Nobody asks for a juror at this price.
        prices[number] = (prices.max() ?? 0) + 2 * table.largestAffinity + 1
        let earlier = EarlierPlan(pairs: pairs, prices: prices, gone: Int32(truncatingIfNeeded: number))
        return try AssignmentPlan(table.without(number, keeping: pairs), from: earlier)
    }
}

extension AssignTable {
    var largestAffinity: Int64 { arcAffinity.reduce(Int64(0)) { max($0, abs($1)) } }

    /// The table without a juror, who stays in it with a `maxLoad` of 0.
    ///
    /// - Parameter pairs: by entry: whom to keep.
    func without(_ juror: Int, keeping pairs: [[Int32]]) -> AssignTable {
        let gone = Int32(truncatingIfNeeded: juror)
        var table = self
        table.minLoad[juror] = 0
        table.maxLoad[juror] = 0
        table.fixed = Rows()
        table.fixedWorth = []
        table.fixedKept = 0
        table.keepCount = 0
        table.arcs = Rows()
        table.arcAffinity.removeAll(keepingCapacity: true)
        table.arcIsKept.removeAll(keepingCapacity: true)
        for entry in entryIDs.indices {
            var kept = pairs[entry].filter { $0 != gone }.sorted()
            table.keepCount += kept.count
            for index in fixed.start[entry]..<fixed.start[entry + 1] {
                if fixed.juror[index] == gone {
                    table.fixedAffinity[entry] -= fixedWorth[index]
                    continue
                }
                table.fixed.juror.append(fixed.juror[index])
                table.fixedWorth.append(fixedWorth[index])
                table.fixedKept += 1
                kept.removeAll { $0 == fixed.juror[index] }
            }
            table.fixed.start.append(table.fixed.juror.count)
            table.addArcs(entry, of: self, kept)
        }
        return table
    }

    /// Merges an entry's affinities with whom it is to keep, sorted by juror.
    private mutating func addArcs(_ entry: Int, of other: AssignTable, _ kept: [Int32]) {
        var next = kept[...]
        func add(_ juror: Int32, _ affinity: Int64, _ isKept: Bool) {
            arcs.juror.append(juror)
            arcAffinity.append(affinity)
            arcIsKept.append(isKept)
        }
        for arc in other.arcs.start[entry]..<other.arcs.start[entry + 1] {
            let juror = other.arcs.juror[arc]
            while let first = next.first, first < juror {
                add(first, 0, true)
                next.removeFirst()
            }
            let isKept = next.first == juror
            if isKept { next.removeFirst() }
            if isKept || other.arcAffinity[arc] != 0 { add(juror, other.arcAffinity[arc], isKept) }
        }
        for juror in next { add(juror, 0, true) }
        arcs.start.append(arcs.juror.count)
    }
}
