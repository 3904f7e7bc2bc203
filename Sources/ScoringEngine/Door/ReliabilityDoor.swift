/// The JSON form of ``reliability(_:)``.
enum ReliabilityDoor {
    static func run(_ document: JSONField) throws(EngineProblems) -> JSONValue {
        var problems = ProblemList()
        let input = input(document, &problems)
        return output(try EngineDoor.perform(input, problems, reliability))
    }

    private static func input(_ document: JSONField, _ problems: inout ProblemList) -> ReliabilityInput? {
        guard let fields = document.object(known: ["ratings", "counts", "level"], &problems) else { return nil }
        let level = fields.optional("level").map { $0.choice(AlphaLevel.self, &problems) }
        let data = data(fields, &problems)
        if case .some(nil) = level { return nil }
        return data.map { ReliabilityInput(data: $0, level: level ?? nil) }
    }

    private static func data(_ fields: JSONFields, _ problems: inout ProblemList) -> ReliabilityInput.Data? {
        switch (fields.optional("ratings"), fields.optional("counts")) {
        case (nil, nil):
            problems.add("$", .missingKey, "needs ratings or counts")
            return nil
        case (let ratings?, nil):
            return table(ratings, &problems, rating).map { .ratings($0) }
        case (nil, let counts?):
            return table(counts, &problems) { $0.integer(&$1) }.map { .counts($0) }
        case (_?, let counts?):
            problems.add(counts.path.text, .notUsed, "comes without ratings, or ratings without it")
            return nil
        }
    }

    private static func table<Cell>(
        _ field: JSONField, _ problems: inout ProblemList, _ cell: (JSONField, inout ProblemList) -> Cell?
    ) -> [[Cell]]? {
        field.array(&problems).flatMap { rows in
            readAll(rows, &problems) { row, problems in row.array(&problems).flatMap { readAll($0, &problems, cell) } }
        }
    }

    /// The outer optional is nil where the cell is neither a number nor null.
    private static func rating(_ field: JSONField, _ problems: inout ProblemList) -> Double?? {
        if field.isNull { return .some(nil) }
        return field.double(&problems).map { .some($0) }
    }

    private static func output(_ result: ReliabilityResult) -> JSONValue {
        var reasons: [JSONMember] = []
        func number(_ statistic: Statistic<Double>, _ name: String) -> JSONValue {
            member(statistic, name, &reasons) { value, _ in .double(value) }
        }
        var members = [
            JSONMember(key: "icc", value: member(result.intraclass, "icc", &reasons, intraclass)),
            JSONMember(
                key: "krippendorffAlpha",
                value: .object(
                    AlphaLevel.allCases.map { level in
                        JSONMember(
                            key: level.rawValue, value: number(result.alpha[level], "krippendorffAlpha.\(level.rawValue)"))
                    })),
            JSONMember(key: "kendallW", value: member(result.concordance, "kendallW", &reasons) { value, _ in concordance(value) }),
            JSONMember(key: "fleissKappa", value: number(result.fleissKappa, "fleissKappa")),
        ]
        if let level = result.level {
            members.append(JSONMember(key: "alpha", value: number(result.alpha[level], "alpha")))
        }
        members.append(JSONMember(key: "reasons", value: .object(reasons)))
        return .object(members)
    }

    /// The value as JSON, or null after noting the reason under `name`.
    private static func member<Value>(
        _ statistic: Statistic<Value>, _ name: String, _ reasons: inout [JSONMember],
        _ json: (Value, inout [JSONMember]) -> JSONValue
    ) -> JSONValue {
        switch statistic {
        case .value(let value): return json(value, &reasons)
        case .undefined(let reason):
            reasons.append(JSONMember(key: name, value: .string(reason.rawValue)))
            return .null
        }
    }

    private static func intraclass(_ values: IntraclassCorrelations, _ reasons: inout [JSONMember]) -> JSONValue {
        let named = [
            ("ICC1_1", values.oneWaySingle), ("ICC2_1", values.twoWayRandomSingle), ("ICC3_1", values.twoWayMixedSingle),
            ("ICC1_k", values.oneWayMean), ("ICC2_k", values.twoWayRandomMean), ("ICC3_k", values.twoWayMixedMean),
        ]
        return .object(
            named.map { name, statistic in
                JSONMember(key: name, value: member(statistic, "icc.\(name)", &reasons) { value, _ in .double(value) })
            })
    }

    private static func concordance(_ value: KendallConcordance) -> JSONValue {
        .object([
            JSONMember(key: "W", value: .double(value.concordance)),
            JSONMember(key: "WUncorrected", value: .double(value.uncorrected)),
            JSONMember(key: "chiSquare", value: .double(value.chiSquare)),
            JSONMember(key: "df", value: .integer(value.degreesOfFreedom)),
            JSONMember(key: "p", value: .double(value.probability)),
        ])
    }
}
