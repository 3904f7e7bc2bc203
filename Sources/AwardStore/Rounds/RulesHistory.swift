import Awards
public import Foundation
import Postgres

/// A version of a round's rules.
public struct RulesVersion: Sendable, Equatable {
    public let version: Int
    public let importedAt: Date
    /// nil where it came from the command line.
    public let importedBy: String?
}

/// A round and how its rules came to be.
public struct RulesHistory: Sendable, Equatable {
    public let round: LoadedRound
    /// The newest first.
    public let versions: [RulesVersion]
    /// The current version's file as it was imported.
    public let source: String
}

extension Store {
    /// nil where there is no such round.
    public func rulesHistory(slug: String) async throws -> RulesHistory? {
        try await database.read { session in
            guard let round = try loadRound(slug: slug, in: session) else { return nil }
            let versions = try session.rows(
                """
                SELECT v.version, v.imported_at, a.display_name
                FROM round_rules v LEFT JOIN account a ON a.id = v.imported_by
                WHERE v.round_id = \(round.id) ORDER BY v.version DESC
                """
            ) { row in
                RulesVersion(version: try row("version"), importedAt: try row("imported_at"), importedBy: try row("display_name"))
            }
            let source: String = try session.value(
                "SELECT source FROM round_rules WHERE round_id = \(round.id) AND version = \(round.rulesVersion)"
            )
            return RulesHistory(round: round, versions: versions, source: source)
        }
    }

    /// The file of a version as it was imported; nil where there is no such round or version.
    public func rulesSource(slug: String, version: Int) async throws -> String? {
        try await database.read { session in
            try session.first(
                """
                SELECT v.source FROM round_rules v JOIN round r ON r.id = v.round_id
                WHERE r.slug = \(slug) AND v.version = \(version)
                """
            ) { row in try row("source") }
        }
    }
}
