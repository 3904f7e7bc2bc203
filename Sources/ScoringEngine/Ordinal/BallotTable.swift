/// The ballots with candidates as numbers in the order of their ids, checked.
struct BallotTable {
    struct Ballot {
        let weight: Int64
        /// The ranked candidates are `members[start..<end]`, best first.
        let start: Int
        let end: Int
    }

    let names: [String]
    private(set) var ballots: [Ballot] = []
    private(set) var members: [Int] = []
    /// Beside each member, the index after the last one of its group.
    private(set) var groupEnds: [Int] = []

    init(_ input: [RankedBallot], candidateLimit: Int) throws(EngineProblems) {
        var problems = ProblemList()
        var table = NameTable()
        problems.check(count: input.count, limit: Limits.ballots, of: "ballots", at: "$.ballots")
        ballots.reserveCapacity(input.count)
        var lastBallot: [Int] = []
        var total: Int128 = 0
        for (index, ballot) in input.enumerated() {
            let start = members.count
            total += Int128(ballot.weight.micros)
            if ballot.weight.micros <= 0 {
                problems.add("$.ballots[\(index)].weight", .notPositive, "must be more than 0, but is \(ballot.weight)")
            }
            for (place, group) in ballot.order.enumerated() {
                if group.isEmpty {
                    problems.add("$.ballots[\(index)].order[\(place)]", .empty, "a group needs at least one candidate")
                }
                for (position, name) in group.enumerated() {
                    func path() -> String { "$.ballots[\(index)].order[\(place)][\(position)]" }
                    guard let number = table.number(of: name, at: path(), &problems) else { continue }
                    if number == lastBallot.count {
                        problems.check(identifier: name, at: path())
                        lastBallot.append(-1)
                    }
                    if lastBallot[number] == index {
                        problems.add(path(), .duplicate, "\(quoted(name)) is ranked twice")
                    }
                    lastBallot[number] = index
                    members.append(number)
                }
                groupEnds += repeatElement(members.count, count: members.count - groupEnds.count)
            }
            ballots.append(Ballot(weight: ballot.weight.micros, start: start, end: members.count))
        }
        problems.check(count: table.names.count, limit: candidateLimit, of: "candidates", at: "$.ballots")
        if table.names.isEmpty {
            problems.add("$.ballots", .empty, "no ballot ranks a candidate")
        }
        problems.check(weightTotal: total, of: "the ballots' weights", at: "$.ballots")
        try problems.throwIfAny()
        let byName = table.names.indices.sorted { precedesByBytes(table.names[$0], table.names[$1]) }
        names = byName.map { table.names[$0] }
        var numbers = byName
        for (number, old) in byName.enumerated() { numbers[old] = number }
        members = members.map { numbers[$0] }
    }
}
