/// Reads the marks of one sheet against a rubric.
struct MarkReader: Sendable {
    private let rubric: Rubric
    private let ids: [String]
    /// By id; nil for the few criteria of everyday rubrics, where looking along the list is faster than hashing.
    private let numbers: [String: Int]?

    init(_ rubric: Rubric) {
        self.rubric = rubric
        ids = rubric.criteria.map(\.id)
        numbers = ids.count <= 8 ? nil : Dictionary(zip(ids, 0...), uniquingKeysWith: { first, _ in first })
    }

    /// Appends one row of marks: points in millionths, or ``TotalRule/leftOut`` for `n/a`, what is not marked yet, and
    /// everything on a sheet that doesn't count.
    ///
    /// - Returns: whether the sheet is in order; if not, ``report(_:at:_:)`` says why.
    func read(_ sheet: Sheet, into marks: inout [Int64]) -> Bool {
        let start = marks.count
        let isFinal = sheet.state == .final
        marks.append(contentsOf: repeatElement(TotalRule.leftOut, count: ids.count))
        guard !isFinal || sheet.points.count == ids.count else { return false }
        for (id, mark) in sheet.points {
            guard let number = number(of: id) else { return false }
            switch mark {
            case .points(let points):
                guard rubric.criteria[number].scale.contains(points) else { return false }
                if isFinal { marks[start + number] = points.micros }
            case .notApplicable:
                guard rubric.notApplicable == .renormalise else { return false }
            }
        }
        return true
    }

    /// Notes what is wrong with a sheet, by criterion.
    func report(_ sheet: Sheet, at path: String, _ problems: inout ProblemList) {
        for criterion in rubric.criteria {
            switch sheet.points[criterion.id] {
            case .points(let points):
                let scale = criterion.scale
                if !scale.contains(points) {
                    problems.add(
                        "\(path).points\(pathKey(criterion.id))", .offScale,
                        "\(points) is not on the scale from \(scale.min) to \(scale.max) in steps of \(scale.step)")
                }
            case .notApplicable where rubric.notApplicable == .refuse:
                problems.add(
                    "\(path).points\(pathKey(criterion.id))", .notApplicableRefused, "the rubric does not allow n/a")
            case nil where sheet.state == .final:
                problems.add(
                    "\(path).points", .missingCriterion, "a final sheet needs points for \(quoted(criterion.id)), or n/a")
            case .notApplicable, nil:
                break
            }
        }
        for id in sheet.points.keys.filter({ number(of: $0) == nil }).sorted(by: precedesByBytes) {
            problems.add("\(path).points\(pathKey(id))", .unknownCriterion, "the rubric has no criterion \(quoted(id))")
        }
    }

    private func number(of id: String) -> Int? {
        if let numbers { return numbers[id] }
        return ids.firstIndex(of: id)
    }
}
