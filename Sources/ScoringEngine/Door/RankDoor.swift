/// The JSON form of ``rank(_:)``.
enum RankDoor {
    /// The members of a rank input. The operation itself also knows `explain`, which adds an `explanation` to every entry.
    static let known = ["rubric", "aggregation", "ties", "lotSeed", "ranking", "sheets"]

    static func run(_ document: JSONField) throws(EngineProblems) -> JSONValue {
        var problems = ProblemList()
        let fields = document.object(known: known + ["explain"], &problems)
        let explains = fields?.optional("explain").map { $0.bool(&problems) } ?? false
        let input = fields.flatMap { self.input($0, &problems) }
        guard explains == true else { return output(try EngineDoor.perform(input, problems, rank), nil) }
        let explanation = try EngineDoor.perform(input, problems, explain)
        return output(explanation.result, explanation.entries)
    }

    static func input(_ fields: JSONFields, _ problems: inout ProblemList) -> RankInput? {
        let rubric = fields.required("rubric", &problems).flatMap { self.rubric($0, &problems) }
        let aggregation = fields.required("aggregation", &problems).flatMap { self.aggregation($0, &problems) }
        let ties = fields.optional("ties").map { self.ties($0, &problems) } ?? []
        let lotSeed = fields.optional("lotSeed").map { $0.string(&problems) }
        let ranking = fields.optional("ranking").map { $0.choice(RankingStyle.self, &problems) } ?? .standard
        let sheets = fields.required("sheets", &problems).flatMap { self.sheets($0, &problems) }
        guard let rubric, let aggregation, let ties, let ranking, let sheets else { return nil }
        if case .some(nil) = lotSeed { return nil }
        return RankInput(
            rubric: rubric, aggregation: aggregation, ties: ties, lotSeed: lotSeed ?? nil, ranking: ranking, sheets: sheets)
    }

    private static func rubric(_ field: JSONField, _ problems: inout ProblemList) -> Rubric? {
        guard let fields = field.object(known: ["criteria", "notApplicable"], &problems) else { return nil }
        let criteria = fields.required("criteria", &problems).flatMap { $0.array(&problems) }
            .flatMap { readAll($0, &problems, criterion) }
        let rule = fields.optional("notApplicable").map { $0.choice(NotApplicableRule.self, &problems) } ?? .refuse
        guard let criteria, let rule else { return nil }
        return Rubric(criteria: criteria, notApplicable: rule)
    }

    private static func criterion(_ field: JSONField, _ problems: inout ProblemList) -> Criterion? {
        guard let fields = field.object(known: ["id", "weight", "scale"], &problems) else { return nil }
        let id = fields.required("id", &problems).flatMap { $0.string(&problems) }
        let weight = fields.required("weight", &problems).flatMap { $0.decimal(&problems) }
        let scale = fields.required("scale", &problems).flatMap { self.scale($0, &problems) }
        guard let id, let weight, let scale else { return nil }
        return Criterion(id: id, weight: weight, scale: scale)
    }

    private static func scale(_ field: JSONField, _ problems: inout ProblemList) -> Scale? {
        guard let fields = field.object(known: ["min", "max", "step"], &problems) else { return nil }
        let min = fields.required("min", &problems).flatMap { $0.decimal(&problems) }
        let max = fields.required("max", &problems).flatMap { $0.decimal(&problems) }
        let step = fields.required("step", &problems).flatMap { $0.decimal(&problems) }
        guard let min, let max, let step else { return nil }
        return Scale(min: min, max: max, step: step)
    }

    private static func aggregation(_ field: JSONField, _ problems: inout ProblemList) -> Aggregation? {
        let options = [
            "mean": [], "median": [], "trimmedMean": ["trim"], "zScore": ["minimumSheets"], "interblock": [], "additive": [],
        ]
        var unread = ProblemList()
        guard let method = field.member("method")?.string(&unread) else {
            let fields = field.object(known: ["method", "trim", "minimumSheets"], &problems)
            _ = fields?.required("method", &problems)?.string(&problems)
            return nil
        }
        guard let known = options[method] else {
            let names = "mean, median, trimmedMean, zScore, interblock, additive"
            problems.add(
                JSONPath.key(field.path, "method").text, .unknownValue, "must be one of \(names), but is \(quoted(method))")
            return nil
        }
        guard let fields = field.object(known: ["method"] + known, &problems) else { return nil }
        switch method {
        case "mean": return .mean
        case "median": return .median
        case "interblock": return .interblock
        case "additive": return .additive
        case "zScore":
            guard let field = fields.optional("minimumSheets") else { return .zScore(minimumSheets: 3) }
            return field.integer(&problems).map { .zScore(minimumSheets: $0) }
        default:
            return fields.required("trim", &problems).flatMap { $0.integer(&problems) }.map { .trimmedMean(trim: $0) }
        }
    }

