/// The scores turned from texts into numbers in the order of the ids' bytes, with everything that is wrong with them noted.
struct SeverityReading {
    let entries: [String]
    let jurors: [String]
    let cells: SeverityCells

    /// - Throws: every problem found, in the order of the document.
    init(_ scores: [JurorScore]) throws(EngineProblems) {
        var problems = ProblemList()
        problems.check(count: scores.count, limit: Limits.sheets, of: "scores", at: "$.scores")
        if scores.isEmpty { problems.add("$.scores", .empty, "at least one score is needed") }
        try problems.throwIfAny()
        var entryNames = NameTable()
        var jurorNames = NameTable()
        var entry: [Int32] = []
        var juror: [Int32] = []
        entry.reserveCapacity(scores.count)
        juror.reserveCapacity(scores.count)
        for (index, score) in scores.enumerated() {
            let path = "$.scores"
            problems.check(identifier: score.entry, at: "\(path)[\(index)].entry")
            problems.check(identifier: score.juror, at: "\(path)[\(index)].juror")
            problems.check(score: score.score, at: "\(path)[\(index)].score")
            let entryNumber = entryNames.number(of: score.entry, at: "\(path)[\(index)].entry", &problems)
            let jurorNumber = jurorNames.number(of: score.juror, at: "\(path)[\(index)].juror", &problems)
            guard let entryNumber, let jurorNumber else { continue }
            entry.append(Int32(entryNumber))
            juror.append(Int32(jurorNumber))
        }
        if problems.isEmpty { Self.checkPairs(scores, entry, juror, &problems) }
        try problems.throwIfAny()
        let (entryOrder, jurorOrder) = (ByteOrder(entryNames.names), ByteOrder(jurorNames.names))
        entries = entryOrder.sorted
        jurors = jurorOrder.sorted
        cells = SeverityCells(
            entryCount: entries.count, jurorCount: jurors.count, entry: entry.map { entryOrder.place[Int($0)] },
            juror: juror.map { jurorOrder.place[Int($0)] }, score: scores.map(\.score))
    }

    private static func checkPairs(_ scores: [JurorScore], _ entry: [Int32], _ juror: [Int32], _ problems: inout ProblemList) {
        var seen: [UInt64: Int] = [:]
        seen.reserveCapacity(scores.count)
        for index in scores.indices {
            let pair = UInt64(entry[index]) << 32 | UInt64(juror[index])
            if let first = seen.updateValue(index, forKey: pair) {
                seen[pair] = first
                let who = "\(quoted(scores[index].juror)) has a score for \(quoted(scores[index].entry))"
                problems.add("$.scores[\(index)]", .duplicate, "\(who) already, see $.scores[\(first)]")
            }
        }
    }

    /// Names by their bytes, and for each of the given names its place in that order.
    private struct ByteOrder {
        let sorted: [String]
        let place: [Int32]

        init(_ names: [String]) {
            let order = names.indices.sorted { precedesByBytes(names[$0], names[$1]) }
            var place = [Int32](repeating: 0, count: names.count)
            for (position, index) in order.enumerated() { place[index] = Int32(position) }
            sorted = order.map { names[$0] }
            self.place = place
        }
    }
}

extension ProblemList {
    fileprivate mutating func check(score: Double, at path: @autoclosure () -> String) {
        if !(abs(score) <= Limits.score) {
            add(path(), .outOfRange, "must be a number from -1e12 to 1e12, but is \(score)")
        }
    }
}
