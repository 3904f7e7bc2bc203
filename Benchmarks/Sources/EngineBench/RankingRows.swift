import ScoringEngine

/// Rankings by value, without the door.
let rankingRows: [Row] = [
    Row(name: "rank", size: "L") { checksum(try rank(rankInputLarge).entries) },
    Row(name: "explain", size: "L") {
        let explained = try explain(rankInputLarge)
        return "\(explained.entries.count { $0.above?.markChange != nil }) \(checksum(explained.result.entries))"
    },
    Row(name: "one-change", size: "L") { try liveLarge.changeOne() },
]

private let rankInputLarge = rankInput(Jury.large)

func rankInput(_ jury: Jury, _ aggregation: Aggregation = .mean) -> RankInput {
    let criteria = (0..<Jury.criteria).map { number in
        Criterion(
            id: "c\(number)", weight: units(Int64(number) + 1), scale: Scale(min: units(0), max: units(10), step: units(1)))
    }
    let sheets = jury.sheets.map { sheet in
        let marks = sheet.points.enumerated().map { ("c\($0.offset)", Mark.points(units(Int64($0.element)))) }
        return Sheet(
            juror: jury.jurorID(sheet.juror), entry: jury.entryID(sheet.entry), state: .final,
            points: Dictionary(uniqueKeysWithValues: marks))
    }
    return RankInput(
        rubric: Rubric(criteria: criteria, notApplicable: .renormalise), aggregation: aggregation,
        ties: [.median, .countback, .criterion("c4")], sheets: sheets)
}

private func units(_ value: Int64) -> FixedPoint {
    FixedPoint(micros: value * FixedPoint.microsPerUnit)
}

func checksum(_ entries: [RankedEntry]) -> String {
    let ranks = entries.reduce(UInt64(0)) { $0 &* 31 &+ UInt64($1.rank ?? 0) }
    return "\(entries.count):\(entries.first?.entry ?? ""):\(ranks)"
}

private let liveLarge = LiveBoard(rankInputLarge)

/// A ranking that stays while its sheets change, and the money that follows from it. Measured on one thread only.
private final class LiveBoard: @unchecked Sendable {
    private var ranking: LiveRanking?
    private let sheets: [Sheet]
    private var changes = 0

    init(_ input: RankInput) {
        ranking = try? LiveRanking(input)
        sheets = input.sheets
    }

    /// Turns one sheet's first mark over, ranks all entries again and splits a prize ladder of a hundred places.
    func changeOne() throws -> String {
        let sheet = sheets[changes * 7919 % sheets.count]
        changes += 1
        var points = sheet.points
        if case .points(let old) = points["c0"] { points["c0"] = .points(FixedPoint(micros: units(10).micros - old.micros)) }
        try ranking?.replace(Sheet(juror: sheet.juror, entry: sheet.entry, state: .final, points: points))
        guard let entries = ranking?.result.entries else { throw BenchFailure("the jury has no ranking") }
        // Ranks differ from change to change; a check has to be the same.
        return "\(entries.count):\(try money(of: entries).totalCents)"
    }
}

/// A prize ladder of a hundred places.
func money(of entries: [RankedEntry]) throws -> AllocateResult {
    let ladder = (0..<100).map { 1_000_000 - $0 * 10_000 }
    var places: [[String]] = []
    var lastRank: Int?
    // Whoever shares the last place of the ladder still takes part in its money; nobody below does.
    for entry in entries.prefix(while: { $0.rank.map { $0 <= ladder.count } ?? false }) {
        if entry.rank == lastRank, !places.isEmpty { places[places.count - 1].append(entry.entry) } else { places.append([entry.entry]) }
        lastRank = entry.rank
    }
    return try allocate(
        AllocateInput(budgetCents: ladder.reduce(0, +), ladderCents: ladder, ties: .pooledSplit, ranking: .standard, places: places))
}