    private static func ties(_ field: JSONField, _ problems: inout ProblemList) -> [TieRule]? {
        field.array(&problems).flatMap { elements in
            readAll(elements, &problems) { element, problems in
                guard let name = element.string(&problems) else { return nil }
                if let rule = TieRule(name) { return rule }
                let names = "median, highest, lowest, countback, criterion:ID, lot"
                problems.add(element.path.text, .unknownValue, "must be one of \(names), but is \(quoted(name))")
                return nil
            }
        }
    }

    private static func sheets(_ field: JSONField, _ problems: inout ProblemList) -> [Sheet]? {
        field.array(&problems).flatMap { readAll($0, &problems, sheet) }
    }

    private static func sheet(_ field: JSONField, _ problems: inout ProblemList) -> Sheet? {
        guard let fields = field.object(known: ["juror", "entry", "state", "points"], &problems) else { return nil }
        let juror = fields.required("juror", &problems).flatMap { $0.string(&problems) }
        let entry = fields.required("entry", &problems).flatMap { $0.string(&problems) }
        let state = fields.required("state", &problems).flatMap { $0.choice(SheetState.self, &problems) }
        let points = fields.optional("points").map { self.points($0, &problems) } ?? [:]
        guard let juror, let entry, let state, let points else { return nil }
        return Sheet(juror: juror, entry: entry, state: state, points: points)
    }

    private static func points(_ field: JSONField, _ problems: inout ProblemList) -> [String: Mark]? {
        guard let members = field.dictionary(&problems) else { return nil }
        var points: [String: Mark] = [:]
        points.reserveCapacity(members.count)
        for (key, field) in members {
            if field.isText("n/a") {
                points[key] = .notApplicable
            } else if let value = field.decimal(&problems) {
                points[key] = .points(value)
            }
        }
        return points.count == members.count ? points : nil
    }

    private static func output(_ result: RankResult, _ explanations: [EntryExplanation]?) -> JSONValue {
        let entries = result.entries.enumerated().map { place, entry -> JSONValue in
            let members = [
                JSONMember(key: "entry", value: .string(entry.entry)),
                JSONMember(key: "rank", value: entry.rank.map { .number("\($0)") } ?? .null),
                JSONMember(key: "score", value: entry.score.map { .string($0.rounded(decimals: 4)) } ?? .null),
                JSONMember(key: "exact", value: result.isExact ? entry.score.map { .string($0.description) } ?? .null : .null),
                JSONMember(key: "sheets", value: .number("\(entry.sheets)")),
                JSONMember(key: "decidedBy", value: entry.decidedBy.map { .string($0.description) } ?? .null),
                JSONMember(key: "flags", value: .array(entry.flags.map { .string($0.rawValue) })),
            ]
            let explanation = explanations.map { JSONMember(key: "explanation", value: ExplanationDoor.output($0[place])) }
            return .object(members + (explanation.map { [$0] } ?? []))
        }
        return .object([
            JSONMember(key: "entries", value: .array(entries)),
            JSONMember(key: "flags", value: .array(result.flags.map(flag))),
        ])
    }

    private static func flag(_ flag: RankFlag) -> JSONValue {
        switch flag {
        case .noEntryRanked: .string("noEntryRanked")
        case .noSeverityFound: .string("noSeverityFound")
        case .leftAsIs(let juror, let reason):
            .object([
                JSONMember(key: "juror", value: .string(juror)),
                JSONMember(key: "flag", value: .string("leftAsIs")),
                JSONMember(key: "reason", value: .string(reason.rawValue)),
            ])
        }
    }
}
