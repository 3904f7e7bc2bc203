public import ScoringEngine

// How the engine's values stand in stored rules: each as the text that a round file has for it.

extension FixedPoint: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = FixedPoint(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected a decimal with at most six places")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        try encoder.encodeText(description)
    }
}

extension Scale: Codable {
    private enum CodingKeys: String, CodingKey {
        case min, max, step
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            min: try values.decode(FixedPoint.self, forKey: .min),
            max: try values.decode(FixedPoint.self, forKey: .max),
            step: try values.decode(FixedPoint.self, forKey: .step)
        )
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(min, forKey: .min)
        try values.encode(max, forKey: .max)
        try values.encode(step, forKey: .step)
    }
}

extension TieRule: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let rule = TieRule(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected a tie rule")
        }
        self = rule
    }

    public func encode(to encoder: any Encoder) throws {
        try encoder.encodeText(description)
    }
}

extension Aggregation: Codable {
    private enum CodingKeys: String, CodingKey {
        case method, trim, minimumSheets
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        switch try values.decode(String.self, forKey: .method) {
        case "mean": self = .mean
        case "median": self = .median
        case "trimmedMean": self = .trimmedMean(trim: try values.decode(Int.self, forKey: .trim))
        case "zScore": self = .zScore(minimumSheets: try values.decode(Int.self, forKey: .minimumSheets))
        case "interblock": self = .interblock
        case "additive": self = .additive
        default:
            throw DecodingError.dataCorruptedError(forKey: .method, in: values, debugDescription: "expected a way to make scores of sheets")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .mean: try values.encode("mean", forKey: .method)
        case .median: try values.encode("median", forKey: .method)
        case .trimmedMean(let trim):
            try values.encode("trimmedMean", forKey: .method)
            try values.encode(trim, forKey: .trim)
        case .zScore(let minimumSheets):
            try values.encode("zScore", forKey: .method)
            try values.encode(minimumSheets, forKey: .minimumSheets)
        case .interblock: try values.encode("interblock", forKey: .method)
        case .additive: try values.encode("additive", forKey: .method)
        }
    }
}

extension NotApplicableRule: Codable {}
extension RankingStyle: Codable {}
extension TieMode: Codable {}
