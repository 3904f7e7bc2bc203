public import ScoringEngine

// The parts of a round that are published for checking. Each is hashed in an event when it becomes fixed.

/// The frozen scores and the ranking that follows from them. Jurors are numbers.
public struct PublicRanking: Codable, Equatable, Sendable {
    public struct Track: Codable, Equatable, Sendable {
        public let track: String
        public let input: RankDocument
        /// One for each sheet of the input, in its order.
        public let openings: [Opening]
        /// In the engine's order; entries that no sheet names are missing.
        public let answer: [Line]

        public init(track: String, input: RankDocument, openings: [Opening], answer: [Line]) {
            self.track = track
            self.input = input
            self.openings = openings
            self.answer = answer
        }
    }

    /// What leads from a sheet to its acts.
    public struct Opening: Codable, Equatable, Sendable {
        public let assignment: Assignment.ID
        /// Under this the juror's last act holds the sheet; only of sheets that count.
        public let salt: String?

        public init(assignment: Assignment.ID, salt: String?) {
            self.assignment = assignment
            self.salt = salt
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
    /// What stands for `juror-1`, `juror-2` … in the hashes of their sheets.
    public let jurors: [String]
    /// All size classes, in the rules' order.
    public let tracks: [Track]

    public init(rulesVersion: Int, jurors: [String], tracks: [Track]) {
        self.rulesVersion = rulesVersion
        self.jurors = jurors
        self.tracks = tracks
    }

    /// Every sheet with what opens its hash; nil where a sheet names no juror of the list or an opening is missing.
    var committed: [CommittedSheet]? {
        var numbers: [String: String] = [:]
        for (index, juror) in jurors.enumerated() { numbers["juror-\(index + 1)"] = juror }
        var sheets: [CommittedSheet] = []
        for track in tracks {
            guard track.openings.count == track.input.input.sheets.count else { return nil }
            for (sheet, opening) in zip(track.input.input.sheets, track.openings) {
                guard let juror = numbers[sheet.juror], let entry = Entry.ID(sheet.entry), (sheet.state == .final) == (opening.salt != nil) else { return nil }
                let salt = opening.salt.map { RecordHash($0) }
                if let salt, salt == nil { return nil }
                sheets.append(
                    CommittedSheet(
                        assignment: opening.assignment, juror: juror, entry: entry, track: track.track, state: ScoreSheet.State(sheet.state),
                        marks: sheet.points, salt: salt ?? nil
                    )
                )
            }
        }
        return sheets
    }
}

extension ScoreSheet.State {
    fileprivate init(_ state: SheetState) {
        self = switch state {
        case .final: .final
        case .abstained: .abstained
        case .recused: .recused
        case .open: .draft
        }
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

