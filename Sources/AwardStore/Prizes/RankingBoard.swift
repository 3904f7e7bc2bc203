public import Awards
public import Foundation
import Postgres
public import ScoringEngine

/// A round's ranking for staff: live after scoring has closed, as it was once frozen.
public struct RankingBoard: Sendable {
    public struct Frozen: Sendable, Equatable {
        public let id: RankingRun.ID
        public let at: Date
        /// The person's name; "" where it is not told.
        public let by: String
        /// SHA-256 of the stored input, 64 hexadecimal digits.
        public let inputHash: String
    }

    public struct Row: Sendable, Equatable {
        public let municipality: RankedMunicipality
        /// From 1, in the order shown.
        public let position: Int
        /// nil without a counting sheet.
        public let rank: Int?
        /// Rounded to four decimals, for example `84.3750`.
        public let score: String?
        /// Exact, for example `675/8`.
        public let exact: String?
        /// Sheets that count.
        public let sheets: Int
        /// `score` or a tie rule, as the engine names it; nil where nothing set the entry apart.
        public let decidedBy: DecidedBy?
        public let flags: [EntryFlag]
    }

    public struct Track: Sendable {
        public let rules: TrackRules
        /// Best first; entries without rank last.
        public let rows: [Row]

        /// Groups of equal rank, best first, without those that have none.
        public var groups: [[Entry.ID]] {
            var groups: [[Entry.ID]] = []
            var last: Int?
            for row in rows where row.rank != nil {
                if row.rank != last { groups.append([]) }
                groups[groups.count - 1].append(row.municipality.entry)
                last = row.rank
            }
            return groups
        }
    }

    public let round: LoadedRound
    /// nil while the ranking is computed anew each time.
    public let frozen: Frozen?
    public let tracks: [Track]
    /// Jurors with at least one final sheet.
    public let jurors: Int
    public let finalSheets: Int
    /// The plain means of the sheets with four decimals, where the rules rank by scores corrected for severity; they are to
    /// be shown beside those. Empty where the rules do not correct.
    public let rawScores: [Entry.ID: String]
}

extension RankingBoard {
    /// The decision that follows the ranking as it stands: the covered places of each size class, no special prize.
    public var proposal: PlannedDecision {
        PlannedDecision(
            decidedBy: "Jury", decidedOn: round.rules.dates.juryMeets, reason: "",
            places: tracks.map {
                TrackPlaces(track: $0.rules.code, groups: Ladder($0.rules, rules: round.rules).awarded($0.groups))
            }
        )
    }
}

extension Store {
    /// The ranking of a round: the frozen one, otherwise the live one. For staff.
    /// - Returns: nil where there is no such round.
    /// - Throws: ``PrizeRefusal/scoringOpen`` before scoring is closed, ``PrizeRefusal/notComputable(_:)``.
    public func rankingBoard(slug: String) async throws -> RankingBoard? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session) else { return nil }
            return try rankingBoard(of: round, in: session)
        }
    }

    func rankingBoard(of round: LoadedRound, in session: Session) throws -> RankingBoard {
        try FreezingRanking.mayShow(round.state)
        if let frozen = try session.frozenRanking(of: round.id) {
            return try session.board(of: round, frozen: frozen)
        }
        return try RankingBoard(live: round, scores: try session.scores(of: round))
    }
}

extension RankingBoard {
    /// Ranks each size class. Admitted entries that no sheet names come last, by name.
    init(live round: LoadedRound, scores: RoundScores) throws {
        var homes: [String: RankedMunicipality] = [:]
        for entry in scores.entries { homes[entry.entry.description] = entry }
        let tracks = try round.rules.tracks.map { track in
            let ranked = try scores.inputs[track.code].map(Self.ranked) ?? []
            let known = Set(ranked.map(\.entry))
            let silent = scores.entries.filter { $0.track == track.code && !known.contains($0.entry.description) }
                .sorted { ($0.title.displayName, $0.number) < ($1.title.displayName, $1.number) }
            let lines = ranked.compactMap { line in homes[line.entry].map { ($0, line) } }
            let rows = lines.enumerated().map { Row($0.element.0, $0.element.1, position: $0.offset + 1) }
                + silent.enumerated().map { Row(silent: $0.element, position: lines.count + $0.offset + 1) }
            return Track(rules: track, rows: rows)
        }
        self.init(
            round: round, frozen: nil, tracks: tracks, jurors: scores.jurors, finalSheets: scores.finalSheets,
            rawScores: try Self.rawScores(of: round, scores)
        )
    }

    static func rawScores(of round: LoadedRound, _ scores: RoundScores) throws -> [Entry.ID: String] {
        guard !round.rules.rubric.aggregation.isExact else { return [:] }
        let entries = Dictionary(uniqueKeysWithValues: scores.entries.map { ($0.entry.description, $0.entry) })
        var raw: [Entry.ID: String] = [:]
        for input in scores.inputs.values {
            for line in try ranked(input.averaged) {
                if let entry = entries[line.entry], let score = line.score { raw[entry] = score.rounded(decimals: 4) }
            }
        }
        return raw
    }

    private static func ranked(_ input: RankInput) throws -> [RankedEntry] {
        do throws(EngineProblems) {
            return try ScoringEngine.rank(input).entries
        } catch {
            throw PrizeRefusal.notComputable(error.problems.map(\.description))
        }
    }
}

extension RankingBoard.Row {
    init(_ municipality: RankedMunicipality, _ line: RankedEntry, position: Int) {
        self.init(
            municipality: municipality, position: position, rank: line.rank, score: line.score?.rounded(decimals: 4),
            exact: line.score?.description, sheets: line.sheets, decidedBy: line.decidedBy, flags: line.flags
        )
    }

    init(silent municipality: RankedMunicipality, position: Int) {
        self.init(
            municipality: municipality, position: position, rank: nil, score: nil, exact: nil, sheets: 0, decidedBy: nil, flags: []
        )
    }
}
