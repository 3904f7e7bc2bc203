/// The sets of jurors an entry may have, best first.
///
/// A set fills the entry's places, holds the places that may not change, no two jurors kept apart (fixed ones count), and a summed
/// affinity of at least a floor.
struct EntrySets<Cost: FixedWidthInteger & SignedInteger & Sendable> {
    struct Member {
        let net: Cost
        let affinity: Int64
        let juror: Int32
        let arc: Int32
    }

    struct Found {
        let net: Cost
        let affinity: Int64
        let members: [Member]
    }

    private let table: AssignTable
    private let model: FlowModel<Cost>
    private let mostApart: Int

    /// Steps after which a search for sets gives up; its answer then isn't complete.
    private static var mostSteps: Int { 200_000 }
    /// Larger sets aren't searched, because the search goes as deep as a set is large.
    private static var mostPlaces: Int { 200 }

    init(_ table: AssignTable, _ model: FlowModel<Cost>) {
        self.table = table
        self.model = model
        mostApart = table.apart.map(\.count).max() ?? 0
    }

    /// What an entry's fixed pairs and places add up to.
    func affinity(_ state: FlowState<Cost>, _ entry: Int) -> Int64 {
        var sum = table.fixedAffinity[entry]
        for place in model.places(of: entry) where state.arc[place] >= 0 { sum += model.arcAffinity[Int(state.arc[place])] }
        return sum
    }

    var hasApart: Bool { mostApart > 0 }

    func isApartFree(_ state: FlowState<Cost>, _ entry: Int) -> Bool {
        if mostApart == 0 { return true }
        let members = model.places(of: entry).map { state.juror[$0] } + table.fixed[entry]
        return members.indices.allSatisfy { index in !clashes(members[index], members[..<index]) }
    }

    func clashes(_ juror: Int32, _ others: some Sequence<Int32>) -> Bool {
        let apart = table.apart[Int(juror)]
        return !apart.isEmpty && others.contains { apart.contains($0) }
    }

    /// The best sets by the sum of `net`, at most `limit`, all above `above`.
    ///
    /// - Parameters:
    ///   - byPrice: jurors by rising price; pairs worth 0 are tried in this order.
    ///   - value: what an arc counts before the price.
    /// - Returns: the sets, best first; the steps it took; and whether these are all there are, up to `limit`.
    func best(
        _ state: FlowState<Cost>, _ entry: Int, floor: Int64?, above: Cost?, limit: Int = 1, byPrice: [Int32],
        price: (Int) -> Cost, value: (Int) -> Cost
    ) -> (found: [Found], steps: Int, isComplete: Bool) {
        let places = model.places(of: entry)
        if places.count > Self.mostPlaces { return ([], 0, false) }
        let held = places.filter { state.isLocked[$0] }.map { place in
            let arc = Int(state.arc[place])
            return Member(
                net: (arc < 0 ? 0 : value(arc)) - price(Int(state.juror[place])), affinity: arc < 0 ? 0 : model.arcAffinity[arc],
                juror: state.juror[place], arc: state.arc[place])
        }
        let room = limit == 1 ? table.reviews[entry] * (1 + mostApart) : byPrice.count
        let members = candidates(state, entry, held, byPrice: byPrice, room: room, price: price, value: value)
        var search = SetSearch(members: members, wanted: places.count, above: above, limit: limit, steps: Self.mostSteps)
        search.floor = floor.map { $0 - table.fixedAffinity[entry] }
        let fixed = Array(table.fixed[entry])
        var start: [Member] = []
        for member in held {
            if clashes(member.juror, fixed) || clashes(member.juror, start.map(\.juror)) { return ([], 0, true) }
            start.append(member)
        }
        search.run(start) { member, chosen in
            mostApart > 0 && (clashes(member.juror, fixed) || clashes(member.juror, chosen.lazy.map(\.juror)))
        }
        return (search.found, Self.mostSteps - search.steps, search.steps > 0)
    }

