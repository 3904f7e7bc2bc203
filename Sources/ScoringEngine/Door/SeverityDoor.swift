/// The JSON form of ``severity(_:)``.
enum SeverityDoor {
    static func run(_ document: JSONField) throws(EngineProblems) -> JSONValue {
        var problems = ProblemList()
        let input = input(document, &problems)
        return output(try EngineDoor.perform(input, problems, severity))
    }

    private static func input(_ document: JSONField, _ problems: inout ProblemList) -> SeverityInput? {
        guard let fields = document.object(known: ["model", "scores"], &problems) else { return nil }
        let model = fields.optional("model").map { $0.choice(SeverityModel.self, &problems) } ?? .interblock
        let scores = fields.required("scores", &problems).flatMap { $0.array(&problems) }
            .flatMap { readAll($0, &problems, score) }
        guard let model, let scores else { return nil }
        return SeverityInput(model: model, scores: scores)
    }

    private static func score(_ field: JSONField, _ problems: inout ProblemList) -> JurorScore? {
        guard let fields = field.object(known: ["entry", "juror", "score"], &problems) else { return nil }
        let entry = fields.required("entry", &problems).flatMap { $0.string(&problems) }
        let juror = fields.required("juror", &problems).flatMap { $0.string(&problems) }
        let score = fields.required("score", &problems).flatMap { $0.double(&problems) }
        guard let entry, let juror, let score else { return nil }
        return JurorScore(entry: entry, juror: juror, score: score)
    }

    private static func output(_ result: SeverityResult) -> JSONValue {
        func component(_ number: Int) -> [JSONMember] {
            result.isConnected ? [] : [JSONMember(key: "component", value: .integer(number))]
        }
        let entries = result.entries.map { entry -> JSONValue in
            .object(
                [
                    JSONMember(key: "entry", value: .string(entry.entry)),
                    JSONMember(key: "raw", value: .double(entry.raw)),
                    JSONMember(key: "corrected", value: .double(entry.corrected)),
                    JSONMember(key: "standardError", value: optional(entry.standardError)),
                ] + component(entry.component))
        }
        let jurors = result.jurors.map { juror -> JSONValue in
            .object(
                [
                    JSONMember(key: "juror", value: .string(juror.juror)),
                    JSONMember(key: "offset", value: .double(juror.offset)),
                    JSONMember(key: "standardError", value: optional(juror.standardError)),
                    JSONMember(key: "sheets", value: .integer(juror.sheets)),
                ] + component(juror.component))
        }
        var members = [
            JSONMember(key: "connected", value: .bool(result.isConnected)),
            JSONMember(key: "components", value: .integer(result.components)),
            JSONMember(key: "mean", value: .double(result.mean)),
            JSONMember(key: "entries", value: .array(entries)),
            JSONMember(key: "jurors", value: .array(jurors)),
            JSONMember(key: "variance", value: variance(result.variance)),
            JSONMember(key: "reliability", value: reliability(result.reliability)),
            JSONMember(key: "lambda2", value: optional(result.lambda2)),
        ]
        if !result.notes.isEmpty {
            members.append(JSONMember(key: "notes", value: .array(result.notes.map { .string($0.rawValue) })))
        }
        return .object(members)
    }

    private static func variance(_ variance: SeverityVariance) -> JSONValue {
        .object([
            JSONMember(key: "residual", value: optional(variance.residual)),
            JSONMember(key: "juror", value: optional(variance.juror)),
            JSONMember(key: "entry", value: optional(variance.entry)),
        ])
    }

    private static func reliability(_ reliability: SeverityReliability) -> JSONValue {
        .object([
            JSONMember(key: "oneSheet", value: optional(reliability.oneSheet)),
            JSONMember(key: "meanOfK", value: optional(reliability.meanOfSheets)),
            JSONMember(key: "curve", value: reliability.oneSheet == nil ? .null : .array(reliability.curve.map { .double($0) })),
        ])
    }

    private static func optional(_ value: Double?) -> JSONValue {
        value.map { .double($0) } ?? .null
    }
}
