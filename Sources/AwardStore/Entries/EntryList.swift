public import Awards
public import Foundation
import Postgres

/// What staff want to see of a round's entries.
public struct EntryFilter: Sendable, Equatable {
    public enum Sort: String, Sendable, CaseIterable {
        case name
        case population
        case number
    }

    public var state: Entry.State?
    /// Code of a size class.
    public var track: String?
    /// Part of a name, or of the official key; umlauts, accents and ß are folded.
    public var text: String
    public var sort: Sort
    public var descending: Bool
    /// From 1.
    public var page: Int

    public init(
        state: Entry.State? = nil, track: String? = nil, text: String = "", sort: Sort = .name, descending: Bool = false, page: Int = 1
    ) {
        self.state = state
        self.track = track
        self.text = text
        self.sort = sort
        self.descending = descending
        self.page = page
    }
}

/// One page of a round's entries.
public struct EntryList: Sendable, Equatable {
    public static let pageSize = 100

    public struct Item: Sendable, Equatable {
        public let id: Entry.ID
        public let number: Int?
        public let title: MunicipalityTitle
        public let land: String
        public let track: String
        public let population: Int?
        public let state: Entry.State
        public let origin: Entry.Origin
        public let submittedAt: Date?
    }

    public let round: LoadedRound
    public let items: [Item]
    /// Entries that fit the filter, on all pages.
    public let total: Int
    /// From 1; the last page where the filter asked for one beyond.
    public let page: Int
    /// All entries of the round by state, whatever the filter.
    public let counts: [Entry.State: Int]
}

extension Store {
    /// A page of a round's entries for staff; nil where there is no such round.
    public func entryList(round slug: String, filter: EntryFilter) async throws -> EntryList? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session) else { return nil }
            let total = try session.count(filter, round: round.id)
            let pages = max(1, (total + EntryList.pageSize - 1) / EntryList.pageSize)
            let page = min(max(1, filter.page), pages)
            let counts = try session.rows(
                "SELECT state, count(*) AS entries FROM entry WHERE round_id = \(round.id) GROUP BY state"
            ) { row in (try row.state("state", as: Entry.State.self), try row("entries") as Int) }
            return EntryList(
                round: round, items: try session.items(filter, round: round.id, page: page), total: total, page: page,
                counts: Dictionary(uniqueKeysWithValues: counts)
            )
        }
    }
}

extension Session {
    fileprivate func count(_ filter: EntryFilter, round: Round.ID) throws -> Int {
        try value(
            """
            SELECT count(*) FROM entry e JOIN municipality m ON m.id = e.municipality_id
            WHERE e.round_id = \(round) AND (\(filter.state?.rawValue)::text IS NULL OR e.state = \(filter.state?.rawValue))
              AND (\(filter.track)::text IS NULL OR e.track = \(filter.track))
              AND (strpos(search_form(m.display_name), folded(\(FormText.trimmed(filter.text)))) > 0
                   OR strpos(search_form(m.official_name), folded(\(FormText.trimmed(filter.text)))) > 0
                   OR starts_with(m.key, \(FormText.trimmed(filter.text))))
            """
        )
    }

    /// One statement for all orders: keys that are not asked for are NULL and order nothing.
    fileprivate func items(_ filter: EntryFilter, round: Round.ID, page: Int) throws -> [EntryList.Item] {
        let up = filter.descending ? "" : filter.sort.rawValue
        let down = filter.descending ? filter.sort.rawValue : ""
        return try rows(
            """
            SELECT e.id, e.number, m.kind, m.display_name, m.designation, m.article, l.name AS land, e.track, e.population, e.state,
                   e.origin, e.submitted_at
            FROM entry e JOIN municipality m ON m.id = e.municipality_id JOIN land l ON l.code = m.land_code
            WHERE e.round_id = \(round) AND (\(filter.state?.rawValue)::text IS NULL OR e.state = \(filter.state?.rawValue))
              AND (\(filter.track)::text IS NULL OR e.track = \(filter.track))
              AND (strpos(search_form(m.display_name), folded(\(FormText.trimmed(filter.text)))) > 0
                   OR strpos(search_form(m.official_name), folded(\(FormText.trimmed(filter.text)))) > 0
                   OR starts_with(m.key, \(FormText.trimmed(filter.text))))
            ORDER BY CASE \(up)::text WHEN 'population' THEN e.population WHEN 'number' THEN e.number END NULLS LAST,
                     CASE \(down)::text WHEN 'population' THEN e.population WHEN 'number' THEN e.number END DESC NULLS LAST,
                     CASE WHEN \(down)::text = 'name' THEN m.display_name COLLATE "de-x-icu" END DESC,
                     m.display_name COLLATE "de-x-icu", m.key
            LIMIT \(EntryList.pageSize) OFFSET \((page - 1) * EntryList.pageSize)
            """
        ) { row in
            EntryList.Item(
                id: try row("id"), number: try row("number"), title: try row.municipalityTitle(), land: try row("land"),
                track: try row("track"), population: try row("population"), state: try row.state("state"),
                origin: try row.state("origin"), submittedAt: try row("submitted_at")
            )
        }
    }
}
