public import Awards
import Postgres

/// A municipality in the list of teams.
public struct MunicipalityTeam: Sendable, Equatable {
    public let id: Municipality.ID
    public let title: MunicipalityTitle
    public let land: String
    /// The lead's name; nil without one.
    public let lead: String?
    public let members: Int
}

extension Store {
    /// Municipalities by part of the name or the beginning of the key, at most 50; those that have a team for "".
    public func municipalityTeams(_ text: String) async throws -> [MunicipalityTeam] {
        let text = FormText.trimmed(text)
        return try await database.read { session in
            try session.rows(
                """
                SELECT m.id, m.kind, m.display_name, m.designation, m.article, l.name AS land,
                       (SELECT a.display_name FROM membership s JOIN account a ON a.id = s.account_id
                        WHERE s.municipality_id = m.id AND s.lead ORDER BY a.id LIMIT 1) AS lead,
                       (SELECT count(*) FROM membership s WHERE s.municipality_id = m.id) AS members
                FROM municipality m JOIN land l ON l.code = m.land_code
                WHERE CASE WHEN \(text) = '' THEN EXISTS (SELECT FROM membership s WHERE s.municipality_id = m.id)
                           ELSE strpos(search_form(m.display_name), folded(\(text))) > 0 OR strpos(search_form(m.official_name), folded(\(text))) > 0
                                OR starts_with(m.key, \(text)) END
                ORDER BY m.display_name COLLATE "de-x-icu", m.key LIMIT 50
                """
            ) { row in
                MunicipalityTeam(
                    id: try row("id"), title: try row.municipalityTitle(), land: try row("land"), lead: try row("lead"), members: try row("members")
                )
            }
        }
    }
}
