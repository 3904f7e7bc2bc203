/// A ranking and, for every entry, how its place came about: numbers and names of rules, no words.
public struct RankExplanation: Sendable, Hashable {
    public let result: RankResult
    /// In the order of ``RankResult/entries``.
    public let entries: [EntryExplanation]

    public init(result: RankResult, entries: [EntryExplanation]) {
        self.result = result
        self.entries = entries
    }
}

/// How the place of one entry came about.
public struct EntryExplanation: Sendable, Hashable {
    public let entry: String
    /// The counting sheets, by juror id. Their `total + correction` times `share`, added up, are the score.
    public let sheets: [ExplainedSheet]
    /// The rank just above; nil for the first rank and without rank.
    public let above: NeighbourComparison?
    /// The rank just below; nil for the last rank and without rank.
    public let below: NeighbourComparison?

    public init(entry: String, sheets: [ExplainedSheet], above: NeighbourComparison?, below: NeighbourComparison?) {
        self.entry = entry
        self.sheets = sheets
        self.above = above
        self.below = below
    }
}

/// What one counting sheet does for its entry.
public struct ExplainedSheet: Sendable, Hashable {
    public let juror: String
    /// As the juror gave it, 0 to 100.
    public let total: Rational
    /// The part of the score that is this total: 1/n in a mean; 0 for a total that a trim or a median leaves out. Of equal totals
    /// at the edge the first by juror id counts as the higher.
    public let share: Rational
    /// What severity added to the total; nil with an exact ``Aggregation``.
    public let correction: SheetCorrection?
    /// By criterion, in the rubric's order; the contributions add up to the total.
    public let criteria: [CriterionPart]

    public init(juror: String, total: Rational, share: Rational, correction: SheetCorrection?, criteria: [CriterionPart]) {
        self.juror = juror
        self.total = total
        self.share = share
        self.correction = correction
        self.criteria = criteria
    }
}

/// What one criterion does for a sheet's total.
public struct CriterionPart: Sendable, Hashable {
    public let criterion: String
    /// Nil for `n/a`.
    public let points: FixedPoint?
    /// In points of the total; 0 for `n/a`.
    public let contribution: Rational
    /// What the highest points would contribute on this sheet; 0 for `n/a`.
    public let maximum: Rational

    public init(criterion: String, points: FixedPoint?, contribution: Rational, maximum: Rational) {
        self.criterion = criterion
        self.points = points
        self.contribution = contribution
        self.maximum = maximum
    }
}

/// An entry beside the nearest rank above or below.
public struct NeighbourComparison: Sendable, Hashable {
    /// The first by id of those on that rank.
    public let entry: String
    public let rank: Int
    /// How many entries are on that rank.
    public let sharedBy: Int
    /// The first rule on which the two differ.
    public let decidedBy: DecidedBy
    /// What that rule saw in this entry, and in the neighbour.
    public let own: ComparedValue
    public let other: ComparedValue
    /// The change of this entry's own score that makes the two scores equal, so that the tie rules decide; anything beyond it
    /// changes the place whatever they say. Above: 0 or more. Below: 0 or less. 0 where a tie rule decided already.
    public let scoreChange: Rational
    /// The one mark whose change, all else equal, puts the entry's score beyond the neighbour's with the least change of a
    /// sheet's total; where several do, the first criterion of the rubric, then the first juror by id. Nil where no single
    /// mark can, and with corrected scores, because there a changed mark changes the severity of every juror.
    public let markChange: MarkChange?

    public init(
        entry: String, rank: Int, sharedBy: Int, decidedBy: DecidedBy, own: ComparedValue, other: ComparedValue,
        scoreChange: Rational, markChange: MarkChange?
    ) {
        self.entry = entry
        self.rank = rank
        self.sharedBy = sharedBy
        self.decidedBy = decidedBy
        self.own = own
        self.other = other
        self.scoreChange = scoreChange
        self.markChange = markChange
    }
}

/// What a rule compared.
public enum ComparedValue: Sendable, Hashable {
    /// A score, a median, a highest or lowest total.
    case total(Rational)
    /// In count-back the first place, from 1, where the totals differ, and the total there; nil where the sheets have run out.
    case place(Int, Rational?)
    /// A criterion's mean points; nil without any.
    case points(Rational?)
    case lot(SHA256Digest)
}

/// Another mark on one sheet.
public struct MarkChange: Sendable, Hashable {
    public let juror: String
    public let criterion: String
    public let from: FixedPoint
    /// On the criterion's scale.
    public let to: FixedPoint
    /// The entry's score then.
    public let score: Rational

    public init(juror: String, criterion: String, from: FixedPoint, to: FixedPoint, score: Rational) {
        self.juror = juror
        self.criterion = criterion
        self.from = from
        self.to = to
        self.score = score
    }
}
