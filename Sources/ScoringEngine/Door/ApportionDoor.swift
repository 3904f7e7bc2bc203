/// The JSON form of ``apportion(_:)``.
enum ApportionDoor {
    static func run(_ document: JSONField) throws(EngineProblems) -> JSONValue {
        var problems = ProblemList()
        let input = input(document, &problems)
        return output(try EngineDoor.perform(input, problems, apportion))
    }

    private static func input(_ document: JSONField, _ problems: inout ProblemList) -> ApportionInput? {
        guard let fields = document.object(known: ["method", "weights", "units", "minimum", "maximum"], &problems) else { return nil }
        let method = fields.required("method", &problems).flatMap { $0.choice(ApportionMethod.self, &problems) }
        let weights = fields.required("weights", &problems).flatMap { $0.array(&problems) }
            .flatMap { readAll($0, &problems) { $0.decimal(&$1) } }
        let units = fields.required("units", &problems).flatMap { $0.integer(&problems) }
        let minimum = fields.optional("minimum").map { $0.integer(&problems) } ?? 0
        let maximum = fields.optional("maximum").flatMap { $0.isNull ? nil : $0 }.map { $0.integer(&problems) }
        guard let method, let weights, let units, let minimum else { return nil }
        if case .some(nil) = maximum { return nil }
        return ApportionInput(method: method, weights: weights, units: units, minimum: minimum, maximum: maximum ?? nil)
    }

    private static func output(_ result: ApportionResult) -> JSONValue {
        var members = [JSONMember(key: "units", value: .array(result.units.map { .integer($0) }))]
        if let decided = result.orderDecided {
            members.append(
                JSONMember(
                    key: "orderDecided",
                    value: .object([
                        JSONMember(key: "among", value: .array(decided.among.map { .integer($0) })),
                        JSONMember(key: "units", value: .integer(decided.units)),
                    ])))
        }
        return .object(members)
    }
}
