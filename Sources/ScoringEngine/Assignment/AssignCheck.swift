/// Everything that can be wrong with an assignment before any juror is assigned, and the input in numbers.
struct AssignCheck {
    private let input: AssignInput
    private var problems = ProblemList()
    private var jurorNumber = NameTable()
    private var entryNumber = NameTable()
    /// From the number of first mention to the place in the table.
    private var jurorPlace: [Int] = []
    private var entryPlace: [Int] = []

    init(_ input: AssignInput) {
        self.input = input
    }

    /// A pair in the table's numbers, with its index in the input.
    private typealias Pair = (entry: Int, juror: Int, index: Int)

    mutating func run() throws(EngineProblems) -> AssignTable {
        checkCounts()
        checkJurors()
        checkEntries()
        checkGoals()
        try problems.throwIfAny()
        var table = AssignTable()
        place(&table)
        let conflicts = sorted(pairs(input.conflicts, "conflicts"), "conflicts", table)
        let affinity = sorted(affinityPairs(), "affinity", table)
        let fixed = sorted(pairs(input.fixed, "fixed"), "fixed", table)
        let keep = sorted(pairs(input.keep, "keep"), "keep", table)
        table.apart = apart()
        try problems.throwIfAny()
        table.conflicts = rows(conflicts, table)
        table.fixed = rows(fixed, table)
        table.keepCount = input.keep.count
        table.goals = Set(input.goals)
        merge(affinity, keep, &table)
        return table
    }

    private mutating func checkCounts() {
        problems.check(count: input.jurors.count, limit: Limits.jurors, of: "jurors", at: "$.jurors")
        problems.check(count: input.entries.count, limit: Limits.entries, of: "entries", at: "$.entries")
        problems.check(count: input.conflicts.count, limit: Limits.pairs, of: "pairs", at: "$.conflicts")
        problems.check(count: input.affinity.count, limit: Limits.pairs, of: "pairs", at: "$.affinity")
        problems.check(count: input.fixed.count, limit: Limits.sheets, of: "pairs", at: "$.fixed")
        problems.check(count: input.apart.count, limit: Limits.pairs, of: "pairs", at: "$.apart")
        problems.check(count: input.keep.count, limit: Limits.sheets, of: "pairs", at: "$.keep")
        if input.jurors.isEmpty { problems.add("$.jurors", .empty, "needs at least one juror") }
        if input.entries.isEmpty { problems.add("$.entries", .empty, "needs at least one entry") }
    }

    private mutating func checkJurors() {
        for (index, juror) in input.jurors.enumerated() {
            let path = "$.jurors[\(index)]"
            problems.check(identifier: juror.id, at: "\(path).id")
            if !jurorNumber.isNew(juror.id) {
                problems.add("\(path).id", .duplicate, "\(quoted(juror.id)) is listed twice")
            }
            if juror.minLoad < 0 || juror.minLoad > Limits.sheets {
                problems.add("\(path).minLoad", .outOfRange, "must be from 0 to \(Limits.sheets), but is \(juror.minLoad)")
            }
            if juror.maxLoad < 0 || juror.maxLoad > Limits.sheets {
                problems.add("\(path).maxLoad", .outOfRange, "must be from 0 to \(Limits.sheets), but is \(juror.maxLoad)")
            } else if juror.maxLoad < juror.minLoad {
                problems.add("\(path).maxLoad", .outOfRange, "must be at least minLoad \(juror.minLoad), but is \(juror.maxLoad)")
            }
        }
    }

    private mutating func checkEntries() {
        var total = 0
        for (index, entry) in input.entries.enumerated() {
            let path = "$.entries[\(index)]"
            problems.check(identifier: entry.id, at: "\(path).id")
            if !entryNumber.isNew(entry.id) {
                problems.add("\(path).id", .duplicate, "\(quoted(entry.id)) is listed twice")
            }
            if entry.reviews < 1 || entry.reviews > Limits.sheets {
                problems.add("\(path).reviews", .outOfRange, "must be from 1 to \(Limits.sheets), but is \(entry.reviews)")
            } else {
                total += entry.reviews
            }
        }
        problems.check(count: total, limit: Limits.sheets, of: "reviews in all", at: "$.entries")
    }

