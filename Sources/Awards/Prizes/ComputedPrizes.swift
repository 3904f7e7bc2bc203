/// A decision turned into money, to the cent.
public struct ComputedPrizes: Equatable, Sendable {
    public struct Place: Equatable, Sendable {
        public let entry: Entry.ID
        public let rank: Int
        /// Whether another entry has the same rank.
        public let isShared: Bool
        public let cents: Int

        public init(entry: Entry.ID, rank: Int, isShared: Bool, cents: Int) {
            self.entry = entry
            self.rank = rank
            self.isShared = isShared
            self.cents = cents
        }
    }

    /// The awards of one size class, in order of merit.
    public struct Track: Equatable, Sendable {
        public let track: String
        public let places: [Place]

        public init(track: String, places: [Place]) {
            self.track = track
            self.places = places
        }

        public var cents: Int { places.reduce(0) { $0 + $1.cents } }
    }

    /// A special prize as it is paid out.
    public struct Special: Equatable, Sendable {
        public struct Part: Equatable, Sendable {
            public let entry: Entry.ID
            public let cents: Int

            public init(entry: Entry.ID, cents: Int) {
                self.entry = entry
                self.cents = cents
            }
        }

        public let prize: String
        public let parts: [Part]

        public init(prize: String, parts: [Part]) {
            self.prize = prize
            self.parts = parts
        }

        public var cents: Int { parts.reduce(0) { $0 + $1.cents } }
    }

    /// What a rule of last resort settled.
    public enum Note: Equatable, Sendable {
        /// Got a cent that did not divide; `prize` is nil for a place.
        case leftoverCent(Entry.ID, prize: String?)
        /// Lots put these equal entries in this order.
        case lot([Entry.ID])
    }

    public let tracks: [Track]
    public let special: [Special]
    public let notes: [Note]
    public let budgetCents: Int
    /// `totalCents + unallocatedCents == budgetCents`.
    public let totalCents: Int
    /// 0 or more.
    public let unallocatedCents: Int
}
