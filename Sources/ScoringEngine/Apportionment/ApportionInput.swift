/// How whole units are shared in proportion to weights.
public enum ApportionMethod: String, Sendable, Hashable, CaseIterable {
    /// Largest remainders of the exact quotas (Hamilton, Hare, Niemeyer).
    case hamilton
    /// Largest remainders with the Droop quota.
    case droop
    /// Highest averages with the divisors 1, 2, 3 … (Jefferson).
    case dhondt
    /// Highest averages with the divisors 1, 3, 5 … (Webster).
    case sainteLague
    /// Highest averages with the divisors 0, 1, 2 …
    case adams
    /// Highest averages with the divisors √(0·1), √(1·2), √(2·3) … (Hill, equal proportions).
    case huntingtonHill
}

/// Everything ``apportion(_:)`` needs. Same shape as the JSON document of the operation `apportion`.
public struct ApportionInput: Sendable, Hashable {
    public let method: ApportionMethod
    /// Each 0 or more, not all 0; only the ratios matter, but for `droop`.
    public let weights: [FixedPoint]
    /// 0 or more.
    public let units: Int
    /// The least that each gets, a weight of 0 too.
    public let minimum: Int
    /// The most that each gets; nil for no limit.
    public let maximum: Int?

    public init(method: ApportionMethod, weights: [FixedPoint], units: Int, minimum: Int = 0, maximum: Int? = nil) {
        self.method = method
        self.weights = weights
        self.units = units
        self.minimum = minimum
        self.maximum = maximum
    }
}

/// How units were shared.
public struct ApportionResult: Sendable, Hashable {
    /// In the order of the weights; they add up to the units of the input.
    public let units: [Int]
    /// Set where exactly equal claims were settled by the order given.
    public let orderDecided: OrderDecided?

    /// Exactly equal claims to fewer units.
    public struct OrderDecided: Sendable, Hashable {
        /// The indices of the weights with equal claims, rising.
        public let among: [Int]
        /// How many of them got a unit: the first ones.
        public let units: Int

        public init(among: [Int], units: Int) {
            self.among = among
            self.units = units
        }
    }

    public init(units: [Int], orderDecided: OrderDecided?) {
        self.units = units
        self.orderDecided = orderDecided
    }
}
