/// Where the database is and how much of it this process may use.
public struct DatabaseConfiguration: Sendable {
    /// A libpq connection string, `postgresql://…` or `key=value …`. Several hosts and
    /// `target_session_attrs=read-write` make a failover need no code.
    public var connectionString: String
    /// Who logs in, in the place of whom the connection string names.
    public var login: DatabaseLogin?
    /// Connections, and threads that wait on them: at least 1.
    public var connections: Int
    /// Callers that may wait for a connection at the same time; one more gets ``DatabaseError/Kind/poolExhausted``.
    public var waitingLimit: Int
    /// How long a caller waits for a connection before it gets ``DatabaseError/Kind/waitTimedOut``.
    public var waitTimeout: Duration
    /// Shown in `pg_stat_activity` unless the connection string names another.
    public var applicationName: String

    /// How long the answer to COMMIT may take before its outcome counts as unknown. `statement_timeout` does not
    /// bound the wait for a synchronous standby, so the client has to.
    package var commitTimeout: Duration = .seconds(30)
    /// A connection that idled longer than this proves itself by a round trip before it is used.
    package var idleCheckAfter: Duration = .seconds(10)
    /// The server ends a statement after this long, unless the connection string's `options` say otherwise.
    package var statementTimeout: Duration = .seconds(30)

    public init(
        connectionString: String,
        login: DatabaseLogin? = nil,
        connections: Int = 8,
        waitingLimit: Int = 256,
        waitTimeout: Duration = .seconds(5),
        applicationName: String = "lorbeer"
    ) {
        precondition(connections >= 1, "a database needs at least one connection")
        self.connectionString = connectionString
        self.login = login
        self.connections = connections
        self.waitingLimit = waitingLimit
        self.waitTimeout = waitTimeout
        self.applicationName = applicationName
    }
}

/// A role of the server and its password.
public struct DatabaseLogin: Sendable {
    public let role: String
    let password: String

    public init(role: String, password: String) {
        self.role = role
        self.password = password
    }
}
