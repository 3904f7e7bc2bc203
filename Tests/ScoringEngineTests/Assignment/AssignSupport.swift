import ScoringEngine

func affinity(_ juror: String, _ entry: String, _ micros: Int64) -> AssignAffinity {
    AssignAffinity(juror: juror, entry: entry, affinity: FixedPoint(micros: micros))
}

/// `code path`, one for each problem; empty where there is a plan.
func assignProblems(_ input: AssignInput) -> [String] {
    do throws(EngineProblems) {
        _ = try assign(input)
        return []
    } catch {
        return error.problems.map { "\($0.code) \($0.path)" }
    }
}

/// A few jurors and entries with every rule an input can have, now and then.
func randomAssignment(_ random: inout SeededGenerator) -> AssignInput {
    func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
    let jurorIDs = (0..<Int.random(in: 2...4, using: &random)).map { "j\($0)" }
    let entryIDs = (0..<Int.random(in: 2...4, using: &random)).map { "e\($0)" }
    let pairs = jurorIDs.flatMap { juror in entryIDs.map { AssignPair(juror: juror, entry: $0) } }
    let jurors = jurorIDs.map { id in
        let most = Int.random(in: 1...4, using: &random)
        return AssignJuror(id: id, minLoad: chance(20) ? 1 : 0, maxLoad: most)
    }
    let entries = entryIDs.map { AssignEntry(id: $0, reviews: Int.random(in: 1...min(3, jurorIDs.count), using: &random)) }
    let conflicts = pairs.filter { _ in chance(8) }
    let steps = [1, 10, 1000].randomElement(using: &random)!
    let affinities = pairs.filter { _ in chance(70) }.map { pair in
        affinity(pair.juror, pair.entry, Int64(Int.random(in: (chance(10) ? -steps : 0)...steps, using: &random)) * 1000)
    }
    var apart: [AssignApart] = []
    for (index, first) in jurorIDs.enumerated() {
        for second in jurorIDs[(index + 1)...] where chance(12) { apart.append(AssignApart(first: first, second: second)) }
    }
    let goals = chance(70) ? AssignGoal.allCases : AssignGoal.allCases.filter { _ in chance(60) }
    return AssignInput(
        jurors: jurors, entries: entries, conflicts: conflicts, affinity: affinities,
        fixed: pairs.filter { !conflicts.contains($0) && chance(4) }, apart: apart, keep: pairs.filter { _ in chance(20) },
        seed: Int.random(in: 0...9, using: &random), goals: goals.isEmpty ? [.total] : goals)
}

/// All plans of a small input, one by one: nothing of the engine's way of finding one.
struct PlainAssignment {
    let input: AssignInput
    private let worth: [AssignPair: Int64]
    private let keep: Set<AssignPair>

    init(_ input: AssignInput) {
        self.input = input
        worth = Dictionary(
            uniqueKeysWithValues: input.affinity.map { (AssignPair(juror: $0.juror, entry: $0.entry), $0.affinity.micros) })
        keep = Set(input.keep)
    }

    /// How good a plan is in each goal, the first goal first; nil where it breaks a hard rule.
    func merit(_ plan: [AssignPair]) -> [Int64]? {
        let set = Set(plan)
        guard set.count == plan.count, set.isDisjoint(with: input.conflicts), set.isSuperset(of: input.fixed) else { return nil }
        let loads = input.jurors.map { juror in plan.filter { $0.juror == juror.id }.count }
        guard zip(input.jurors, loads).allSatisfy({ $0.minLoad <= $1 && $1 <= $0.maxLoad }) else { return nil }
        for entry in input.entries {
            let readers = plan.filter { $0.entry == entry.id }.map(\.juror)
            guard readers.count == entry.reviews else { return nil }
            if input.apart.contains(where: { readers.contains($0.first) && readers.contains($0.second) }) { return nil }
        }
        let sums = input.entries.map { entry in plan.filter { $0.entry == entry.id }.reduce(Int64(0)) { $0 + (worth[$1] ?? 0) } }
        return input.goals.map { goal in
            switch goal {
            case .connected: isConnected(plan) ? 1 : 0
            case .worstEntry: sums.min()!
            case .total: sums.reduce(0, +)
            case .evenLoads: -loads.reduce(0) { $0 + Int64($1 * $1) }
            case .keep: Int64(set.intersection(keep).count)
            }
        }
    }

