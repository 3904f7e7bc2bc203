public import ScoringEngine

/// The scoring engine's input as the JSON document that `lorbeer engine rank` reads, so that anyone with a frozen run can
/// rank again. The order of sheets is the input's.
public struct RankDocument: Encodable, Sendable {
    public let input: RankInput

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
    /// The points, or `n/a`.
    var documentText: String {
        switch self {
        case .points(let points): points.description
        case .notApplicable: "n/a"
        }
    }
}

extension RankDocument: Decodable, Equatable {
    public init(from decoder: any Decoder) throws {
        let document = try decoder.container(keyedBy: Key.self)
        let rubric = try document.nestedContainer(keyedBy: Key.self, forKey: .rubric)
        var criteria: [Criterion] = []
        var list = try rubric.nestedUnkeyedContainer(forKey: .criteria)
        while !list.isAtEnd {
            let member = try list.nestedContainer(keyedBy: Key.self)
            criteria.append(
                Criterion(
                    id: try member.decode(String.self, forKey: .id), weight: try member.decode(FixedPoint.self, forKey: .weight),
                    scale: try member.decode(Scale.self, forKey: .scale)
                )
            )
        }
        var sheets: [Sheet] = []
        list = try document.nestedUnkeyedContainer(forKey: .sheets)
        while !list.isAtEnd {
            let member = try list.nestedContainer(keyedBy: Key.self)
            let state = try member.decode(String.self, forKey: .state)
            guard let state = SheetState(rawValue: state) else {
                throw DecodingError.dataCorruptedError(forKey: .state, in: member, debugDescription: "expected a state of a sheet")
            }
            sheets.append(
                Sheet(
                    juror: try member.decode(String.self, forKey: .juror), entry: try member.decode(String.self, forKey: .entry), state: state,
                    points: try member.decodeIfPresent([String: DocumentMark].self, forKey: .points)?.mapValues(\.mark) ?? [:]
                )
            )
        }
        self.init(
            RankInput(
                rubric: Rubric(criteria: criteria, notApplicable: try rubric.decode(NotApplicableRule.self, forKey: .notApplicable)),
                aggregation: try document.decode(Aggregation.self, forKey: .aggregation), ties: try document.decode([TieRule].self, forKey: .ties),
                lotSeed: try document.decodeIfPresent(String.self, forKey: .lotSeed),
                ranking: try document.decode(RankingStyle.self, forKey: .ranking), sheets: sheets
            )
        )
    }
}

private struct DocumentMark: Decodable {
    let mark: Mark

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        mark = try container.decode(String.self) == "n/a" ? .notApplicable : .points(try container.decode(FixedPoint.self))
    }
}
