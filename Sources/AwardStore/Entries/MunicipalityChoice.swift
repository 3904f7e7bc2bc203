public import Awards
import Postgres

/// A municipality that staff may record an entry for.
public struct MunicipalityChoice: Sendable, Equatable {
    public let id: Municipality.ID
    public let title: MunicipalityTitle
    public let body: EntryContent.Body
    /// The size class of the round it would be in; nil without a figure or a class.
    public let placement: StartingEntry.Placement?
    /// It has an entry in the round already.
    public let entered: Bool
}

extension Store {
    /// Municipalities by part of the name or the beginning of the key, at most 20 and in the order of DIN 5007; nothing
    /// for a text shorter than two characters.
    public func municipalityChoices(_ text: String, for round: LoadedRound) async throws -> [MunicipalityChoice] {
        let text = FormText.trimmed(text)
        guard text.count >= 2 else { return [] }
        return try await database.read { session in
            let found = try session.municipalities(text, round: round.id)
            let figures = try session.figures(of: found.map(\.id))
            return found.map { item in
                let known = figures.filter { $0.municipality == item.id }.map(\.figure)
                return MunicipalityChoice(
                    id: item.id, title: item.title, body: item.body,
                    placement: try? StartingEntry.placement(rules: round.rules, figures: known), entered: item.entered
                )
            }
        }
    }
}

extension Session {
    fileprivate func municipalities(
        _ text: String, round: Round.ID
    ) throws -> [(id: Municipality.ID, title: MunicipalityTitle, body: EntryContent.Body, entered: Bool)] {
        try rows(
            """
            SELECT m.id, m.kind, m.key, m.display_name, m.designation, m.article, l.name AS land,
                   EXISTS (SELECT FROM entry e WHERE e.municipality_id = m.id AND e.round_id = \(round)) AS entered
            FROM municipality m JOIN land l ON l.code = m.land_code
            WHERE strpos(search_form(m.display_name), folded(\(text))) > 0
               OR strpos(search_form(m.official_name), folded(\(text))) > 0 OR starts_with(m.key, \(text))
            ORDER BY folded(m.display_name) <> folded(\(text)), m.display_name COLLATE "de-x-icu", m.key LIMIT 20
            """
        ) { row in
            let body = EntryContent.Body(
                kind: try row.state("kind"), key: try row("key"), name: try row("display_name"), land: try row("land")
            )
            return (try row("id"), try row.municipalityTitle(), body, try row("entered"))
        }
    }

    /// The known figures of some municipalities.
    func figures(of municipalities: [Municipality.ID]) throws -> [(municipality: Municipality.ID, figure: PopulationFigure)] {
        try rows(
            """
            SELECT municipality_id, population, population_date, source FROM municipality_population
            WHERE municipality_id = ANY(\(municipalities)) ORDER BY municipality_id, population_date
            """
        ) { row in (try row("municipality_id"), try PopulationFigure(row: row)) }
    }
}
