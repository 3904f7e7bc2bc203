/// Twice the points are whole numbers: a group of k with p places above it gets 2(n − 1 − p) − (k − 1) each.
///
/// What a ballot gives to those it leaves out is kept once for all, so that a short ballot costs no more than its length.
func bordaResult(_ table: BallotTable) -> OrdinalResult {
    let count = table.names.count
    var doubled = [Int128](repeating: 0, count: count)
    var forEveryone: Int128 = 0
    for ballot in table.ballots {
        let weight = Int128(ballot.weight)
        let unranked = weight * Int128(count - (ballot.end - ballot.start) - 1)
        forEveryone += unranked
        var start = ballot.start
        while start < ballot.end {
            let end = table.groupEnds[start]
            let above = start - ballot.start
            let points = weight * Int128(2 * (count - 1 - above) - (end - start - 1)) - unranked
            for index in start..<end { doubled[table.members[index]] += points }
            start = end
        }
    }
    let sorted = (0..<count).sorted { (-doubled[$0], $0) < (-doubled[$1], $1) }
    let scores = sorted.map { candidate in
        let score = Rational(doubled[candidate] + forEveryone, 2 * Int128(FixedPoint.microsPerUnit))
        return BordaScore(candidate: table.names[candidate], score: score)
    }
    let groups = grouped(sorted) { doubled[$0] == doubled[$1] }
    return OrdinalResult(order: groups.map { $0.map { table.names[$0] } }, detail: .scores(scores))
}
