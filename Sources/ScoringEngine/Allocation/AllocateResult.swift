/// What a placed entry gets.
public struct Award: Sendable, Hashable {
    public let entry: String
    /// From 1, in the ranking style asked for.
    public let rank: Int
    /// The rank's number as text, for certificates and lists.
    public let label: String
    /// 0 for places beyond the ladder.
    public let cents: Int

    public init(entry: String, rank: Int, label: String, cents: Int) {
        self.entry = entry
        self.rank = rank
        self.label = label
        self.cents = cents
    }
}

/// A special prize as it is paid out.
public struct SpecialAward: Sendable, Hashable {
    public let prize: String
    /// The sum of the parts.
    public let cents: Int
    public let parts: [Part]

    public struct Part: Sendable, Hashable {
        public let entry: String
        public let cents: Int

        public init(entry: String, cents: Int) {
            self.entry = entry
            self.cents = cents
        }
    }

    public init(prize: String, cents: Int, parts: [Part]) {
        self.prize = prize
        self.cents = cents
        self.parts = parts
    }
}

/// Something in an allocation that is owed to a rule of last resort and therefore shown.
public enum AllocationNote: Sendable, Hashable {
    /// An amount did not divide evenly and this entry got one of the cents left over.
    /// `prize` is the special prize's name, nil for the ladder.
    case leftoverCent(entry: String, prize: String?)
    /// Lots put these equal entries in this order.
    case lot(order: [String])
}

/// Who gets what, to the cent.
public struct AllocateResult: Sendable, Hashable {
    /// In order of merit.
    public let awards: [Award]
    /// In the order given.
    public let special: [SpecialAward]
    /// All that is paid; `totalCents + unallocatedCents == budgetCents`.
    public let totalCents: Int
    /// What is left of the budget, 0 or more.
    public let unallocatedCents: Int
    public let budgetCents: Int
    public let notes: [AllocationNote]

    public init(
        awards: [Award], special: [SpecialAward], totalCents: Int, unallocatedCents: Int, budgetCents: Int,
        notes: [AllocationNote]
    ) {
        self.awards = awards
        self.special = special
        self.totalCents = totalCents
        self.unallocatedCents = unallocatedCents
        self.budgetCents = budgetCents
        self.notes = notes
    }
}
