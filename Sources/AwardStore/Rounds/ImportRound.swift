public import Awards
import Postgres
import ScoringEngine

extension EventAction {
    static let roundImported = Self("roundImported")
    static let rulesChanged = Self("rulesChanged")
}

/// What an import did.
public struct ImportedRound: Codable, Sendable, Equatable {
    public let id: Round.ID
    public let version: Int
    /// False where the rules are the current ones and nothing was written.
    public let changed: Bool
}

/// Rules that don't hold together.
public struct RulesInvalid: Error, Equatable, Sendable {
    public let problems: [RuleProblem]
}

extension Store {
    /// Creates a round from its rules, or gives an existing one a new version of them.
    /// - Parameter source: the round file's text, kept as it is.
    /// - Throws: ``RulesInvalid``, ``RulesRefusal``.
    public func importRound(_ rules: RoundRules, source: String, by person: Account.ID?) async throws -> ImportedRound {
        let problems = CheckingRules.problems(in: rules)
        guard problems.isEmpty else { throw RulesInvalid(problems: problems) }
        return try await database.transaction { session in
            let imported = try session.lockedRound(slug: rules.round.slug).map { old in
                try session.replaceRules(of: old, with: rules, source: source, by: person)
            } ?? session.createRound(rules, source: source, by: person)
            if imported.changed { try seal(session) }
            return imported
        }
    }

    /// Gives a round a new version of its rules, from the form that was rendered when `version` was current.
    /// - Throws: ``RulesInvalid``, ``RulesRefusal``, ``RulesChangedMeanwhile``, ``RoundUnknown``.
    public func changeRules(
        _ rules: RoundRules, source: String, from version: Int, operation: Operation, caller: Caller
    ) async throws -> ImportedRound {
        let problems = CheckingRules.problems(in: rules)
        guard problems.isEmpty else { throw RulesInvalid(problems: problems) }
        return try await perform(operation) { session in
            guard let old = try session.lockedRound(slug: rules.round.slug) else { throw RoundUnknown() }
            guard old.version == version else { throw RulesChangedMeanwhile(current: old.version) }
            let changed = try session.replaceRules(of: old, with: rules, source: source, by: caller.account)
            if changed.changed { try seal(session) }
            return changed
        }
    }
}

/// Somebody else gave the round a new version since the form was rendered.
public struct RulesChangedMeanwhile: Error, Equatable, Sendable {
    public let current: Int
}

/// There is no round with this slug.
public struct RoundUnknown: Error, Equatable, Sendable {}

private struct LockedRound {
    let id: Round.ID
    let version: Int
    let state: Round.State
    let rules: RoundRules
}

extension Session {
    fileprivate func lockedRound(slug: String) throws -> LockedRound? {
        try first(
            """
            SELECT r.id, r.rules_version, r.state, v.rules
            FROM round r JOIN round_rules v ON v.round_id = r.id AND v.version = r.rules_version
            WHERE r.slug = \(slug) FOR UPDATE OF r
            """
        ) { row in
            LockedRound(
                id: try row("id"), version: try row("rules_version"), state: try row.state("state"),
                rules: try JSON.value(try row("rules"))
            )
        }
    }

    fileprivate func createRound(_ rules: RoundRules, source: String, by person: Account.ID?) throws -> ImportedRound {
        let competition: Competition.ID = try value(
            """
            INSERT INTO competition (slug, title) VALUES (\(rules.competition.slug), \(rules.competition.title))
            ON CONFLICT (slug) DO UPDATE SET title = excluded.title RETURNING id
            """
        )
        let id: Round.ID = try value(
            """
            INSERT INTO round (competition_id, slug, title, rules_version, time_zone, call_opens, entry_deadline,
                               jury_meets, ceremony, population_date, budget_cents, sample_data, exclusion)
            VALUES (\(competition), \(rules.round.slug), \(rules.round.title), 1, \(rules.round.timeZone),
                    \(rules.dates.callOpens), \(rules.dates.entryDeadline), \(rules.dates.juryMeets), \(rules.dates.ceremony),
                    \(rules.eligibility.populationDate), \(rules.budgetCents), \(rules.round.sampleData),
                    \(rules.exclusion.rawValue))
            RETURNING id
            """
        )
        try keepRules(rules, source: source, of: id, version: 1, by: person)
        try writeTracks(rules, of: id)
        try writeCriteria(rules, of: id)
        try writePrizes(rules, of: id)
        try record(
            .roundImported, by: person, about: .round(id), round: id, after: ["version": 1],
            facts: ["version": .number(1), "rules": .hash(try CanonicalJSON(encoding: rules).hash)]
        )
        return ImportedRound(id: id, version: 1, changed: true)
    }