    private mutating func checkGoals() {
        var rest = AssignGoal.allCases[...]
        for (index, goal) in input.goals.enumerated() {
            if let place = rest.firstIndex(of: goal) {
                rest = rest[(place + 1)...]
            } else {
                let names = AssignGoal.allCases.map(\.rawValue).joined(separator: ", ")
                problems.add("$.goals[\(index)]", .outOfRange, "goals keep this order, each at most once: \(names)")
            }
        }
        if input.goals.isEmpty { problems.add("$.goals", .empty, "needs at least one goal") }
    }

    private mutating func place(_ table: inout AssignTable) {
        func places(_ ids: [String], _ stream: UInt64) -> [Int] {
            let byBytes = ids.indices.sorted { precedesByBytes(ids[$0], ids[$1]) }
            let order = seededOrder(ids.count, seed: input.seed, stream: stream)
            var places = Array(repeating: 0, count: ids.count)
            for (rank, index) in byBytes.enumerated() { places[index] = order[rank] }
            return places
        }
        jurorPlace = places(input.jurors.map(\.id), 1)
        entryPlace = places(input.entries.map(\.id), 2)
        table.jurorIDs = Array(repeating: "", count: jurorPlace.count)
        table.minLoad = Array(repeating: 0, count: jurorPlace.count)
        table.maxLoad = table.minLoad
        for (juror, place) in zip(input.jurors, jurorPlace) {
            table.jurorIDs[place] = juror.id
            table.minLoad[place] = juror.minLoad
            table.maxLoad[place] = juror.maxLoad
        }
        table.entryIDs = Array(repeating: "", count: entryPlace.count)
        table.reviews = Array(repeating: 0, count: entryPlace.count)
        for (entry, place) in zip(input.entries, entryPlace) {
            table.entryIDs[place] = entry.id
            table.reviews[place] = entry.reviews
        }
    }

    private mutating func juror(_ id: String, _ path: @autoclosure () -> String) -> Int? {
        if let number = jurorNumber.known(id) { return jurorPlace[number] }
        problems.add(path(), .unknownValue, "\(quoted(id)) is no juror")
        return nil
    }

    private mutating func entry(_ id: String, _ path: @autoclosure () -> String) -> Int? {
        if let number = entryNumber.known(id) { return entryPlace[number] }
        problems.add(path(), .unknownValue, "\(quoted(id)) is no entry")
        return nil
    }

    private mutating func pairs(_ list: [AssignPair], _ name: String) -> [Pair] {
        var pairs: [Pair] = []
        pairs.reserveCapacity(list.count)
        for (index, pair) in list.enumerated() {
            let juror = juror(pair.juror, "$.\(name)[\(index)][0]")
            let entry = entry(pair.entry, "$.\(name)[\(index)][1]")
            if let juror, let entry { pairs.append((entry, juror, index)) }
        }
        return pairs
    }

    private mutating func affinityPairs() -> [Pair] {
        var pairs: [Pair] = []
        pairs.reserveCapacity(input.affinity.count)
        for (index, pair) in input.affinity.enumerated() {
            let juror = juror(pair.juror, "$.affinity[\(index)][0]")
            let entry = entry(pair.entry, "$.affinity[\(index)][1]")
            if pair.affinity.micros.magnitude > Limits.affinity.micros.magnitude {
                let rule = "must be from -\(Limits.affinity) to \(Limits.affinity)"
                problems.add("$.affinity[\(index)][2]", .outOfRange, "\(rule), but is \(pair.affinity)")
            }
            if let juror, let entry { pairs.append((entry, juror, index)) }
        }
        return pairs
    }

