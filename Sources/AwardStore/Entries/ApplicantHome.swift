public import Awards
import Postgres

/// What a person finds who works on entries for one or more municipalities.
public struct ApplicantHome: Sendable, Equatable {
    /// An entry and how far it is.
    public struct Item: Sendable, Equatable {
        public let head: EntryHead
        public let round: LoadedRound
        public let gaps: EntryGaps
        /// Codes of the sections that were saved at least once.
        public let begun: Set<String>
        public let measures: Int
    }

    /// A round a municipality has not entered yet, and what would come of it.
    public struct Opening: Sendable, Equatable {
        public let round: LoadedRound
        public let placement: Result<StartingEntry.Placement, EntryRefusal>
    }

    public struct Place: Sendable, Equatable {
        public let municipality: Municipality.ID
        public let title: MunicipalityTitle
        public let body: EntryContent.Body
        /// The newest deadline first.
        public let entries: [Item]
        public let openings: [Opening]
    }

    /// In the order of DIN 5007.
    public let places: [Place]
}

extension Store {
    /// The entries and open rounds of every municipality the person belongs to. Seven queries, whatever there is.
    public func applicantHome(_ caller: Caller) async throws -> ApplicantHome {
        try await database.read { session in
            let municipalities = try session.municipalities(of: caller.account)
            let figures = try session.figures(of: municipalities.map(\.id))
            let entryIDs = try session.entryIDs(of: municipalities.map(\.id))
            let heads = try session.entryHeads(entryIDs)
            let rounds = try loadRounds(try session.roundIDs(with: heads.map(\.round)), in: session)
            let sections = try session.sections(of: entryIDs)
            let measures = try session.measures(of: entryIDs)
            return ApplicantHome(places: municipalities.map { municipality in
                let own = heads.filter { $0.municipality == municipality.id }
                let items = rounds.flatMap { round in
                    own.filter { $0.round == round.id }.map { ApplicantHome.Item($0, round, sections, measures) }
                }
                let known = figures.filter { $0.municipality == municipality.id }.map(\.figure)
                let openings = rounds.filter { round in
                    round.entryWindow.phase(at: caller.requestedAt) == .open && !own.contains { $0.round == round.id }
                }
                .map { round in
                    ApplicantHome.Opening(round: round, placement: Result { () throws(EntryRefusal) in
                        try StartingEntry.decide(
                            rules: round.rules, window: round.entryWindow, at: caller.requestedAt, kind: municipality.body.kind,
                            figures: known, alreadyEntered: false
                        )
                    })
                }
                return ApplicantHome.Place(
                    municipality: municipality.id, title: municipality.title, body: municipality.body, entries: items, openings: openings
                )
            })
        }
    }
}

extension ApplicantHome.Item {
    fileprivate init(_ head: EntryHead, _ round: LoadedRound, _ sections: [StoredSection], _ measures: [StoredMeasure]) {
        let ownSections = sections.filter { $0.entry == head.id }
        let ownMeasures = measures.filter { $0.entry == head.id }.map(\.measure)
        self.init(
            head: head, round: round, gaps: EntryGaps(rules: round.rules, answers: ownSections.answers, measures: ownMeasures),
            begun: Set(ownSections.map(\.section)), measures: ownMeasures.count
        )
    }
}

extension Session {
    fileprivate func municipalities(of account: Account.ID) throws -> [(id: Municipality.ID, title: MunicipalityTitle, body: EntryContent.Body)] {
        try rows(
            """
            SELECT m.id, m.kind, m.key, m.display_name, m.designation, m.article, l.name AS land
            FROM membership b JOIN municipality m ON m.id = b.municipality_id JOIN land l ON l.code = m.land_code
            WHERE b.account_id = \(account) ORDER BY m.display_name COLLATE "de-x-icu", m.key
            """
        ) { row in
            let body = EntryContent.Body(
                kind: try row.state("kind"), key: try row("key"), name: try row("display_name"), land: try row("land")
            )
            return (try row("id"), try row.municipalityTitle(), body)
        }
    }

    fileprivate func entryIDs(of municipalities: [Municipality.ID]) throws -> [Entry.ID] {
        try rows("SELECT id FROM entry WHERE municipality_id = ANY(\(municipalities))") { row in try row("id") }
    }

    /// Rounds that are open, and the given ones.
    fileprivate func roundIDs(with ids: [Round.ID]) throws -> [Round.ID] {
        try rows("SELECT id FROM round WHERE state = 'open' OR id = ANY(\(ids))") { row in try row("id") }
    }
}
