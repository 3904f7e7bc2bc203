public import Awards
public import Postgres

/// The door to everything stored. A use case is one method: one transaction, one audit event; it lives in the feature
/// folder it belongs to.
public struct Store: Sendable {
    public let database: Database
    public let permissions: Permissions
    let secret: ServerSecret
    let rulesCache = RulesCache()
    let passwords = PasswordHasher()

    /// - Parameters:
    ///   - permissions: anything but the enforced ones is for tests that show what each of them holds off.
    ///   - secret: what the keys of all that is sealed in this database are derived from.
    public init(database: Database, permissions: Permissions = .enforced, secret: ServerSecret) {
        self.database = database
        self.permissions = permissions
        self.secret = secret
    }
}