    private func isConnected(_ plan: [AssignPair]) -> Bool {
        var reached: Set<String> = [plan[0].entry]
        var open = plan
        while let index = open.firstIndex(where: { reached.contains($0.entry) || reached.contains("juror " + $0.juror) }) {
            let pair = open.remove(at: index)
            reached.formUnion([pair.entry, "juror " + pair.juror])
        }
        return open.isEmpty
    }

    /// The merit of the best plan, or nil where there is none.
    func best() -> [Int64]? {
        var best: [Int64]?
        func extend(_ plan: [AssignPair], _ entry: Int) {
            guard entry < input.entries.count else {
                if let merit = merit(plan), best.map({ $0.lexicographicallyPrecedes(merit) }) ?? true { best = merit }
                return
            }
            for readers in choices(input.jurors.map(\.id), input.entries[entry].reviews) {
                let pairs = readers.map { AssignPair(juror: $0, entry: input.entries[entry].id) }
                if pairs.contains(where: input.conflicts.contains) { continue }
                extend(plan + pairs, entry + 1)
            }
        }
        extend([], 0)
        return best
    }

    private func choices(_ ids: [String], _ count: Int) -> [[String]] {
        if count == 0 { return [[]] }
        guard let first = ids.first else { return [] }
        let rest = Array(ids.dropFirst())
        return choices(rest, count - 1).map { [first] + $0 } + choices(rest, count)
    }

    /// The bound of a certificate's prices, by its documented formula.
    func bound(_ certificate: AssignCertificate) -> Int128 {
        let price = Dictionary(uniqueKeysWithValues: certificate.duals.map { ($0.juror, $0.price) })
        var bound = Int128(0)
        for juror in input.jurors {
            let open = input.entries.count - input.conflicts.filter { $0.juror == juror.id }.count
            let fixed = input.fixed.filter { $0.juror == juror.id }.count
            let loads = max(juror.minLoad, fixed)...min(juror.maxLoad, open)
            bound += loads.map { price[juror.id]! * Int128($0) - certificate.weights.load * Int128($0 * $0) }.max()!
        }
        for entry in input.entries {
            let sets = choices(input.jurors.map(\.id), entry.reviews).compactMap { readers -> Int128? in
                let pairs = readers.map { AssignPair(juror: $0, entry: entry.id) }
                let sum = pairs.reduce(Int64(0)) { $0 + (worth[$1] ?? 0) }
                if let floor = certificate.floor, sum < floor.micros { return nil }
                if pairs.contains(where: input.conflicts.contains) { return nil }
                if !Set(pairs).isSuperset(of: input.fixed.filter { $0.entry == entry.id }) { return nil }
                if input.apart.contains(where: { readers.contains($0.first) && readers.contains($0.second) }) { return nil }
                return pairs.reduce(Int128(0)) { sum, pair in
                    let affinity = Int128((worth[pair] ?? 0) / certificate.unit.micros) * certificate.weights.affinity
                    return sum + affinity + (keep.contains(pair) ? certificate.weights.kept : 0) - price[pair.juror]!
                }
            }
            bound += sets.max()!
        }
        return bound
    }

    /// What a plan is worth, by the documented formula.
    func value(_ plan: [AssignPair], _ weights: AssignCertificate.Weights, unit: Int64) -> Int128 {
        let total = plan.reduce(Int64(0)) { $0 + (worth[$1] ?? 0) }
        let squares = input.jurors.reduce(0) { sum, juror in
            let load = plan.filter { $0.juror == juror.id }.count
            return sum + load * load
        }
        return weights.affinity * Int128(total / unit) - weights.load * Int128(squares)
            + weights.kept * Int128(plan.filter(keep.contains).count)
    }
}
