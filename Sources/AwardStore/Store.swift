public import Postgres

/// The door to everything stored. A use case is one method: one transaction, one audit event; it lives in the feature
/// folder it belongs to.
public struct Store: Sendable {
    public let database: Database
    let rulesCache = RulesCache()
    let passwords = PasswordHasher()

    public init(database: Database) {
        self.database = database
    }
}
