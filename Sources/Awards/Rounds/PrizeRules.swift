public import ScoringEngine

/// How ranks are labelled and ties settled.
public struct RankingRules: Codable, Equatable, Sendable {
    public var style: RankingStyle
    /// Applied in order to entries whose score is exactly equal; what is left equal shares the rank.
    public var ties: [TieRule]
    /// Public text that decides lots, for example the date of the jury's session; needed where `lot` is a tie rule.
    public var lotSeed: String?

    public init(style: RankingStyle, ties: [TieRule], lotSeed: String? = nil) {
        self.style = style
        self.ties = ties
        self.lotSeed = lotSeed
    }
}

public struct PrizeRules: Codable, Equatable, Sendable {
    /// What a shared place pays.
    public var ties: TieMode
    public var special: [SpecialPrizeRules]

    public init(ties: TieMode, special: [SpecialPrizeRules]) {
        self.ties = ties
        self.special = special
    }
}

public struct SpecialPrizeRules: Codable, Equatable, Sendable {
    public var code: String
    public var title: String
    public var amountCents: Int
    /// Whether one prize may go to several municipalities together.
    public var joint: Bool

    public init(code: String, title: String, amountCents: Int, joint: Bool) {
        self.code = code
        self.title = title
        self.amountCents = amountCents
        self.joint = joint
    }
}
