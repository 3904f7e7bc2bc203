/// The JSON form of ``uncertainty(_:)`` and, where the document holds estimates instead of a ranking, of ``tauBest(_:)``.
enum UncertaintyDoor {
    static func run(_ document: JSONField) throws(EngineProblems) -> JSONValue {
        var problems = ProblemList()
        if document.member("estimates") != nil {
            let input = estimates(document, &problems)
            return output(try EngineDoor.perform(input, problems, tauBest))
        }
        let input = ranking(document, &problems)
        return output(try EngineDoor.perform(input, problems, uncertainty))
    }

    private static func ranking(_ document: JSONField, _ problems: inout ProblemList) -> UncertaintyInput? {
        guard let fields = document.object(known: ["rank", "tau", "level", "draws", "seed"], &problems) else { return nil }
        let rank = fields.required("rank", &problems).flatMap { $0.object(known: RankDoor.known, &problems) }
            .flatMap { RankDoor.input($0, &problems) }
        let boundaries = fields.optional("tau").map { self.boundaries($0, &problems) }
        let options = options(fields, draws: 1000, &problems)
        if case .some(nil) = boundaries { return nil }
        guard let rank, let options else { return nil }
        return UncertaintyInput(
            rank: rank, boundaries: boundaries ?? nil, draws: options.draws, seed: options.seed, level: options.level)
    }

    private static func estimates(_ document: JSONField, _ problems: inout ProblemList) -> TauBestInput? {
        guard let fields = document.object(known: ["estimates", "tau", "level", "draws", "seed"], &problems) else { return nil }
        let estimates = fields.required("estimates", &problems).flatMap { $0.array(&problems) }
            .flatMap { readAll($0, &problems, estimate) }
        let boundaries = fields.required("tau", &problems).flatMap { self.boundaries($0, &problems) }
        let options = options(fields, draws: 10_000, &problems)
        guard let estimates, let boundaries, let options else { return nil }
        return TauBestInput(
            estimates: estimates, boundaries: boundaries, level: options.level, draws: options.draws, seed: options.seed)
    }

    private static func estimate(_ field: JSONField, _ problems: inout ProblemList) -> RankEstimate? {
        guard let fields = field.object(known: ["entry", "estimate", "standardError"], &problems) else { return nil }
        let entry = fields.required("entry", &problems).flatMap { $0.string(&problems) }
        let estimate = fields.required("estimate", &problems).flatMap { $0.double(&problems) }
        let standardError = fields.required("standardError", &problems).flatMap { $0.double(&problems) }
        guard let entry, let estimate, let standardError else { return nil }
        return RankEstimate(entry: entry, estimate: estimate, standardError: standardError)
    }

    /// One number or a list of them.
    private static func boundaries(_ field: JSONField, _ problems: inout ProblemList) -> [Int]? {
        if field.isNumber { return field.integer(&problems).map { [$0] } }
        return field.array(&problems).flatMap { readAll($0, &problems) { $0.integer(&$1) } }
    }

    private static func options(
        _ fields: JSONFields, draws: Int, _ problems: inout ProblemList
    ) -> (level: Double, draws: Int, seed: Int)? {
        let level = fields.optional("level").map { $0.double(&problems) } ?? 0.95
        let draws = fields.optional("draws").map { $0.integer(&problems) } ?? draws
        let seed = fields.optional("seed").map { $0.integer(&problems) } ?? 1
        guard let level, let draws, let seed else { return nil }
        return (level, draws, seed)
    }

    private static func output(_ result: UncertaintyResult) -> JSONValue {
        let entries = result.entries.map { entry -> JSONValue in
            let within = zip(result.boundaries, entry.within).map { JSONMember(key: "\($0)", value: .double($1)) }
            return .object([
                JSONMember(key: "entry", value: .string(entry.entry)),
                JSONMember(key: "rank", value: entry.rank.map { .integer($0) } ?? .null),
                JSONMember(key: "interval", value: entry.interval.map(interval) ?? .null),
                JSONMember(key: "pTop", value: entry.interval == nil ? .null : .object(within)),
            ])
        }
        return .object([
            JSONMember(key: "entries", value: .array(entries)),
            JSONMember(key: "tauBest", value: best(result.tauBest)),
            JSONMember(key: "jurorsThatDecide", value: result.jurorsThatDecide.map { .array($0.map(juror)) } ?? .null),
            JSONMember(key: "weightsThatDecide", value: .array(result.weightsThatDecide.map(weight))),
            JSONMember(key: "flags", value: .array(result.flags.map { .string($0.rawValue) })),
        ])
    }

    private static func output(_ result: TauBestResult) -> JSONValue {
        let entries = result.entries.map { entry -> JSONValue in
            .object([
                JSONMember(key: "entry", value: .string(entry.entry)),
                JSONMember(key: "rank", value: .integer(entry.rank)),
                JSONMember(key: "interval", value: interval(entry.interval)),
            ])
        }
        return .object([
            JSONMember(key: "entries", value: .array(entries)), JSONMember(key: "tauBest", value: best(result.tauBest)),
        ])
    }

    private static func interval(_ interval: ClosedRange<Int>) -> JSONValue {
        .array([.integer(interval.lowerBound), .integer(interval.upperBound)])
    }

    private static func best(_ sets: [BestSet]) -> JSONValue {
        .object(sets.map { JSONMember(key: "\($0.boundary)", value: .array($0.entries.map { .string($0) })) })
    }

    private static func juror(_ juror: DecidingJuror) -> JSONValue {
        let problem = juror.problem.map { [JSONMember(key: "problem", value: .string($0))] } ?? []
        return .object(
            [JSONMember(key: "juror", value: .string(juror.juror)), JSONMember(key: "changes", value: changes(juror.changes))] + problem)
    }

    private static func weight(_ weight: DecidingWeight) -> JSONValue {
        .object([
            JSONMember(key: "criterion", value: .string(weight.criterion)),
            JSONMember(key: "factor", value: .string(weight.factor.description)),
            JSONMember(key: "changes", value: changes(weight.changes)),
        ])
    }

    private static func changes(_ changes: [PlaceChange]) -> JSONValue {
        .array(
            changes.map { change in
                .object([
                    JSONMember(key: "entry", value: .string(change.entry)),
                    JSONMember(key: "from", value: change.from.map { .integer($0) } ?? .null),
                    JSONMember(key: "to", value: change.to.map { .integer($0) } ?? .null),
                ])
            })
    }
}
