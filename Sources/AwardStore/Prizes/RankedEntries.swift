public import Awards
import Postgres

/// An admitted entry as rankings and prize lists name it.
public struct RankedMunicipality: Sendable, Equatable {
    public let entry: Entry.ID
    public let track: String
    /// The number on the receipt.
    public let number: Int
    public let key: String
    public let title: MunicipalityTitle
    /// The Land's name.
    public let land: String
    /// At the round's reference date; nil where unknown.
    public let population: Int?
}

extension Session {
    /// The admitted entries of a round, by id.
    func admittedEntries(of round: Round.ID) throws -> [RankedMunicipality] {
        try rows(
            """
            SELECT e.id, e.track, e.number, e.population, m.kind, m.key, m.display_name, m.designation, m.article, l.name AS land
            FROM entry e JOIN municipality m ON m.id = e.municipality_id JOIN land l ON l.code = m.land_code
            WHERE e.round_id = \(round) AND e.state = 'admitted' ORDER BY e.id
            """
        ) { row in
            RankedMunicipality(
                entry: try row("id"), track: try row("track"), number: try row("number"), key: try row("key"),
                title: try row.municipalityTitle(),
                land: try row("land"), population: try row("population")
            )
        }
    }
}