    fileprivate func replaceRules(
        of old: LockedRound, with rules: RoundRules, source: String, by person: Account.ID?
    ) throws -> ImportedRound {
        guard old.rules != rules else {
            return ImportedRound(id: old.id, version: old.version, changed: false)
        }
        let facts = try one(
            """
            SELECT (SELECT count(*) FROM entry WHERE round_id = \(old.id)) AS entries,
                   (SELECT count(*) FROM score_sheet WHERE round_id = \(old.id) AND state <> 'notStarted') AS sheets
            """
        ) { row in ChangingRules.Facts(state: old.state, entries: try row("entries"), startedSheets: try row("sheets")) }
        try ChangingRules.decide(from: old.rules, to: rules, facts: facts)
        let version = old.version + 1
        try keepRules(rules, source: source, of: old.id, version: version, by: person)
        try execute(
            """
            UPDATE round SET title = \(rules.round.title), rules_version = \(version), time_zone = \(rules.round.timeZone),
                   call_opens = \(rules.dates.callOpens), entry_deadline = \(rules.dates.entryDeadline),
                   jury_meets = \(rules.dates.juryMeets), ceremony = \(rules.dates.ceremony),
                   population_date = \(rules.eligibility.populationDate), budget_cents = \(rules.budgetCents),
                   sample_data = \(rules.round.sampleData), exclusion = \(rules.exclusion.rawValue)
            WHERE id = \(old.id)
            """
        )
        try execute("DELETE FROM special_prize WHERE round_id = \(old.id)")
        try execute("DELETE FROM track_place WHERE round_id = \(old.id)")
        if facts.startedSheets == 0 {
            try execute("DELETE FROM criterion WHERE round_id = \(old.id)")
            try writeCriteria(rules, of: old.id)
        }
        if facts.entries == 0 { try execute("DELETE FROM track WHERE round_id = \(old.id)") }
        try writeTracks(rules, of: old.id)
        try writePrizes(rules, of: old.id)
        try record(
            .rulesChanged, by: person, about: .round(old.id), round: old.id, before: ["version": old.version], after: ["version": version],
            facts: ["version": .number(version), "rules": .hash(try CanonicalJSON(encoding: rules).hash)]
        )
        return ImportedRound(id: old.id, version: version, changed: true)
    }

    private func keepRules(_ rules: RoundRules, source: String, of round: Round.ID, version: Int, by person: Account.ID?) throws {
        try execute(
            """
            INSERT INTO round_rules (round_id, version, rules, source, source_sha256, imported_by)
            VALUES (\(round), \(version), \(try JSON.text(rules)), \(source), \(Token.sha256(source.utf8)), \(person))
            """
        )
    }

    private func writeTracks(_ rules: RoundRules, of round: Round.ID) throws {
        for (position, track) in rules.tracks.enumerated() {
            try execute(
                """
                INSERT INTO track (round_id, code, position, title, population_from, population_to)
                VALUES (\(round), \(track.code), \(position + 1), \(track.title), \(track.populationFrom), \(track.populationTo))
                ON CONFLICT ON CONSTRAINT track_pkey DO UPDATE SET position = excluded.position, title = excluded.title
                """
            )
            for (place, cents) in track.placesCents.enumerated() {
                try execute(
                    """
                    INSERT INTO track_place (round_id, track, place, amount_cents)
                    VALUES (\(round), \(track.code), \(place + 1), \(cents))
                    """
                )
            }
        }
    }

    private func writeCriteria(_ rules: RoundRules, of round: Round.ID) throws {
        for (position, criterion) in rules.rubric.criteria.enumerated() {
            try execute(
                """
                INSERT INTO criterion (round_id, code, position, title, weight, scale_min, scale_max, scale_step)
                VALUES (\(round), \(criterion.code), \(position + 1), \(criterion.title), \(criterion.weight),
                        \(criterion.scale.min), \(criterion.scale.max), \(criterion.scale.step))
                """
            )
        }
    }

    private func writePrizes(_ rules: RoundRules, of round: Round.ID) throws {
        for (position, prize) in rules.prizes.special.enumerated() {
            try execute(
                """
                INSERT INTO special_prize (round_id, code, position, title, amount_cents, joint)
                VALUES (\(round), \(prize.code), \(position + 1), \(prize.title), \(prize.amountCents), \(prize.joint))
                """
            )
        }
    }
}
