public import Awards
public import Foundation
import Postgres

/// An entry without its texts.
public struct EntryHead: Sendable, Equatable {
    public let id: Entry.ID
    public let round: Round.ID
    public let municipality: Municipality.ID
    public let title: MunicipalityTitle
    public let body: EntryContent.Body
    /// Code of the size class.
    public let track: String
    /// The figure the size class follows from; nil for some entries recorded by staff.
    public let figure: PopulationFigure?
    public let state: Entry.State
    public let origin: Entry.Origin
    /// Gapless in the round from 1, in the order of submission.
    public let number: Int?
    public let revision: Int
    public let createdAt: Date
    public let submittedAt: Date?
    public let submittedBy: String?
    /// SHA-256 of the canonical content, 64 hexadecimal digits.
    public let contentHash: String?
    public let decidedAt: Date?
    public let decidedBy: String?
    public let rejectionReason: String?
}

extension Session {
    /// The heads of some entries, in the order of their creation.
    func entryHeads(_ ids: [Entry.ID]) throws -> [EntryHead] {
        try rows(
            """
            SELECT e.id, e.round_id, e.municipality_id, m.kind, m.key, m.display_name, m.designation, m.article,
                   l.name AS land, e.track, e.population, e.population_date, e.population_source, e.state, e.origin, e.number, e.revision, e.created_at, e.submitted_at,
                   s.display_name AS submitted_by, encode(e.content_hash, 'hex') AS content_hash, e.decided_at,
                   d.display_name AS decided_by, e.rejection_reason
            FROM entry e JOIN municipality m ON m.id = e.municipality_id JOIN land l ON l.code = m.land_code
            LEFT JOIN account s ON s.id = e.submitted_by LEFT JOIN account d ON d.id = e.decided_by
            WHERE e.id = ANY(\(ids)) ORDER BY e.created_at, e.id
            """,
            EntryHead.init(row:)
        )
    }

    /// Whether a person belongs to the municipality that entered.
    func isMember(_ account: Account.ID, ofEntry id: Entry.ID) throws -> Bool {
        try value(
            """
            SELECT EXISTS (SELECT FROM entry e JOIN membership m ON m.municipality_id = e.municipality_id
                           WHERE e.id = \(id) AND m.account_id = \(account))
            """
        )
    }
}

extension EntryHead {
    init(row: Row) throws {
        let population: Int? = try row("population")
        id = try row("id")
        round = try row("round_id")
        municipality = try row("municipality_id")
        title = try row.municipalityTitle()
        body = EntryContent.Body(kind: try row.state("kind"), key: try row("key"), name: try row("display_name"), land: try row("land"))
        track = try row("track")
        figure = try population.map { population in
            PopulationFigure(population: population, date: try row("population_date"), source: try row("population_source"))
        }
        state = try row.state("state")
        origin = try row.state("origin")
        number = try row("number")
        revision = try row("revision")
        createdAt = try row("created_at")
        submittedAt = try row("submitted_at")
        submittedBy = try row("submitted_by")
        contentHash = try row("content_hash")
        decidedAt = try row("decided_at")
        decidedBy = try row("decided_by")
        rejectionReason = try row("rejection_reason")
    }
}
