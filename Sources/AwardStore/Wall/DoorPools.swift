public import Logging
public import Postgres

/// A bounded pool of connections for each door.
public final class DoorPools: Sendable {
    private let pools: [Door: Database]

    /// - Parameters:
    ///   - connectionString: the owner's; the doors' logins are on the same server, with passwords derived from the secret.
    ///   - connections: of all doors together; a door that nobody uses opens none.
    public init(_ connectionString: String, secret: ServerSecret, connections: Int, logger: Logger) {
        pools = Dictionary(uniqueKeysWithValues: Door.allCases.map { door in
            let configuration = DatabaseConfiguration(
                connectionString: connectionString, login: DatabaseLogin(role: door.login, password: secret.password(of: door)),
                connections: door.connections(of: connections), applicationName: "lorbeer \(door.rawValue)"
            )
            return (door, Database(configuration, logger: logger))
        })
    }

    subscript(door: Door) -> Database {
        guard let pool = pools[door] else { preconditionFailure("every door has a pool") }
        return pool
    }

    public func shutdown() async {
        for pool in pools.values { await pool.shutdown() }
    }
}

extension ServerSecret {
    /// 64 hexadecimal digits.
    func password(of door: Door) -> String {
        derive(.password(of: door)).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
