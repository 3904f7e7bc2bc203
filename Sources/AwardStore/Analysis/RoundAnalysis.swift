public import Awards
public import ScoringEngine

/// How firmly a size class's ranking stands: advice for the jury's session that changes no point and no place.
public struct RoundAnalysis: Sendable {
    /// One entry, as the round's rules rank it and as the engine sees it after taking the jurors' severity out.
    public struct Row: Sendable {
        public let ranked: RankingBoard.Row
        /// Mean of its sheets' totals, 0 to 100.
        public let raw: Double
        /// The mean with every sheet corrected by its juror's severity; beyond 0 and 100 for extreme sheets.
        public let corrected: Double
        public let standardError: Double?
        /// The place by corrected score; nil where the jury is not connected, because then there is no common order.
        public let correctedRank: Int?
        /// Where its place lies with 95 % probability.
        public let interval: ClosedRange<Int>
        /// Probability of being among the places with a prize.
        public let prizeProbability: Double?
        /// Whether it belongs to the entries that are, with 95 % confidence, the best for the class's prizes.
        public let mayWinPrize: Bool
    }

    public struct Offset: Sendable {
        public let name: String
        /// By how much the juror's totals lie above the jury's, on the scale of 0 to 100.
        public let offset: Double
        public let standardError: Double?
        public let sheets: Int
        /// The part of the jury that is connected with each other, from 1; several only in a jury that is not connected.
        public let component: Int
    }

    public struct Sheet: Sendable {
        public let juror: String
        public let total: Double
    }

    public struct Disagreement: Sendable {
        public let municipality: RankedMunicipality
        /// Lowest total first; at least two.
        public let sheets: [Sheet]
        /// Sample standard deviation of the totals.
        public let deviation: Double
    }

    /// An entry whose place depends on something.
    public struct Move: Sendable {
        public let municipality: RankedMunicipality
        public let from: Int?
        public let to: Int?
    }

    public struct JurorEffect: Sendable {
        public let name: String
        public let moves: [Move]
    }

    public struct WeightEffect: Sendable {
        /// Code of the criterion.
        public let criterion: String
        /// `0.9` or `1.1`.
        public let factor: FixedPoint
        public let moves: [Move]
    }

    public struct Agreement: Sendable {
        /// Share of the differences between two sheets that goes back to the entries, 0 to 1; nil where it can't be told.
        public let oneSheet: Double?
        /// The same for the mean of an entry's sheets.
        public let meanOfSheets: Double?
        /// For the mean of 1 … 10 sheets.
        public let curve: [Double]
        public let alpha: Double?
        public let kendallW: Double?
        /// Sheets for each entry, on average.
        public let sheetsPerEntry: Double

        init(
            oneSheet: Double? = nil, meanOfSheets: Double? = nil, curve: [Double] = [], alpha: Double? = nil, kendallW: Double? = nil,
            sheetsPerEntry: Double = 0
        ) {
            self.oneSheet = oneSheet
            self.meanOfSheets = meanOfSheets
            self.curve = curve
            self.alpha = alpha
            self.kendallW = kendallW
            self.sheetsPerEntry = sheetsPerEntry
        }
    }

    /// One size class.
    public struct Track: Sendable {
        public let rules: TrackRules
        /// In the ranking's order; entries without any counting sheet are left out.
        public let rows: [Row]
        /// Strictest juror first.
        public let offsets: [Offset]
        public let agreement: Agreement
        /// Largest first.
        public let disagreements: [Disagreement]
        public let jurorEffects: [JurorEffect]
        public let weightEffects: [WeightEffect]
        /// 1 where every juror can be compared with every other one.
        public let components: Int
        /// Places with a prize, at most the number of rows.
        public let prizePlaces: Int
        /// Entries with one or two counting sheets, and those with none.
        public let thin: [RankedMunicipality]
    }

    public let round: LoadedRound
    public let tracks: [Track]
    public let jurors: Int
    public let finalSheets: Int
}