    /// By entry, then juror; a pair that occurs twice is a problem.
    private mutating func sorted(_ pairs: [Pair], _ name: String, _ table: AssignTable) -> [Pair] {
        var start = Array(repeating: 0, count: table.entryIDs.count + 1)
        for pair in pairs { start[pair.entry + 1] += 1 }
        for entry in table.entryIDs.indices { start[entry + 1] += start[entry] }
        var next = start
        var sorted = pairs
        for pair in pairs {
            sorted[next[pair.entry]] = pair
            next[pair.entry] += 1
        }
        for entry in table.entryIDs.indices where start[entry + 1] - start[entry] > 1 {
            sorted[start[entry]..<start[entry + 1]].sort { ($0.juror, $0.index) < ($1.juror, $1.index) }
        }
        for (before, pair) in zip(sorted, sorted.dropFirst()) where before.entry == pair.entry && before.juror == pair.juror {
            let ids = "\(quoted(table.jurorIDs[pair.juror])) and \(quoted(table.entryIDs[pair.entry]))"
            problems.add("$.\(name)[\(pair.index)]", .duplicate, "the pair \(ids) is listed twice")
        }
        return sorted
    }

    private mutating func apart() -> [[Int32]] {
        var apart = [[Int32]](repeating: [], count: jurorPlace.count)
        for (index, pair) in input.apart.enumerated() {
            let first = juror(pair.first, "$.apart[\(index)][0]")
            let second = juror(pair.second, "$.apart[\(index)][1]")
            guard let first, let second else { continue }
            if first == second {
                problems.add("$.apart[\(index)]", .duplicate, "a juror can't be kept apart from themselves")
                continue
            }
            apart[first].append(Int32(truncatingIfNeeded: second))
            apart[second].append(Int32(truncatingIfNeeded: first))
        }
        return apart.map { list in
            let sorted = list.sorted()
            return sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { sorted[$0] }
        }
    }

    private func rows(_ pairs: [Pair], _ table: AssignTable) -> AssignTable.Rows {
        var rows = AssignTable.Rows()
        rows.start = Array(repeating: 0, count: table.entryIDs.count + 1)
        for pair in pairs {
            rows.start[pair.entry + 1] += 1
            rows.juror.append(Int32(truncatingIfNeeded: pair.juror))
        }
        for entry in table.entryIDs.indices { rows.start[entry + 1] += rows.start[entry] }
        return rows
    }

    /// Affinities and pairs to keep as arcs; those of fixed pairs are added up.
    private func merge(_ affinity: [Pair], _ keep: [Pair], _ table: inout AssignTable) {
        var divisor: UInt128 = 0
        for pair in input.affinity where divisor != 1 {
            divisor = greatestCommonDivisor(divisor, UInt128(pair.affinity.micros.magnitude))
        }
        table.unit = divisor == 0 ? FixedPoint.microsPerUnit : Int64(divisor)
        table.fixedAffinity = Array(repeating: 0, count: table.entryIDs.count)
        table.fixedWorth = Array(repeating: 0, count: table.fixed.juror.count)
        table.arcs.start = [0]
        var (a, k) = (0, 0)
        for entry in table.entryIDs.indices {
            let (conflicts, fixed) = (table.conflicts[entry], table.fixed[entry])
            while true {
                let left = a < affinity.count && affinity[a].entry == entry ? affinity[a].juror : Int.max
                let right = k < keep.count && keep[k].entry == entry ? keep[k].juror : Int.max
                let juror = min(left, right)
                if juror == Int.max { break }
                let worth = left == juror ? input.affinity[affinity[a].index].affinity.micros / table.unit : 0
                let isKept = right == juror
                if left == juror { a += 1 }
                if right == juror { k += 1 }
                let number = Int32(truncatingIfNeeded: juror)
                if let index = fixed.firstIndex(of: number) {
                    table.fixedWorth[index] = worth
                    table.fixedAffinity[entry] += worth
                    table.fixedKept += isKept ? 1 : 0
                } else if !conflicts.contains(number), worth != 0 || isKept {
                    table.arcs.juror.append(number)
                    table.arcAffinity.append(worth)
                    table.arcIsKept.append(isKept)
                }
            }
            table.arcs.start.append(table.arcs.juror.count)
        }
    }
}
