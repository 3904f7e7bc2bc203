public import Awards
public import Postgres

/// The door to everything stored. A use case is one method: one transaction, one audit event; it lives in the feature
/// folder it belongs to.
public struct Store: Sendable {
    public let database: Database
    public let permissions: Permissions
    let rulesCache = RulesCache()
    let passwords = PasswordHasher()

    /// - Parameter permissions: anything but the enforced ones is for tests that show what each of them holds off.
    public init(database: Database, permissions: Permissions = .enforced) {
        self.database = database
        self.permissions = permissions
    }
}
