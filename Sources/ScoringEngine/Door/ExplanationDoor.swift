/// The JSON form of an ``EntryExplanation``: exact numbers as strings, statistics as numbers.
enum ExplanationDoor {
    static func output(_ explanation: EntryExplanation) -> JSONValue {
        .object([
            JSONMember(key: "sheets", value: .array(explanation.sheets.map(sheet))),
            JSONMember(key: "above", value: explanation.above.map(comparison) ?? .null),
            JSONMember(key: "below", value: explanation.below.map(comparison) ?? .null),
        ])
    }

    private static func sheet(_ sheet: ExplainedSheet) -> JSONValue {
        let correction = sheet.correction.map { correction in
            JSONMember(
                key: "correction",
                value: .object([
                    JSONMember(key: "points", value: .double(correction.points)),
                    JSONMember(key: "standardError", value: correction.standardError.map { .double($0) } ?? .null),
                ]))
        }
        return .object(
            [
                JSONMember(key: "juror", value: .string(sheet.juror)),
                JSONMember(key: "total", value: exact(sheet.total)),
                JSONMember(key: "share", value: exact(sheet.share)),
            ] + (correction.map { [$0] } ?? []) + [
                JSONMember(key: "criteria", value: .array(sheet.criteria.map(part)))
            ])
    }

    private static func part(_ part: CriterionPart) -> JSONValue {
        .object([
            JSONMember(key: "criterion", value: .string(part.criterion)),
            JSONMember(key: "points", value: .string(part.points?.description ?? "n/a")),
            JSONMember(key: "contribution", value: exact(part.contribution)),
            JSONMember(key: "maximum", value: exact(part.maximum)),
        ])
    }

    private static func comparison(_ comparison: NeighbourComparison) -> JSONValue {
        var members = [
            JSONMember(key: "entry", value: .string(comparison.entry)),
            JSONMember(key: "rank", value: .integer(comparison.rank)),
            JSONMember(key: "sharedBy", value: .integer(comparison.sharedBy)),
            JSONMember(key: "decidedBy", value: .string(comparison.decidedBy.description)),
        ]
        if case .place(let place, _) = comparison.own { members.append(JSONMember(key: "place", value: .integer(place))) }
        members += [
            JSONMember(key: "own", value: value(comparison.own)),
            JSONMember(key: "other", value: value(comparison.other)),
            JSONMember(key: "scoreChange", value: exact(comparison.scoreChange)),
            JSONMember(key: "markChange", value: comparison.markChange.map(change) ?? .null),
        ]
        return .object(members)
    }

    private static func value(_ value: ComparedValue) -> JSONValue {
        switch value {
        case .total(let total): exact(total)
        case .place(_, let total): total.map(exact) ?? .null
        case .points(let points): points.map(exact) ?? .null
        case .lot(let digest): .string(digest.description)
        }
    }

    private static func change(_ change: MarkChange) -> JSONValue {
        .object([
            JSONMember(key: "juror", value: .string(change.juror)),
            JSONMember(key: "criterion", value: .string(change.criterion)),
            JSONMember(key: "from", value: .string(change.from.description)),
            JSONMember(key: "to", value: .string(change.to.description)),
            JSONMember(key: "score", value: exact(change.score)),
        ])
    }

    private static func exact(_ value: Rational) -> JSONValue {
        .string(value.description)
    }
}
