import Foundation
import Logging
import Postgres
import TestSupport

@testable import AwardStore
@testable import Awards

/// What became of a statement.
enum Outcome: Equatable, CustomStringConvertible {
    case rows(Int)
    /// Refused by a right, a policy or a check of a policy.
    case refused
    /// Refused because nobody acts, or whoever claims to.
    case unknownPerson
    /// Passed the wall and met a rule of the schema behind it.
    case rule
    /// Refused by a trigger of the schema, which is asked before a policy's check.
    case trigger
    case other(String)

    var description: String {
        switch self {
        case .rows(let count): "\(count) rows"
        case .refused: "refused"
        case .unknownPerson: "28000"
        case .rule: "a rule of the schema"
        case .trigger: "a trigger"
        case .other(let state): state
        }
    }

    /// Nothing came of it, and nothing was there to see.
    var isRepelled: Bool { self == .refused || self == .rows(0) || self == .trigger }

    /// Reached at least one row.
    var isReached: Bool {
        switch self {
        case .rows(let count): count > 0
        case .rule, .trigger: true
        default: false
        }
    }
}

/// Who says to act.
enum Claim: String, CaseIterable {
    /// The person the door is for.
    case rightful
    /// Somebody with an account, signed for this door, and without a role, a seat or a municipality.
    case stranger
    case missing
    /// The rightful person under another key.
    case forged
    /// The rightful person, signed for another door.
    case otherDoor
    case expired
}

/// Runs single statements as an attacker would who has taken over a door: the application's own rules are not there.
struct WallProbe: Sendable {
    let door: Door
    private let database: Database
    private let account: Account.ID
    private let stranger: Account.ID

    private struct Answer: Error {
        let outcome: Outcome
    }

    static func run(
        _ door: Door, template: TemplateBuilder = WallScene.template, _ body: @Sendable (WallProbe, Database) async throws -> Void
    ) async throws {
        try await TestCluster.withConnectionString(template: template) { connectionString in
            let logger = Logger(label: "test")
            let owner = Database(DatabaseConfiguration(connectionString: connectionString, connections: 1), logger: logger)
            let login = DatabaseLogin(role: door.login, password: TestSecret.secret.password(of: door))
            let database = Database(
                DatabaseConfiguration(connectionString: connectionString, login: login, connections: 1), logger: logger
            )
            do {
                try await Store(database: owner).closeWall()
                let probe = WallProbe(
                    door: door, database: database, account: try await account(email(at: door), owner),
                    stranger: try await account("fremd@example.org", owner)
                )
                try await body(probe, owner)
            } catch {
                await database.shutdown()
                await owner.shutdown()
                throw error
            }
            await database.shutdown()
            await owner.shutdown()
        }
    }

    private static func email(at door: Door) -> String {
        switch door {
        case .applicant: WallScene.applicant
        case .chair: "birk@example.org"
        case .juror: WallScene.juror
        case .audit: "pruefung@example.org"
        case .payment: "kasse@example.org"
        case .gate, .public, .staff, .record: "verwaltung@example.org"
        }
    }

    private static func account(_ email: String, _ owner: Database) async throws -> Account.ID {
        try await owner.read { session in try session.value("SELECT id FROM account WHERE email = \(email)") }
    }

    /// The value an attacker would put into `lorbeer.context`.
    func context(_ claim: Claim) -> String {
        let soon = 4_000_000_000
        let key = ContextKey(TestSecret.secret)
        switch claim {
        case .rightful: return key.context(of: account, until: soon, at: door)
        case .stranger: return key.context(of: stranger, until: soon, at: door)
        case .missing: return ""
        case .forged:
            guard let other = ServerSecret([UInt8](repeating: 9, count: ServerSecret.byteCount)) else { return "" }
            return ContextKey(other).context(of: account, until: soon, at: door)
        case .otherDoor: return key.context(of: account, until: soon, at: door == .staff ? .applicant : .staff)
        case .expired: return key.context(of: account, until: 1_000_000_000, at: door)
        }
    }

    /// Runs a statement in a transaction that is rolled back.
    func attempt(_ statement: String, as claim: Claim) async throws -> Outcome {
        try await attempt([statement], context: context(claim))
    }

    /// Runs statements one after the other and tells what became of the last.
    func attempt(_ statements: [String], context: String) async throws -> Outcome {
        do {
            try await database.transaction(opening: "SELECT set_config('lorbeer.context', \(context), true)") { session in
                var outcome = Outcome.rows(0)
                for statement in statements { outcome = .rows(try session.execute("\(unchecked: statement)")) }
                throw Answer(outcome: outcome)
            }
            return .other("committed")
        } catch let answer as Answer {
            return answer.outcome
        } catch let error as DatabaseError {
            switch error.sqlState {
            case "42501": return .refused
            case "28000": return .unknownPerson
            case "23001", "23000": return .trigger
            case let state? where state.hasPrefix("23"): return .rule
            default: return .other(error.debugDescription)
            }
        }
    }

    func ask<Value: Sendable & PostgresDecodable>(_ statement: String, as type: Value.Type = Value.self) async throws -> Value {
        let context = context(.rightful)
        return try await database.transaction(opening: "SELECT set_config('lorbeer.context', \(context), true)") { session in
            try session.value("\(unchecked: statement)")
        }
    }
}
