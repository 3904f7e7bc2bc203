public import Awards
public import Foundation
import Postgres

/// A published result, as everyone may see it. Nothing in it tells how a single juror scored.
public struct PublicResults: Sendable {
    /// Someone who gets money, and how much.
    public struct Laureate: Sendable, Equatable {
        public let title: MunicipalityTitle
        public let kind: Municipality.Kind
        public let key: String
        public let land: String
        public let population: Int?
        /// Of the prize, or of the part of it.
        public let cents: Int
    }

    public struct Place: Sendable, Equatable {
        public let rank: Int
        public let isShared: Bool
        public let laureate: Laureate
    }

    public struct Track: Sendable {
        public let rules: TrackRules
        public let places: [Place]
        /// Admitted entries of the class.
        public let entries: Int
    }

    /// A special prize; several laureates are joint winners.
    public struct Special: Sendable {
        public let rules: SpecialPrizeRules
        public let laureates: [Laureate]

        public var cents: Int { laureates.reduce(0) { $0 + $1.cents } }
    }

    public let round: LoadedRound
    public let publishedAt: Date
    public let tracks: [Track]
    /// In the rules' order; prizes that were not awarded are missing.
    public let special: [Special]
    public let decidedBy: String
    public let decidedOn: CalendarDay?
    /// Whether places rest on a ranking of score sheets.
    public let hasRanking: Bool
    public let budgetCents: Int
    public let totalCents: Int
    public let unallocatedCents: Int
    public let entries: Int
    public let laender: Int
    public let jurors: Int
    public let finalSheets: Int
}

extension Store {
    /// The result of a published round; nil for any other.
    public func publicResults(slug: String) async throws -> PublicResults? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session) else { return nil }
            return try session.publicResults(of: round, by: permissions)
        }
    }
}

extension Session {
    func publicResults(of round: LoadedRound, by permissions: Permissions) throws -> PublicResults? {
        guard permissions.mayReadResults(round.state) else { return nil }
        let head = try publishedHead(of: round.id)
        let awards = try publishedAwards(of: head.allocation)
        let counts = try countsByTrack(of: round.id)
        return PublicResults(
            round: round, publishedAt: head.publishedAt,
            tracks: round.rules.tracks.map { track in
                let places = awards.filter { $0.track == track.code }
                return PublicResults.Track(
                    rules: track,
                    places: places.compactMap { award in
                        award.rank.map { rank in
                            let isShared = places.count { $0.rank == rank } > 1
                            return PublicResults.Place(rank: rank, isShared: isShared, laureate: award.laureate)
                        }
                    },
                    entries: counts[track.code] ?? 0
                )
            },
            special: round.rules.prizes.special.compactMap { prize in
                let laureates = awards.filter { $0.prize == prize.code }.map(\.laureate)
                return laureates.isEmpty ? nil : PublicResults.Special(rules: prize, laureates: laureates)
            },
            decidedBy: head.decidedBy, decidedOn: head.decidedOn, hasRanking: head.hasRanking,
            budgetCents: head.budget, totalCents: head.total, unallocatedCents: head.unallocated,
            entries: counts.values.reduce(0, +), laender: head.laender, jurors: head.jurors, finalSheets: head.sheets
        )
    }

    private struct PublishedHead {
        let allocation: Allocation.ID
        let publishedAt: Date
        let decidedBy: String
        let decidedOn: CalendarDay?
        let hasRanking: Bool
        let budget: Int
        let total: Int
        let unallocated: Int
        let laender: Int
        let jurors: Int
        let sheets: Int
    }

    private func publishedHead(of round: Round.ID) throws -> PublishedHead {
        try one(
            """
            SELECT l.id, r.published_at, d.decided_by, d.decided_on, d.run_id IS NOT NULL AS has_ranking,
                   l.budget_cents, l.total_cents, l.unallocated_cents,
                   (SELECT count(DISTINCT m.land_code) FROM entry e JOIN municipality m ON m.id = e.municipality_id
                    WHERE e.round_id = r.id AND e.state = 'admitted') AS laender,
                   s.jurors, s.sheets
            FROM round r
            JOIN allocation l ON l.id = r.published_allocation_id
            JOIN jury_decision d ON d.id = l.decision_id
            CROSS JOIN LATERAL wall.published_counts(r.id) s
            WHERE r.id = \(round)
            """
        ) { row in
            PublishedHead(
                allocation: try row("id"), publishedAt: try row("published_at"), decidedBy: try row("decided_by"), decidedOn: try row("decided_on"),
                hasRanking: try row("has_ranking"), budget: try row("budget_cents"), total: try row("total_cents"),
                unallocated: try row("unallocated_cents"), laender: try row("laender"), jurors: try row("jurors"),
                sheets: try row("sheets")
            )
        }
    }

    private struct PublishedAward {
        let track: String?
        let prize: String?
        let rank: Int?
        let laureate: PublicResults.Laureate
    }

    private func publishedAwards(of allocation: Allocation.ID) throws -> [PublishedAward] {
        try rows(
            """
            SELECT w.track, w.prize, w.rank, w.cents, e.population, m.kind, m.key, m.display_name, m.designation, m.article,
                   l.name AS land
            FROM award w
            JOIN entry e ON e.id = w.entry_id
            JOIN municipality m ON m.id = e.municipality_id
            JOIN land l ON l.code = m.land_code
            WHERE w.allocation_id = \(allocation) ORDER BY w.kind, w.track, w.prize, w.position
            """
        ) { row in
            let kind: Municipality.Kind = try row.state("kind")
            return PublishedAward(
                track: try row("track"), prize: try row("prize"), rank: try row("rank"),
                laureate: PublicResults.Laureate(
                    title: MunicipalityTitle(
                        kind: kind, displayName: try row("display_name"), designation: try row("designation"), article: try row("article")
                    ),
                    kind: kind, key: try row("key"), land: try row("land"), population: try row("population"), cents: try row("cents")
                )
            )
        }
    }

    private func countsByTrack(of round: Round.ID) throws -> [String: Int] {
        let counts = try rows(
            "SELECT track, count(*) AS entries FROM entry WHERE round_id = \(round) AND state = 'admitted' GROUP BY track"
        ) { row in (try row("track") as String, try row("entries") as Int) }
        return Dictionary(uniqueKeysWithValues: counts)
    }
}
