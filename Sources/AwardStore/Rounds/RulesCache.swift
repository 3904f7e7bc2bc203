import Awards
import Postgres
import Synchronization

/// Rules of a version never change, so each is decoded once in the life of the process.
final class RulesCache: Sendable {
    private struct Key: Hashable {
        let round: Round.ID
        let version: Int
    }

    private let cache = Mutex<[Key: RoundRules]>([:])

    /// - Throws: ``DatabaseError`` when there is no such version.
    func rules(of round: Round.ID, version: Int, in session: Session) throws -> RoundRules {
        let key = Key(round: round, version: version)
        if let known = cache.withLock({ $0[key] }) { return known }
        let rules: RoundRules = try session.one(
            "SELECT rules FROM round_rules WHERE round_id = \(round) AND version = \(version)"
        ) { row in try JSON.value(try row("rules")) }
        cache.withLock { $0[key] = rules }
        return rules
    }
}
