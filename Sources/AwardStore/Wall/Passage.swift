import Awards
import Foundation
public import Postgres

/// The database as one person reaches it through one door; or as its owner, for commands.
public struct Passage: Sendable {
    /// Who acts, and since when by the database's clock and by ours.
    struct Acting: Sendable {
        let door: Door
        let key: ContextKey
        let caller: Caller?
        private let since = ContinuousClock.now

        init(_ door: Door, _ caller: Caller?, key: ContextKey) {
            self.door = door
            self.caller = caller
            self.key = key
        }

        /// Seconds for which a context is valid.
        static let lifetime = 60

        /// Signed anew for each transaction. Nobody's is empty, so that nothing is left of whoever used the connection before.
        var context: String {
            guard let caller else { return "" }
            let elapsed = Int((ContinuousClock.now - since).components.seconds)
            let expiry = Int(caller.requestedAt.timeIntervalSince1970) + elapsed + Self.lifetime
            return key.context(of: caller.account, until: expiry, at: door)
        }
    }

    let database: Database
    private let acting: Acting?

    /// - Parameter acting: nil for the owner, who stands inside the wall.
    init(_ database: Database, as acting: Acting? = nil) {
        self.database = database
        self.acting = acting
    }

    /// A bound value: its text would be shown in `pg_stat_activity` to others who came through the same door.
    private var opening: SQL? {
        acting.map { "SELECT set_config('lorbeer.context', \($0.context), true)" }
    }

    /// As ``Database/read(opening:_:)``.
    public func read<Value: Sendable>(_ body: @escaping @Sendable (Session) throws -> Value) async throws -> Value {
        try await database.read(opening: opening, body)
    }

    /// As ``Database/transaction(opening:_:)``.
    @discardableResult
    public func transaction<Value: Sendable>(_ body: @escaping @Sendable (Session) throws -> Value) async throws -> Value {
        try await database.transaction(opening: opening, body)
    }

    /// As ``Database/serializable(opening:_:)``.
    @discardableResult
    public func serializable<Value: Sendable>(_ body: @escaping @Sendable (Session) throws -> Value) async throws -> Value {
        try await database.serializable(opening: opening, body)
    }
}
