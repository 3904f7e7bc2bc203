/// Everything ``uncertainty(_:)`` needs. Same shape as the JSON document of the operation `uncertainty` with `rank`.
public struct UncertaintyInput: Sendable, Hashable {
    public let rank: RankInput
    /// The places that decide something: "the best 3". Nil asks for 1, 3 and 5, as far as there are so many ranked entries.
    public let boundaries: [Int]?
    /// From 1; a thousand tells probabilities to about ±0.03.
    public let draws: Int
    /// 0 or more. The same seed gives the same draws.
    public let seed: Int
    /// At least 0.5 and less than 1.
    public let level: Double

    public init(rank: RankInput, boundaries: [Int]? = nil, draws: Int = 1000, seed: Int = 1, level: Double = 0.95) {
        self.rank = rank
        self.boundaries = boundaries
        self.draws = draws
        self.seed = seed
        self.level = level
    }
}
