public import Awards
public import Postgres

/// The door to everything stored. A use case is one method: one transaction, one audit event; it lives in the feature
/// folder it belongs to.
public struct Store: Sendable {
    public private(set) var database: Passage
    public let permissions: Permissions
    let secret: ServerSecret
    private var entrance = Entrance.owner
    let rulesCache = RulesCache()
    let passwords = PasswordHasher()

    private enum Entrance {
        /// Commands and tests of the rules, inside the wall.
        case owner
        case doors(DoorPools, ContextKey)
        /// Every door leads to the owner's connection.
        case noWall
    }

    /// The owner's store.
    /// - Parameters:
    ///   - permissions: anything but the enforced ones is for tests that show what each of them holds off.
    ///   - secret: what the keys of all that is sealed in this database are derived from.
    public init(database: Database, permissions: Permissions = .enforced, secret: ServerSecret) {
        self.database = Passage(database)
        self.permissions = permissions
        self.secret = secret
    }
    /// The same store for the web: nobody's until ``at(_:as:)`` says who acts through which door.
    public func behind(_ pools: DoorPools) -> Store {
        var store = self
        store.entrance = .doors(pools, ContextKey(secret))
        return store.at(.public)
    }

    /// For tests that show what the permissions hold off by themselves: every door is open.
    package func withoutWall() -> Store {
        var store = self
        store.entrance = .noWall
        return store
    }

    /// The store as one person reaches it through a door.
    /// - Parameters:
    ///   - caller: who acts; nil where nobody is known yet or need be. What they sign with ends a minute after each transaction began.
    public func at(_ door: Door, as caller: Caller? = nil) -> Store {
        var store = self
        switch entrance {
        case .owner: preconditionFailure("the owner's store has no doors")
        case .noWall: break
        case .doors(let pools, let key): store.database = Passage(pools[door], as: Passage.Acting(door, caller, key: key))
        }
        return store
    }
}
