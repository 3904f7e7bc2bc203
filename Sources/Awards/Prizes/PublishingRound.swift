/// May the result be published? It is final afterwards.
public enum PublishingRound {
    public struct Facts: Sendable {
        public let state: Round.State
        public let hasDecision: Bool
        /// Whether the prizes of the current decision are stored.
        public let isAllocated: Bool

        public init(state: Round.State, hasDecision: Bool, isAllocated: Bool) {
            self.state = state
            self.hasDecision = hasDecision
            self.isAllocated = isAllocated
        }
    }

    /// Checked in this order.
    /// - Throws: ``PrizeRefusal``.
    public static func decide(_ facts: Facts) throws(PrizeRefusal) {
        switch facts.state {
        case .open: throw .scoringOpen
        case .published: throw .roundPublished
        case .scoringClosed: break
        }
        guard facts.hasDecision else { throw .decisionMissing }
        guard facts.isAllocated else { throw .notAllocated }
    }
}