    /// Whom the entry may add, by falling net. For the best set alone only the cheapest pairs worth 0 can matter: as many as there
    /// are places, and as many more as the others in the set may be apart from.
    private func candidates(
        _ state: FlowState<Cost>, _ entry: Int, _ held: [Member], byPrice: [Int32], room: Int, price: (Int) -> Cost,
        value: (Int) -> Cost
    ) -> [Member] {
        var members: [Member] = []
        for arc in model.arcs(of: entry) where !state.isShut[arc] {
            let juror = model.arcJuror[arc]
            if held.contains(where: { $0.juror == juror }) { continue }
            members.append(Member(
                net: value(arc) - price(Int(juror)), affinity: model.arcAffinity[arc], juror: juror, arc: Int32(truncatingIfNeeded: arc)))
        }
        var room = room
        for juror in byPrice where room > 0 && !state.refusesDefaults[entry] {
            guard model.allowsDefault(state, entry, Int(juror)), !held.contains(where: { $0.juror == juror }) else { continue }
            members.append(Member(net: 0 - price(Int(juror)), affinity: 0, juror: juror, arc: -1))
            room -= 1
        }
        return members.sorted { ($1.net, $0.juror) < ($0.net, $1.juror) }
    }
}

/// Goes through the sets of given members depth first, leaving out what can't be good enough.
private struct SetSearch<Cost: FixedWidthInteger & SignedInteger & Sendable> {
    typealias Member = EntrySets<Cost>.Member
    typealias Found = EntrySets<Cost>.Found

    let members: [Member]
    let wanted: Int
    var above: Cost?
    let limit: Int
    var steps: Int
    var floor: Int64?
    var found: [Found] = []
    private var chosen: [Member] = []
    /// By member: the sum of nets of all before, and the largest affinity from here on.
    private var netBefore: [Cost] = [0]
    private var mostAffinity: [Int64]

    init(members: [Member], wanted: Int, above: Cost?, limit: Int, steps: Int) {
        self.members = members
        self.wanted = wanted
        self.above = above
        self.limit = limit
        self.steps = steps
        mostAffinity = Array(repeating: Int64.min / 4, count: members.count + 1)
        for member in members { netBefore.append(netBefore[netBefore.count - 1] + member.net) }
        for index in members.indices.reversed() { mostAffinity[index] = max(mostAffinity[index + 1], members[index].affinity) }
    }

    mutating func run(_ start: [Member], _ clashes: (Member, [Member]) -> Bool) {
        chosen = start
        extend(from: 0, start.reduce(0) { $0 + $1.net }, start.reduce(0) { $0 + $1.affinity }, clashes)
    }

    private mutating func extend(from index: Int, _ net: Cost, _ affinity: Int64, _ clashes: (Member, [Member]) -> Bool) {
        let open = wanted - chosen.count
        if open == 0 {
            if let floor, affinity < floor { return }
            keep(Found(net: net, affinity: affinity, members: chosen))
            return
        }
        guard members.count - index >= open else { return }
        for next in index...(members.count - open) {
            steps -= 1
            if steps <= 0 { return }
            let best = net + netBefore[next + open] - netBefore[next]
            if let above, best <= above { return }
            if let floor, affinity + Int64(open) * mostAffinity[next] < floor { return }
            if clashes(members[next], chosen) { continue }
            chosen.append(members[next])
            extend(from: next + 1, net + members[next].net, affinity + members[next].affinity, clashes)
            chosen.removeLast()
        }
    }

    private mutating func keep(_ set: Found) {
        if let above, set.net <= above { return }
        let place = found.firstIndex { $0.net < set.net } ?? found.count
        found.insert(set, at: place)
        if found.count > limit { found.removeLast() }
        if found.count == limit { above = max(above ?? found[limit - 1].net, found[limit - 1].net) }
    }
}
