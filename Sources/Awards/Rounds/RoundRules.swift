/// Everything that may differ from round to round, as data. A version once imported never changes.
public struct RoundRules: Codable, Equatable, Sendable {
    public var competition: CompetitionHead
    public var round: RoundHead
    public var dates: RoundDates
    /// The whole prize money in cents; tracks and special prizes add up to it exactly.
    public var budgetCents: Int
    public var eligibility: Eligibility
    /// Size classes in ascending order of population, without gap or overlap.
    public var tracks: [TrackRules]
    public var form: FormRules
    public var rubric: RubricRules
    /// nil in rules from before a round could choose; see ``exclusion``.
    public var jury: JuryRules?
    public var ranking: RankingRules
    public var prizes: PrizeRules
    /// What is not public about the real round and therefore invented here, shown wherever it is used.
    public var sampleData: [SampleNote]
    public var sources: [String]

    public init(
        competition: CompetitionHead, round: RoundHead, dates: RoundDates, budgetCents: Int, eligibility: Eligibility,
        tracks: [TrackRules], form: FormRules, rubric: RubricRules, jury: JuryRules? = nil, ranking: RankingRules, prizes: PrizeRules,
        sampleData: [SampleNote], sources: [String]
    ) {
        self.competition = competition
        self.round = round
        self.dates = dates
        self.budgetCents = budgetCents
        self.eligibility = eligibility
        self.tracks = tracks
        self.form = form
        self.rubric = rubric
        self.jury = jury
        self.ranking = ranking
        self.prizes = prizes
        self.sampleData = sampleData
        self.sources = sources
    }

    /// What an exclusion covers: the one entry, unless the round says otherwise.
    public var exclusion: ExclusionScope { jury?.exclusion ?? .entry }

    /// The size class for a population, or nil where no class covers it.
    public func track(forPopulation population: Int) -> TrackRules? {
        tracks.first { $0.covers(population) }
    }

    public func track(_ code: String) -> TrackRules? {
        tracks.first { $0.code == code }
    }

    /// The notes on sample data that concern a part of the rules, for example `rubric`.
    public func sampleNotes(for part: String) -> [String] {
        sampleData.filter { $0.path == part || $0.path.hasPrefix(part + ".") }.map(\.note)
    }
}

public struct CompetitionHead: Codable, Equatable, Sendable {
    public var slug: String
    public var title: String

    public init(slug: String, title: String) {
        self.slug = slug
        self.title = title
    }
}

public struct RoundHead: Codable, Equatable, Sendable {
    public var slug: String
    public var title: String
    /// IANA name, for example `Europe/Berlin`.
    public var timeZone: String
    /// The whole round is a demonstration.
    public var sampleData: Bool

    public init(slug: String, title: String, timeZone: String, sampleData: Bool) {
        self.slug = slug
        self.title = title
        self.timeZone = timeZone
        self.sampleData = sampleData
    }
}

/// Local wall time in the round's zone.
public struct RoundDates: Codable, Equatable, Sendable {
    public var callOpens: LocalTime
    /// The first moment that is too late.
    public var entryDeadline: LocalTime
    public var juryMeets: CalendarDay?
    public var ceremony: CalendarDay?

    public init(callOpens: LocalTime, entryDeadline: LocalTime, juryMeets: CalendarDay? = nil, ceremony: CalendarDay? = nil) {
        self.callOpens = callOpens
        self.entryDeadline = entryDeadline
        self.juryMeets = juryMeets
        self.ceremony = ceremony
    }
}

public struct Eligibility: Codable, Equatable, Sendable {
    public var kinds: [Municipality.Kind]
    /// The reference date whose population decides the size class.
    public var populationDate: CalendarDay

    public init(kinds: [Municipality.Kind], populationDate: CalendarDay) {
        self.kinds = kinds
        self.populationDate = populationDate
    }
}

/// How the jury works.
public struct JuryRules: Codable, Equatable, Sendable {
    /// What the exclusion of a biased juror covers.
    public var exclusion: ExclusionScope

    public init(exclusion: ExclusionScope) {
        self.exclusion = exclusion
    }
}

/// A size class and its places.
public struct TrackRules: Codable, Equatable, Sendable {
    public var code: String
    public var title: String
    /// Inclusive.
    public var populationFrom: Int
    /// Inclusive; nil is an open end.
    public var populationTo: Int?
    /// Amounts in cents, first place first.
    public var placesCents: [Int]

    public init(code: String, title: String, populationFrom: Int, populationTo: Int?, placesCents: [Int]) {
        self.code = code
        self.title = title
        self.populationFrom = populationFrom
        self.populationTo = populationTo
        self.placesCents = placesCents
    }

    public func covers(_ population: Int) -> Bool {
        population >= populationFrom && population <= populationTo ?? .max
    }
}

/// A part of the rules that is sample data, and why.
public struct SampleNote: Codable, Equatable, Sendable {
    /// Dotted path into the round file, for example `rubric` or `form.measures`.
    public var path: String
    /// German, shown to users.
    public var note: String

    public init(path: String, note: String) {
        self.path = path
        self.note = note
    }
}
