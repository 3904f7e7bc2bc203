/// What the jury decides: places in groups of merit and special prizes, and why.
public struct PlannedDecision: Codable, Equatable, Sendable {
    /// Who decided, for example "Jury".
    public var decidedBy: String
    public var decidedOn: CalendarDay?
    public var reason: String
    public var places: [TrackPlaces]
    /// Amounts set by the jury, one for each placed entry, or none. Only where the rules' ``PrizeRules/ties`` is `jurySet`.
    public var amounts: [SetAmount]
    public var special: [SpecialPrizeDecision]

    public init(
        decidedBy: String, decidedOn: CalendarDay?, reason: String, places: [TrackPlaces], amounts: [SetAmount] = [],
        special: [SpecialPrizeDecision] = []
    ) {
        self.decidedBy = decidedBy
        self.decidedOn = decidedOn
        self.reason = reason
        self.places = places
        self.amounts = amounts
        self.special = special
    }

    /// The places of a size class; empty where the jury awards none.
    public func groups(of track: String) -> [[Entry.ID]] {
        places.first { $0.track == track }?.groups ?? []
    }
}

/// The awarded places of one size class.
public struct TrackPlaces: Codable, Equatable, Sendable {
    public var track: String
    /// Groups of equal merit, best first. Inside a group the order decides nothing but who gets leftover cents.
    public var groups: [[Entry.ID]]

    public init(track: String, groups: [[Entry.ID]]) {
        self.track = track
        self.groups = groups
    }
}

/// An amount the jury set for a placed entry.
public struct SetAmount: Codable, Equatable, Sendable {
    public var entry: Entry.ID
    public var cents: Int

    public init(entry: Entry.ID, cents: Int) {
        self.entry = entry
        self.cents = cents
    }
}

/// Who gets a special prize; several recipients share it in proportion to their shares.
public struct SpecialPrizeDecision: Codable, Equatable, Sendable {
    public struct Recipient: Codable, Equatable, Sendable {
        public var entry: Entry.ID
        /// 1…1,000,000; only the ratios matter.
        public var share: Int

        public init(entry: Entry.ID, share: Int) {
            self.entry = entry
            self.share = share
        }
    }

    public var prize: String
    public var recipients: [Recipient]

    public init(prize: String, recipients: [Recipient]) {
        self.prize = prize
        self.recipients = recipients
    }
}
