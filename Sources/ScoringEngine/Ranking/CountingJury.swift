/// The entries and jurors with counting sheets, numbered in the order of their ids, as the statistics take them.
struct CountingJury: Sendable {
    /// The table's numbers, in the order of ids.
    let entries: [Int]
    /// The counting rows, and for each the new number of its juror.
    let rows: [Int]
    let jurorOfRow: [Int32]
    let cells: SeverityCells

    /// - Returns: nil where no sheet counts.
    init?(_ table: ScoreTable) {
        rows = table.totalOfRow.indices.filter { table.totalOfRow[$0] != nil }
        guard !rows.isEmpty else { return nil }
        let (entries, entryOfRow) = Self.number(rows.map { table.entryOfRow[$0] }, table.entries)
        let (jurors, jurorOfRow) = Self.number(rows.map { table.jurorOfRow[$0] }, table.jurors)
        self.entries = entries
        self.jurorOfRow = jurorOfRow
        cells = SeverityCells(
            entryCount: entries.count, jurorCount: jurors.count, entry: entryOfRow, juror: jurorOfRow,
            score: rows.map { table.binaryTotal(row: $0) })
    }

    /// Numbers what occurs in `old` by the order of its names.
    private static func number(_ old: [Int], _ names: [String]) -> (kept: [Int], new: [Int32]) {
        var occurs = [Bool](repeating: false, count: names.count)
        for number in old { occurs[number] = true }
        let kept = names.indices.filter { occurs[$0] }.sorted { precedesByBytes(names[$0], names[$1]) }
        var new = [Int32](repeating: 0, count: names.count)
        for (number, name) in kept.enumerated() { new[name] = Int32(number) }
        return (kept, old.map { new[$0] })
    }
}
