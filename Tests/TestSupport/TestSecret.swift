public import AwardStore
public import Awards
public import Postgres

extension Store {
    /// A store as tests need it: under a secret of their own.
    public init(database: Database, permissions: Permissions = .enforced) {
        // Bytes 0 to 31, so that every process of the tests has the same.
        guard let secret = ServerSecret(Array(0..<UInt8(ServerSecret.byteCount))) else { preconditionFailure("the secret is too short") }
        self.init(database: database, permissions: permissions, secret: secret)
    }
}
