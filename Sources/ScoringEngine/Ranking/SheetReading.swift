/// The sheets turned from texts into numbers, with everything that is wrong with them noted on the way.
struct SheetReading {
    /// The entries' ids, by number.
    private(set) var entries: [String] = []
    /// By row, that is by final sheet: the entry's number.
    private(set) var finalEntries: [Int] = []
    /// Row by row, the points in millionths or ``TotalRule/leftOut``, in the rubric's order of criteria.
    private(set) var marks: [Int64] = []

    private struct Pair: Hashable {
        let juror: Int
        let entry: Int
    }

    init(_ input: RankInput, _ problems: inout ProblemList) {
        var entryNames = NameTable()
        var jurorNames = NameTable()
        var seen: [Pair: Int] = [:]
        seen.reserveCapacity(input.sheets.count)
        marks.reserveCapacity(input.sheets.count * input.rubric.criteria.count)
        for (index, sheet) in input.sheets.enumerated() {
            problems.check(identifier: sheet.juror, at: "$.sheets[\(index)].juror")
            problems.check(identifier: sheet.entry, at: "$.sheets[\(index)].entry")
            read(sheet, index, input.rubric, &problems)
            guard let juror = jurorNames.number(of: sheet.juror, at: "$.sheets[\(index)].juror", &problems),
                let entry = entryNames.number(of: sheet.entry, at: "$.sheets[\(index)].entry", &problems)
            else { continue }
            if let first = seen.updateValue(index, forKey: Pair(juror: juror, entry: entry)) {
                let who = "\(quoted(sheet.juror)) has a sheet for \(quoted(sheet.entry))"
                problems.add("$.sheets[\(index)]", .duplicate, "\(who) already, see $.sheets[\(first)]")
            }
            if sheet.state == .final { finalEntries.append(entry) }
        }
        entries = entryNames.names
    }

    private mutating func read(_ sheet: Sheet, _ index: Int, _ rubric: Rubric, _ problems: inout ProblemList) {
        var known = 0
        for criterion in rubric.criteria {
            let mark = sheet.points[criterion.id]
            if mark != nil { known += 1 }
            var micros = TotalRule.leftOut
            switch mark {
            case .points(let points):
                micros = points.micros
                let scale = criterion.scale
                if !scale.contains(points) {
                    problems.add(
                        "$.sheets[\(index)].points\(pathKey(criterion.id))", .offScale,
                        "\(points) is not on the scale from \(scale.min) to \(scale.max) in steps of \(scale.step)")
                }
            case .notApplicable where rubric.notApplicable == .refuse:
                problems.add(
                    "$.sheets[\(index)].points\(pathKey(criterion.id))", .notApplicableRefused,
                    "the rubric does not allow n/a")
            case .notApplicable:
                break
            case nil where sheet.state == .final:
                problems.add(
                    "$.sheets[\(index)].points", .missingCriterion,
                    "a final sheet needs points for \(quoted(criterion.id)), or n/a")
            case nil:
                break
            }
            if sheet.state == .final { marks.append(micros) }
        }
        guard known < sheet.points.count else { return }
        let ids = Set(rubric.criteria.map(\.id))
        for id in sheet.points.keys.filter({ !ids.contains($0) }).sorted(by: precedesByBytes) {
            problems.add(
                "$.sheets[\(index)].points\(pathKey(id))", .unknownCriterion, "the rubric has no criterion \(quoted(id))")
        }
    }
}
