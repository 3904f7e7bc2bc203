public import Awards
import Postgres

extension EventAction {
    static let entryStarted = Self("entryStarted")
}

/// What starting an entry has made.
public struct StartedEntry: Sendable, Equatable, Codable {
    public let id: Entry.ID
    /// Code of the size class.
    public let track: String
    public let figure: PopulationFigure
}

extension Store {
    /// Starts a draft for a municipality of the caller, in the size class of its population at the reference date.
    /// - Throws: ``EntryRefusal``.
    public func startEntry(
        round roundID: Round.ID, municipality: Municipality.ID, by caller: Caller, operation: Operation
    ) async throws -> StartedEntry {
        do {
            return try await perform(operation) { session in
                guard let found = try session.kind(of: municipality, member: caller.account),
                    permissions.mayWorkOnEntry(isMember: found.isMember), let round = try loadRound(roundID, lock: .shared, in: session)
                else { throw EntryRefusal.notVisible }
                let placement = try StartingEntry.decide(
                    rules: round.rules, window: round.entryWindow, at: caller.requestedAt, kind: found.kind,
                    figures: try session.figures(of: [municipality]).map(\.figure), alreadyEntered: try session.hasEntered(municipality, round: roundID)
                )
                let id = try session.insertEntry(
                    round: roundID, municipality: municipality, track: placement.track.code, figure: placement.figure,
                    origin: .online, by: caller.account
                )
                let started = StartedEntry(id: id, track: placement.track.code, figure: placement.figure)
                try session.record(.entryStarted, by: caller.account, about: .entry(id), round: roundID, after: started)
                return started
            }
        } catch let error as DatabaseError where error.constraint == "entry_one_per_municipality" {
            throw EntryRefusal.alreadyEntered
        }
    }
}

extension Session {
    fileprivate func kind(of municipality: Municipality.ID, member: Account.ID) throws -> (kind: Municipality.Kind, isMember: Bool)? {
        try first(
            """
            SELECT m.kind, EXISTS (SELECT FROM membership b WHERE b.municipality_id = m.id AND b.account_id = \(member)) AS is_member
            FROM municipality m WHERE m.id = \(municipality)
            """
        ) { row in (kind: try row.state("kind"), isMember: try row("is_member")) }
    }

    func hasEntered(_ municipality: Municipality.ID, round: Round.ID) throws -> Bool {
        try value("SELECT EXISTS (SELECT FROM entry WHERE round_id = \(round) AND municipality_id = \(municipality))")
    }

    func insertEntry(
        round: Round.ID, municipality: Municipality.ID, track: String, figure: PopulationFigure?, origin: Entry.Origin,
        by account: Account.ID
    ) throws -> Entry.ID {
        try value(
            """
            INSERT INTO entry (round_id, municipality_id, track, population, population_date, population_source, origin, created_by)
            VALUES (\(round), \(municipality), \(track), \(figure?.population), \(figure?.date), \(figure?.source),
                    \(origin.rawValue), \(account))
            RETURNING id
            """
        )
    }
}

extension PopulationFigure {
    init(row: Row) throws {
        self.init(population: try row("population"), date: try row("population_date"), source: try row("source"))
    }
}
