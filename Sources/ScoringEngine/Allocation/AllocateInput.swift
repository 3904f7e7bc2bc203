/// How equal places share money.
public enum TieMode: String, Sendable, Hashable, CaseIterable {
    /// The group shares equally the amounts of the places it covers.
    case pooledSplit
    /// Each gets the amount of its rank; the budget must still hold.
    case fixedPerRank
    /// The jury sets all amounts; the ladder's total is kept and a reason is given.
    case jurySet
    /// Indivisible: lots put the group in order and everyone gets a rank of their own.
    case lot
}

/// A prize outside the ladder, for one recipient or jointly for several.
public struct SpecialPrize: Sendable, Hashable {
    public let prize: String
    public let cents: Int
    /// In the order that leftover cents follow.
    public let recipients: [Recipient]

    /// Someone who gets a part of a prize, in proportion to the shares.
    public struct Recipient: Sendable, Hashable {
        public let entry: String
        /// More than 0; only the ratios matter.
        public let share: FixedPoint

        public init(entry: String, share: FixedPoint) {
            self.entry = entry
            self.share = share
        }
    }

    public init(prize: String, cents: Int, recipients: [Recipient]) {
        self.prize = prize
        self.cents = cents
        self.recipients = recipients
    }
}

/// Everything ``allocate(_:)`` needs. Same shape as the JSON document of the operation `allocate`.
public struct AllocateInput: Sendable, Hashable {
    /// Limit of all that is paid, special prizes included.
    public let budgetCents: Int
    /// The amount of each place, first place first, never rising.
    public let ladderCents: [Int]
    public let ties: TieMode
    /// Decides the rank after a shared one.
    public let ranking: RankingStyle
    /// Groups of equal merit, best first. Inside a group the order decides nothing but who gets leftover cents.
    public let places: [[String]]
    public let special: [SpecialPrize]
    /// With ``TieMode/jurySet``: the amount of exactly every entry in `places`. Empty otherwise.
    public let setCents: [String: Int]
    /// With ``TieMode/jurySet``: why. Nil otherwise.
    public let reason: String?
    /// With ``TieMode/lot``: public text that decides lots.
    public let lotSeed: String?
    /// The least that an entry may get from one prize, a part of a joint prize too; nil for no limit. Places beyond the ladder
    /// that get nothing are no prizes.
    public let minimumCents: Int?
    /// The most that an entry may get from one prize; nil for no limit.
    public let maximumCents: Int?
    /// Whether an entry with two prizes is refused, be it a place with a prize and a special prize or two special ones.
    public let onePrizeEach: Bool

    public init(
        budgetCents: Int, ladderCents: [Int], ties: TieMode, ranking: RankingStyle = .standard, places: [[String]],
        special: [SpecialPrize] = [], setCents: [String: Int] = [:], reason: String? = nil, lotSeed: String? = nil,
        minimumCents: Int? = nil, maximumCents: Int? = nil, onePrizeEach: Bool = false
    ) {
        self.budgetCents = budgetCents
        self.ladderCents = ladderCents
        self.ties = ties
        self.ranking = ranking
        self.places = places
        self.special = special
        self.setCents = setCents
        self.reason = reason
        self.lotSeed = lotSeed
        self.minimumCents = minimumCents
        self.maximumCents = maximumCents
        self.onePrizeEach = onePrizeEach
    }
}
