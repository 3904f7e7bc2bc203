/// The JSON form of ``assign(_:)``.
enum AssignDoor {
    static func run(_ document: JSONField) throws(EngineProblems) -> JSONValue {
        var problems = ProblemList()
        let input = input(document, &problems)
        return output(try EngineDoor.perform(input, problems, assign))
    }

    private static func input(_ document: JSONField, _ problems: inout ProblemList) -> AssignInput? {
        let known = ["jurors", "entries", "conflicts", "affinity", "fixed", "apart", "keep", "seed", "goals"]
        guard let fields = document.object(known: known, &problems) else { return nil }
        let jurors = fields.required("jurors", &problems).flatMap { $0.array(&problems) }.flatMap { readAll($0, &problems, juror) }
        let entries = fields.required("entries", &problems).flatMap { $0.array(&problems) }.flatMap { readAll($0, &problems, entry) }
        let conflicts = pairs(fields, "conflicts", &problems)
        let affinity = fields.optional("affinity").map { $0.array(&problems).flatMap { readAll($0, &problems, self.affinity) } } ?? []
        let fixed = pairs(fields, "fixed", &problems)
        let apart = pairs(fields, "apart", &problems)
        let keep = pairs(fields, "keep", &problems)
        let seed = fields.optional("seed").map { $0.integer(&problems) } ?? 0
        let goals = fields.optional("goals").map { field in
            field.array(&problems).flatMap { readAll($0, &problems) { $0.choice(AssignGoal.self, &$1) } }
        } ?? AssignGoal.allCases
        guard let jurors, let entries, let conflicts, let affinity, let fixed, let apart, let keep, let seed, let goals else { return nil }
        return AssignInput(
            jurors: jurors, entries: entries, conflicts: conflicts, affinity: affinity, fixed: fixed,
            apart: apart.map { AssignApart(first: $0.juror, second: $0.entry) }, keep: keep, seed: seed, goals: goals)
    }

    private static func juror(_ field: JSONField, _ problems: inout ProblemList) -> AssignJuror? {
        guard let fields = field.object(known: ["id", "minLoad", "maxLoad"], &problems) else { return nil }
        let id = fields.required("id", &problems).flatMap { $0.string(&problems) }
        let minLoad = fields.optional("minLoad").map { $0.integer(&problems) } ?? 0
        let maxLoad = fields.required("maxLoad", &problems).flatMap { $0.integer(&problems) }
        guard let id, let minLoad, let maxLoad else { return nil }
        return AssignJuror(id: id, minLoad: minLoad, maxLoad: maxLoad)
    }

    private static func entry(_ field: JSONField, _ problems: inout ProblemList) -> AssignEntry? {
        guard let fields = field.object(known: ["id", "reviews"], &problems) else { return nil }
        let id = fields.required("id", &problems).flatMap { $0.string(&problems) }
        let reviews = fields.required("reviews", &problems).flatMap { $0.integer(&problems) }
        guard let id, let reviews else { return nil }
        return AssignEntry(id: id, reviews: reviews)
    }

    private static func pairs(_ fields: JSONFields, _ key: String, _ problems: inout ProblemList) -> [AssignPair]? {
        guard let field = fields.optional(key) else { return [] }
        return field.array(&problems).flatMap { elements in
            readAll(elements, &problems) { field, problems in
                guard let pair = tuple(field, 2, key == "apart" ? "two jurors" : "a juror and an entry", &problems) else { return nil }
                let juror = pair[0].string(&problems)
                let entry = pair[1].string(&problems)
                guard let juror, let entry else { return nil }
                return AssignPair(juror: juror, entry: entry)
            }
        }
    }

    private static func affinity(_ field: JSONField, _ problems: inout ProblemList) -> AssignAffinity? {
        guard let triple = tuple(field, 3, "a juror, an entry and a number", &problems) else { return nil }
        let juror = triple[0].string(&problems)
        let entry = triple[1].string(&problems)
        let affinity = triple[2].decimal(&problems)
        guard let juror, let entry, let affinity else { return nil }
        return AssignAffinity(juror: juror, entry: entry, affinity: affinity)
    }

    private static func tuple(_ field: JSONField, _ count: Int, _ what: String, _ problems: inout ProblemList) -> JSONElements? {
        guard let elements = field.array(&problems) else { return nil }
        guard elements.count == count else {
            problems.add(field.path.text, .wrongType, "must be \(what), but has \(elements.count) elements")
            return nil
        }
        return elements
    }

    private static func output(_ result: AssignResult) -> JSONValue {
        .object([
            JSONMember(key: "assignments", value: .array(result.assignments.map { .array([.string($0.juror), .string($0.entry)]) })),
            JSONMember(key: "objective", value: .number(result.objective.description)),
            JSONMember(key: "worstEntry", value: .number(result.worstEntry.description)),
            JSONMember(key: "loads", value: .object([
                JSONMember(key: "min", value: .integer(result.loads.min)), JSONMember(key: "max", value: .integer(result.loads.max)),
            ])),
            JSONMember(key: "connected", value: .bool(result.connected)),
            JSONMember(key: "lambda2", value: result.lambda2.map { .double($0) } ?? .null),
            JSONMember(key: "certificate", value: certificate(result.certificate)),
        ])
    }

    private static func certificate(_ certificate: AssignCertificate) -> JSONValue {
        let levels = certificate.levels
        return .object([
            JSONMember(key: "optimal", value: .bool(certificate.optimal)),
            JSONMember(key: "gap", value: .string("\(certificate.gap)")),
            JSONMember(key: "bound", value: .string("\(certificate.bound)")),
            JSONMember(key: "value", value: .string("\(certificate.value)")),
            JSONMember(key: "unit", value: .number(certificate.unit.description)),
            JSONMember(key: "weights", value: .object([
                JSONMember(key: "affinity", value: .string("\(certificate.weights.affinity)")),
                JSONMember(key: "load", value: .string("\(certificate.weights.load)")),
                JSONMember(key: "kept", value: .string("\(certificate.weights.kept)")),
            ])),
            JSONMember(key: "floor", value: certificate.floor.map { .number($0.description) } ?? .null),
            JSONMember(key: "levels", value: .object([
                JSONMember(key: "connected", value: .string(levels.connected.rawValue)),
                JSONMember(key: "worstEntry", value: .string(levels.worstEntry.rawValue)),
                JSONMember(key: "worstEntryBound", value: levels.worstEntryBound.map { .number($0.description) } ?? .null),
                JSONMember(key: "total", value: .string(levels.total.rawValue)),
                JSONMember(key: "totalBound", value: .number(levels.totalBound.description)),
            ])),
            JSONMember(key: "duals", value: .array(certificate.duals.map { .array([.string($0.juror), .string("\($0.price)")]) })),
        ])
    }
}
