import Awards
import Foundation
import Postgres
import Seeds

extension EventAction {
    static let demoLoaded = Self("demoLoaded")
}

/// Two invented rounds to try everything with: `demo-2025`, decided and published, and `demo-2027`, open for entries
/// and scoring.
public enum DemoData {
    /// Of every demo account.
    public static let password = "lorbeer-demo-2027"

    /// Who can sign in, for the start of the server; German.
    public static let signIns = """
        Anmeldungen der Demo, alle mit dem Passwort \(password):
          Geschäftsstelle  verwaltung@example.org
          Administration   administration@example.org (Konten und Rollen)
          Prüfung          pruefung@example.org (liest alles, ändert nichts)
          Jury             jury1@example.org bis jury5@example.org
          Kommunen         kommune17@example.org (Entwurf), kommune18@example.org (eingereicht),
                           kommune1@example.org (zugelassen), kommune2@example.org (noch ohne Bewerbung 2027)
        """

    /// What became of a request to load the demo.
    public enum Outcome: Sendable, Equatable {
        case loaded
        /// It was loaded before.
        case alreadyThere
        /// The database has rounds of its own, and stays as it is.
        case otherRounds
    }
}

extension Store {
    /// Loads the demo rounds into an empty database, through the same use cases as the web. A load that was cut off goes
    /// on where it stopped.
    /// - Throws: what a use case refuses; ``FileProblems`` for a broken demo file.
    public func loadDemo() async throws -> DemoData.Outcome {
        let rules = try Seeds.demoRounds.map { bytes in
            let source = String(decoding: bytes, as: UTF8.self)
            return (rules: try RoundFile.read(source, name: "demo.yaml"), source: source)
        }
        let state = try await database.read { session in
            try session.one(
                """
                SELECT count(*) FILTER (WHERE slug <> ALL (\(rules.map(\.rules.round.slug)))) AS others, clock_timestamp() AS now,
                       EXISTS (SELECT FROM event WHERE action = \(EventAction.demoLoaded.name)) AS loaded
                FROM round
                """
            ) { row in (others: try row("others") as Int, loaded: try row("loaded") as Bool, now: try row("now") as Date) }
        }
        if state.loaded { return .alreadyThere }
        if state.others > 0 { return .otherRounds }
        let file = try DemoFile.read(String(decoding: Seeds.demoEntries, as: UTF8.self), name: "entries.yaml")
        let people = try await loadDemoPeople(file)
        for (rules, source) in rules {
            _ = try await importRound(rules, source: source, by: people.staff)
            guard let round = try await round(slug: rules.round.slug), let content = file.rounds.first(where: { $0.slug == round.slug }) else {
                throw DemoIncomplete(missing: rules.round.slug)
            }
            try await playDemo(content, with: people, steps: DemoSteps(round: round, staff: people.staff, now: state.now))
        }
        try await database.transaction { session in
            try session.record(.demoLoaded, by: nil, about: .municipalities, after: ["rounds": rules.map(\.rules.round.slug)])
        }
        return .loaded
    }

    private func playDemo(_ content: DemoFile.Round, with people: DemoPeople, steps: DemoSteps) async throws {
        var entries: [String: Entry.ID] = [:]
        for entry in content.entries {
            entries[entry.municipality] = try await enterDemo(entry, with: people, steps: steps)
        }
        try await judgeDemo(content, entries: entries, with: people, steps: steps)
        if !content.special.isEmpty { try await decideDemo(content, entries: entries, steps: steps) }
    }
}
