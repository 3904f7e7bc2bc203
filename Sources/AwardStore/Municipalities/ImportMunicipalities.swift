public import Awards
import Foundation
import Postgres
import Seeds

extension EventAction {
    static let municipalitiesImported = Self("municipalitiesImported")
}

/// What an import did, counted in bodies of the file.
public struct ImportedRegister: Sendable, Equatable {
    public let added: Int
    /// With another name or figure than before.
    public let changed: Int
    public let unchanged: Int

    public init(added: Int, changed: Int, unchanged: Int) {
        self.added = added
        self.changed = changed
        self.unchanged = unchanged
    }
}

/// Keys of Länder that nobody knows.
public struct LaenderUnknown: Error, Equatable, Sendable {
    /// Two digits each, ascending.
    public let codes: [String]
}

extension Store {
    /// Stores a register's bodies: new keys are added, known ones get their current name, and each figure stays beside
    /// those of other dates. All or nothing; without any difference nothing is written, not even an event.
    /// - Parameter sampleData: the bodies are invented.
    /// - Throws: ``LaenderUnknown``.
    public func importMunicipalities(
        _ register: Register, file: String, sampleData: Bool = false, by person: Account.ID?
    ) async throws -> ImportedRegister {
        try await database.transaction { session in
            try session.addLaender()
            let known = Set(try session.rows("SELECT code FROM land") { row in try row("code") as String })
            let unknown = Set(register.bodies.map(\.land)).subtracting(known)
            guard unknown.isEmpty else { throw LaenderUnknown(codes: unknown.sorted()) }
            let names = try session.upsertNames(register.bodies, sampleData: sampleData)
            let figures = try session.upsertFigures(register.bodies)
            let added = names.count { $0.added }
            let touched = Set(names.map(\.id)).union(figures).count
            let imported = ImportedRegister(added: added, changed: touched - added, unchanged: register.bodies.count - touched)
            if touched > 0 {
                try session.record(
                    .municipalitiesImported, by: person, about: .municipalities,
                    after: ImportNote(file: file, added: imported.added, changed: imported.changed, unchanged: imported.unchanged)
                )
            }
            return imported
        }
    }

    /// The Länder and the laureates' municipalities that come with Lorbeer.
    public func seed() async throws -> ImportedRegister {
        let file = "municipalities.csv"
        return try await importMunicipalities(try Register.read(Seeds.municipalities, name: file), file: file, by: nil)
    }
}

private struct ImportNote: Encodable {
    let file: String
    let added: Int
    let changed: Int
    let unchanged: Int
}

extension Session {
    /// The sixteen Länder, where they are not there yet.
    fileprivate func addLaender() throws {
        let rows = RegisterText.lines(of: Seeds.laender).dropFirst().compactMap { RegisterText.fields($0, delimiter: ",") }
        try execute(
            """
            INSERT INTO land (code, name, short_name)
            SELECT g.code, g.name, g.short_name
            FROM unnest(\(rows.map { $0[0] })::text[], \(rows.map { $0[1] })::text[], \(rows.map { $0[2] })::text[]) AS g(code, name, short_name)
            ON CONFLICT ON CONSTRAINT land_pkey DO NOTHING
            """
        )
    }

    /// - Returns: the rows that are new or were changed.
    fileprivate func upsertNames(_ bodies: [RegisterBody], sampleData: Bool) throws -> [(id: Municipality.ID, added: Bool)] {
        try rows(
            """
            INSERT INTO municipality (kind, key, official_name, display_name, designation, article, land_code, sample_data)
            SELECT g.kind, g.key, g.official_name, g.display_name, g.designation, g.article, substr(g.key, 1, 2), \(sampleData)::boolean
            FROM unnest(\(bodies.map(\.kind.rawValue))::text[], \(bodies.map(\.key))::text[], \(bodies.map(\.officialName))::text[],
                        \(bodies.map(\.name.display))::text[], \(bodies.map(\.name.designation))::text[], \(bodies.map(\.name.article))::text[])
                 AS g(kind, key, official_name, display_name, designation, article)
            ORDER BY g.kind, g.key
            ON CONFLICT ON CONSTRAINT municipality_key_unique DO UPDATE
            SET official_name = excluded.official_name, display_name = excluded.display_name,
                designation = excluded.designation, article = excluded.article, sample_data = excluded.sample_data
            WHERE (municipality.official_name, municipality.display_name, municipality.designation, municipality.article, municipality.sample_data)
               IS DISTINCT FROM (excluded.official_name, excluded.display_name, excluded.designation, excluded.article, excluded.sample_data)
            RETURNING id, xmax::text = '0' AS added
            """
        ) { row in (id: try row("id"), added: try row("added")) }
    }

    /// - Returns: whose figure is new or was changed. An equal figure keeps the source it first came from.
    fileprivate func upsertFigures(_ bodies: [RegisterBody]) throws -> [Municipality.ID] {
        try rows(
            """
            INSERT INTO municipality_population (municipality_id, population_date, population, source)
            SELECT m.id, g.population_date, g.population, g.source
            FROM unnest(\(bodies.map(\.kind.rawValue))::text[], \(bodies.map(\.key))::text[], \(bodies.map(\.populationDate))::date[],
                        \(bodies.map(\.population))::integer[], \(bodies.map(\.source))::text[])
                 AS g(kind, key, population_date, population, source)
            JOIN municipality m ON m.kind = g.kind AND m.key = g.key
            ORDER BY g.kind, g.key
            ON CONFLICT ON CONSTRAINT municipality_population_pkey DO UPDATE
            SET population = excluded.population, source = excluded.source
            WHERE municipality_population.population <> excluded.population
            RETURNING municipality_id
            """
        ) { row in try row("municipality_id") }
    }
}
