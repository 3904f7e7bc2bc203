/// The JSON form of ``ordinal(_:)``.
enum OrdinalDoor {
    private enum Method: String, CaseIterable {
        case borda, schulze, majorityJudgment
    }

    static func run(_ document: JSONField) throws(EngineProblems) -> JSONValue {
        var problems = ProblemList()
        let input = input(document, &problems)
        return output(try EngineDoor.perform(input, problems, ordinal))
    }

    private static func input(_ document: JSONField, _ problems: inout ProblemList) -> OrdinalInput? {
        guard let method = document.member("method")?.choice(Method.self, &problems) else {
            let known = ["method", "ballots", "grades", "tallies"]
            if let fields = document.object(known: known, &problems), fields.optional("method") == nil {
                _ = fields.required("method", &problems)
            }
            return nil
        }
        if method == .majorityJudgment {
            return majorityJudgment(document, &problems)
        }
        guard let fields = document.object(known: ["method", "ballots"], &problems) else { return nil }
        let ballots = fields.required("ballots", &problems).flatMap { $0.array(&problems) }
            .flatMap { readAll($0, &problems, ballot) }
        guard let ballots else { return nil }
        return method == .borda ? .borda(ballots) : .schulze(ballots)
    }

    private static func majorityJudgment(_ document: JSONField, _ problems: inout ProblemList) -> OrdinalInput? {
        guard let fields = document.object(known: ["method", "grades", "tallies"], &problems) else { return nil }
        let grades = fields.required("grades", &problems).flatMap { $0.array(&problems) }
            .flatMap { readAll($0, &problems) { $0.string(&$1) } }
        let tallies = fields.required("tallies", &problems).flatMap { self.tallies($0, &problems) }
        guard let grades, let tallies else { return nil }
        return .majorityJudgment(grades: grades, tallies: tallies)
    }

    private static func ballot(_ field: JSONField, _ problems: inout ProblemList) -> RankedBallot? {
        guard let fields = field.object(known: ["weight", "order"], &problems) else { return nil }
        let one = FixedPoint(micros: FixedPoint.microsPerUnit)
        let weight = fields.optional("weight").map { $0.decimal(&problems) } ?? one
        let order = fields.required("order", &problems).flatMap { $0.array(&problems) }
            .flatMap { readAll($0, &problems, group) }
        guard let weight, let order else { return nil }
        return RankedBallot(weight: weight, order: order)
    }

    private static func group(_ field: JSONField, _ problems: inout ProblemList) -> [String]? {
        field.array(&problems).flatMap { readAll($0, &problems) { $0.string(&$1) } }
    }

    private static func tallies(_ field: JSONField, _ problems: inout ProblemList) -> [GradeTally]? {
        guard let members = field.dictionary(&problems) else { return nil }
        var tallies: [GradeTally] = []
        for (candidate, field) in members {
            let counts = field.array(&problems).flatMap { readAll($0, &problems) { $0.decimal(&$1) } }
            if let counts { tallies.append(GradeTally(candidate: candidate, counts: counts)) }
        }
        return tallies.count == members.count ? tallies : nil
    }

    private static func output(_ result: OrdinalResult) -> JSONValue {
        let order = result.order.map { JSONValue.array($0.map { .string($0) }) }
        return .object([JSONMember(key: "order", value: .array(order)), detail(result.detail)])
    }

    private static func detail(_ detail: OrdinalDetail) -> JSONMember {
        switch detail {
        case .scores(let scores): JSONMember(key: "scores", value: .array(scores.map(score)))
        case .paths(let paths): JSONMember(key: "paths", value: self.paths(paths))
        case .grades(let grades): JSONMember(key: "grades", value: .array(grades.map(grade)))
        }
    }

    private static func score(_ score: BordaScore) -> JSONValue {
        .object([
            JSONMember(key: "candidate", value: .string(score.candidate)),
            JSONMember(key: "score", value: .string(score.score.rounded(decimals: 4))),
            JSONMember(key: "exact", value: .string(score.score.description)),
        ])
    }

    private static func paths(_ paths: StrongestPaths) -> JSONValue {
        let numbers = paths.candidates.indices
        return .object(
            numbers.map { from in
                let row = numbers.filter { $0 != from }.map { to in
                    JSONMember(key: paths.candidates[to], value: .number(paths.strength(from: from, to: to).description))
                }
                return JSONMember(key: paths.candidates[from], value: .object(row))
            })
    }

    private static func grade(_ grade: MajorityGrade) -> JSONValue {
        func number(_ value: FixedPoint?) -> JSONValue { value.map { .number($0.description) } ?? .null }
        return .object([
            JSONMember(key: "candidate", value: .string(grade.candidate)),
            JSONMember(key: "grade", value: .string(grade.grade)),
            JSONMember(key: "gauge", value: .array([number(grade.better), .string(grade.grade), number(grade.worse)])),
        ])
    }
}
