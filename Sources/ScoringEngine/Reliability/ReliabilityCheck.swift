/// Everything that can be wrong with ratings or counts.
struct ReliabilityCheck {
    private let data: ReliabilityInput.Data

    init(_ input: ReliabilityInput) {
        data = input.data
    }

    func run() throws(EngineProblems) {
        var problems = ProblemList()
        switch data {
        case .ratings(let rows):
            checkShape(rows.map(\.count), "ratings", "ratings", &problems)
            for (row, ratings) in rows.enumerated() {
                for (column, rating) in ratings.enumerated() {
                    if let rating { problems.check(rating: rating, at: "$.ratings[\(row)][\(column)]") }
                }
            }
        case .counts(let rows):
            checkShape(rows.map(\.count), "counts", "categories", &problems)
            for (row, counts) in rows.enumerated() { checkCounts(counts, at: "$.counts[\(row)]", &problems) }
        }
        try problems.throwIfAny()
    }

    /// At least one entry, at least one column, all rows equally long, and not too much in all.
    private func checkShape(_ lengths: [Int], _ key: String, _ columns: String, _ problems: inout ProblemList) {
        guard let first = lengths.first else {
            problems.add("$.\(key)", .empty, "at least one entry is needed")
            return
        }
        for (row, length) in lengths.enumerated() where length != first {
            let message = "must have as many \(columns) as the first entry, \(first), but has \(length)"
            problems.add("$.\(key)[\(row)]", .unequalRows, message)
        }
        if first == 0 { problems.add("$.\(key)[0]", .empty, "at least one of its \(columns) is needed") }
        problems.check(count: lengths.reduce(0, +), limit: Limits.ratings, of: key, at: "$.\(key)")
    }

    private func checkCounts(_ counts: [Int], at path: String, _ problems: inout ProblemList) {
        var sum = 0
        for (column, count) in counts.enumerated() {
            guard count >= 0, count <= Limits.jurorsInCounts else {
                let message = "must be a number of jurors from 0 to \(Limits.jurorsInCounts), but is \(count)"
                problems.add("\(path)[\(column)]", .outOfRange, message)
                return
            }
            sum += count
        }
        if sum > Limits.jurorsInCounts {
            problems.add(path, .tooMany, "at most \(Limits.jurorsInCounts) jurors are accepted, but there are \(sum)")
        }
    }
}

extension ProblemList {
    mutating func check(rating: Double, at path: @autoclosure () -> String) {
        if !(rating.magnitude <= Limits.score) {
            let limit = Int(Limits.score)
            add(path(), .outOfRange, "must be a number from -\(limit) to \(limit), but is \(rating)")
        }
    }

    mutating func check(units: [[Double]]) {
        let count = units.reduce(0) { $0 + $1.count }
        check(count: count, limit: Limits.ratings, of: "ratings", at: "$")
        guard count <= Limits.ratings else { return }
        for (number, unit) in units.enumerated() {
            for (index, rating) in unit.enumerated() { check(rating: rating, at: "$[\(number)][\(index)]") }
        }
    }
}
