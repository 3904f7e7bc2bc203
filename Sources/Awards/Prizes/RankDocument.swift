public import ScoringEngine

/// The scoring engine's input as the JSON document that `lorbeer engine rank` reads, so that anyone with a frozen run can
/// rank again. The order of sheets is the input's.
public struct RankDocument: Encodable, Sendable {
    private let input: RankInput

    public init(_ input: RankInput) {
        self.input = input
    }

    private enum Key: String, CodingKey {
        case rubric, aggregation, ties, lotSeed, ranking, sheets
        case criteria, notApplicable, id, weight, scale
        case juror, entry, state, points
    }

    public func encode(to encoder: any Encoder) throws {
        var document = encoder.container(keyedBy: Key.self)
        var rubric = document.nestedContainer(keyedBy: Key.self, forKey: .rubric)
        try rubric.encode(input.rubric.notApplicable, forKey: .notApplicable)
        var criteria = rubric.nestedUnkeyedContainer(forKey: .criteria)
        for criterion in input.rubric.criteria {
            var member = criteria.nestedContainer(keyedBy: Key.self)
            try member.encode(criterion.id, forKey: .id)
            try member.encode(criterion.weight, forKey: .weight)
            try member.encode(criterion.scale, forKey: .scale)
        }
        try document.encode(input.aggregation, forKey: .aggregation)
        try document.encode(input.ties, forKey: .ties)
        try document.encodeIfPresent(input.lotSeed, forKey: .lotSeed)
        try document.encode(input.ranking, forKey: .ranking)
        var sheets = document.nestedUnkeyedContainer(forKey: .sheets)
        for sheet in input.sheets {
            var member = sheets.nestedContainer(keyedBy: Key.self)
            try member.encode(sheet.juror, forKey: .juror)
            try member.encode(sheet.entry, forKey: .entry)
            try member.encode(sheet.state.rawValue, forKey: .state)
            guard sheet.state == .final else { continue }
            try member.encode(sheet.points.mapValues(\.documentText), forKey: .points)
        }
    }
}

extension Mark {
    fileprivate var documentText: String {
        switch self {
        case .points(let points): points.description
        case .notApplicable: "n/a"
        }
    }
}
