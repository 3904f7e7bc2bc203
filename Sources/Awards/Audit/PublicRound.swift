public import ScoringEngine

// The parts of a round that are published for checking. Each is hashed in an event when it becomes fixed.

/// The frozen scores and the ranking that follows from them. Jurors are numbers.
public struct PublicRanking: Codable, Equatable, Sendable {
    public struct Track: Codable, Equatable, Sendable {
        public let track: String
        public let input: RankDocument
        /// In the engine's order; entries that no sheet names are missing.
        public let answer: [Line]

        public init(track: String, input: RankDocument, answer: [Line]) {
            self.track = track
            self.input = input
            self.answer = answer
        }
    }

    /// An entry's place.
    public struct Line: Codable, Equatable, Sendable {
        public let entry: String
        /// Missing without a counting sheet, like the scores.
        public let rank: Int?
        /// Rounded to four decimals.
        public let score: String?
        /// As a fraction.
        public let exact: String?
        /// Those that count.
        public let sheets: Int
        /// `score` or a tie rule.
        public let decidedBy: String?

        public init(entry: String, rank: Int?, score: String?, exact: String?, sheets: Int, decidedBy: String?) {
            self.entry = entry
            self.rank = rank
            self.score = score
            self.exact = exact
            self.sheets = sheets
            self.decidedBy = decidedBy
        }

        public init(_ line: RankedEntry) {
            self.init(
                entry: line.entry, rank: line.rank, score: line.score?.rounded(decimals: 4), exact: line.score?.description,
                sheets: line.sheets, decidedBy: line.decidedBy?.description
            )
        }
    }

    public let rulesVersion: Int
    public let tracks: [Track]

    public init(rulesVersion: Int, tracks: [Track]) {
        self.rulesVersion = rulesVersion
        self.tracks = tracks
    }
}

/// What the jury decided, without its reasons and without names.
public struct PublicDecision: Codable, Equatable, Sendable {
    public let id: JuryDecision.ID
    public let decidedOn: CalendarDay?
    public let places: [TrackPlaces]
    public let amounts: [SetAmount]
    public let special: [SpecialPrizeDecision]

    public init(id: JuryDecision.ID, _ planned: PlannedDecision) {
        self.id = id
        decidedOn = planned.decidedOn
        places = planned.places
        amounts = planned.amounts
        special = planned.special
    }

    /// As the computation of prizes takes it. Who decided and why changes no amount.
    public var planned: PlannedDecision {
        PlannedDecision(decidedBy: "Jury", decidedOn: decidedOn, reason: "nicht veröffentlicht", places: places, amounts: amounts, special: special)
    }
}

/// Every award to the cent.
public struct PublicAllocation: Codable, Equatable, Sendable {
    public struct Award: Codable, Equatable, Sendable {
        public let entry: Entry.ID
        /// The size class; missing for a special prize.
        public let track: String?
        public let rank: Int?
        /// The special prize; missing for a place.
        public let prize: String?
        public let cents: Int

        public init(entry: Entry.ID, track: String?, rank: Int?, prize: String?, cents: Int) {
            self.entry = entry
            self.track = track
            self.rank = rank
            self.prize = prize
            self.cents = cents
        }
    }

    public let id: Allocation.ID
    public let decision: JuryDecision.ID
    public let rulesVersion: Int
    public let budgetCents: Int
    public let totalCents: Int
    public let unallocatedCents: Int
    /// Places by size class and rank, then special prizes, in the rules' order.
    public let awards: [Award]

    public init(id: Allocation.ID, decision: JuryDecision.ID, rulesVersion: Int, budgetCents: Int, totalCents: Int, unallocatedCents: Int, awards: [Award]) {
        self.id = id
        self.decision = decision
        self.rulesVersion = rulesVersion
        self.budgetCents = budgetCents
        self.totalCents = totalCents
        self.unallocatedCents = unallocatedCents
        self.awards = awards
    }

    public init(id: Allocation.ID, decision: JuryDecision.ID, rulesVersion: Int, prizes: ComputedPrizes) {
        self.init(
            id: id, decision: decision, rulesVersion: rulesVersion, budgetCents: prizes.budgetCents, totalCents: prizes.totalCents,
            unallocatedCents: prizes.unallocatedCents,
            awards: prizes.tracks.flatMap { track in
                track.places.map { Award(entry: $0.entry, track: track.track, rank: $0.rank, prize: nil, cents: $0.cents) }
            } + prizes.special.flatMap { special in
                special.parts.map { Award(entry: $0.entry, track: nil, rank: nil, prize: special.prize, cents: $0.cents) }
            }
        )
    }
}

/// An admitted entry: whose it is, and what stands for its text.
public struct PublicEntry: Codable, Equatable, Sendable {
    public let entry: Entry.ID
    public let number: Int
    public let track: String
    public let kind: Municipality.Kind
    public let key: String
    public let municipality: String
    /// SHA-256 of the text that was handed in.
    public let contentHash: String
    /// Under this the chain holds the hash; missing for entries from before there was a chain.
    public let contentSalt: String?

    public init(
        entry: Entry.ID, number: Int, track: String, kind: Municipality.Kind, key: String, municipality: String, contentHash: String,
        contentSalt: String?
    ) {
        self.entry = entry
        self.number = number
        self.track = track
        self.kind = kind
        self.key = key
        self.municipality = municipality
        self.contentHash = contentHash
        self.contentSalt = contentSalt
    }
}
