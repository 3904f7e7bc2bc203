/// The sheets turned from texts into numbers, with everything that is wrong with them noted on the way. A row is one sheet.
struct SheetReading {
    private(set) var entries = NameTable()
    private(set) var jurors = NameTable()
    /// By row.
    private(set) var entryOfRow: [Int] = []
    private(set) var jurorOfRow: [Int] = []
    private(set) var isFinal: [Bool] = []
    /// Row by row, the points in millionths or ``TotalRule/leftOut``, in the rubric's order of criteria.
    private(set) var marks: [Int64] = []

    init(_ sheets: [Sheet], _ rubric: Rubric, _ problems: inout ProblemList) {
        let reader = MarkReader(rubric)
        entryOfRow.reserveCapacity(sheets.count)
        jurorOfRow.reserveCapacity(sheets.count)
        isFinal.reserveCapacity(sheets.count)
        marks.reserveCapacity(sheets.count * rubric.criteria.count)
        for (index, sheet) in sheets.enumerated() {
            let juror = jurors.identifier(sheet.juror, at: "$.sheets[\(index)].juror", &problems)
            let entry = entries.identifier(sheet.entry, at: "$.sheets[\(index)].entry", &problems)
            if !reader.read(sheet, into: &marks) { reader.report(sheet, at: "$.sheets[\(index)]", &problems) }
            guard let juror, let entry else { continue }
            jurorOfRow.append(juror)
            entryOfRow.append(entry)
            isFinal.append(sheet.state == .final)
        }
        // Rows are sheets only where every name could be read; where not, the input is refused already.
        if entryOfRow.count == sheets.count { reportPairs(sheets, RowGroups(entryOfRow, count: entries.names.count), &problems) }
    }

    /// A juror has one sheet for an entry.
    private func reportPairs(_ sheets: [Sheet], _ rows: RowGroups, _ problems: inout ProblemList) {
        var firstRow = [Int](repeating: -1, count: jurors.names.count)
        var repeated: [(row: Int, first: Int)] = []
        for entry in entries.names.indices {
            for row in rows[entry] {
                let first = firstRow[jurorOfRow[row]]
                if first >= 0, entryOfRow[first] == entry {
                    repeated.append((row, first))
                } else {
                    firstRow[jurorOfRow[row]] = row
                }
            }
        }
        for (row, first) in repeated.sorted(by: { $0.row < $1.row }) {
            let who = "\(quoted(sheets[row].juror)) has a sheet for \(quoted(sheets[row].entry))"
            problems.add("$.sheets[\(row)]", .duplicate, "\(who) already, see $.sheets[\(first)]")
        }
    }
}

/// Rows grouped by a number, each group in the order of the rows.
struct RowGroups: Sendable, Hashable {
    private let starts: [Int]
    private let rows: [Int]

    init(_ numberOfRow: [Int], count: Int) {
        var ends = [Int](repeating: 0, count: count + 1)
        for number in numberOfRow { ends[number + 1] += 1 }
        for number in 0..<count { ends[number + 1] += ends[number] }
        starts = ends
        var rows = [Int](repeating: 0, count: numberOfRow.count)
        for (row, number) in numberOfRow.enumerated() {
            rows[ends[number]] = row
            ends[number] += 1
        }
        self.rows = rows
    }

    subscript(number: Int) -> ArraySlice<Int> {
        rows[starts[number]..<starts[number + 1]]
    }
}
