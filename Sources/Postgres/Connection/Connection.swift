import CLibPQ

/// One libpq connection with its prepared statements, used by one thread at a time.
final class Connection {
    private let handle: OpaquePointer
    private let pipeline: Pipeline
    private let notices = NoticeWatch()
    private var statements = StatementCache(limit: 256)
    /// May be used from another thread.
    let cancelHandle: CancelHandle

    /// - Throws: ``DatabaseError`` of kind `connection`.
    init(_ configuration: DatabaseConfiguration) throws(DatabaseError) {
        guard let handle = ConnectionParameters(configuration).connect() else {
            throw DatabaseError(.connection, "no memory for a connection")
        }
        guard PQstatus(handle) == CONNECTION_OK, PQenterPipelineMode(handle) == 1,
            let cancelHandle = CancelHandle(connection: handle)
        else {
            let reason = String(cString: PQerrorMessage(handle))
            PQfinish(handle)
            throw DatabaseError(.connection, "no connection to the database", detail: reason)
        }
        self.handle = handle
        self.cancelHandle = cancelHandle
        pipeline = Pipeline(handle)
        NoticeWatch.install(notices, on: handle)
    }

    deinit {
        PQfinish(handle)
    }

    var isBroken: Bool { pipeline.isBroken }

    var isInTransaction: Bool {
        let status = PQtransactionStatus(handle)
        return status == PQTRANS_INTRANS || status == PQTRANS_INERROR
    }

    /// Whether the last COMMIT was answered without the standby's word.
    var sawUnreplicatedCommit: Bool { notices.sawUnreplicatedCommit }

    /// Notices a peer that closed the connection, without a round trip.
    func looksAlive() -> Bool {
        PQconsumeInput(handle) == 1 && !isBroken
    }

    /// Whether the server answers an empty flight.
    func answers(within limit: Duration) -> Bool {
        (try? pipeline.fly([], deadline: .now + limit)) != nil
    }

    var socket: Int32 { PQsocket(handle) }

    /// Payloads that arrived since the last call, oldest first.
    func notifications() -> [String] {
        var payloads: [String] = []
        while let notification = PQnotifies(handle) {
            payloads.append(String(cString: notification.pointee.extra))
            PQfreemem(notification)
        }
        return payloads
    }

    /// Runs one statement, in the same flight as `opening` if given.
    ///
    /// - Throws: ``DatabaseError`` of kind `server` when the statement was refused, `connection` when all is lost.
    func run(_ sql: SQL, opening: Opening?) throws(DatabaseError) -> QueryResult {
        var steps: [Pipeline.Step] = []
        var preparing: [Preparing] = []
        if let opening {
            steps.append(.control(opening.begin))
            if let statement = opening.statement { try add(statement, to: &steps, &preparing) }
        }
        try add(sql, to: &steps, &preparing)
        return try fly(steps, preparing)
    }

    /// Begins a transaction.
    func open(_ opening: Opening) throws(DatabaseError) {
        notices.reset()
        var steps: [Pipeline.Step] = [.control(opening.begin)]
        var preparing: [Preparing] = []
        if let statement = opening.statement { try add(statement, to: &steps, &preparing) }
        _ = try fly(steps, preparing)
    }

    private struct Preparing {
        let step: Int
        let name: String
        let text: String
    }

    private func add(_ sql: SQL, to steps: inout [Pipeline.Step], _ preparing: inout [Preparing]) throws(DatabaseError) {
        guard !sql.binds.contains(where: { $0?.utf8.contains(0) == true }) else {
            // What the server itself says to a NUL character; in a C string the text would silently end there.
            throw DatabaseError(.server, "a bound text contains a NUL character", sqlState: "22021")
        }
        switch statements.look(up: sql.text) {
        case .prepared(let name):
            steps.append(.execute(name: name, sql))
        case .new(let name, let evicted):
            if let evicted { steps.append(.control("DEALLOCATE \(evicted)")) }
            preparing.append(Preparing(step: steps.count, name: name, text: sql.text))
            steps.append(.prepare(name: name, text: sql.text))
            steps.append(.execute(name: name, sql))
        }
    }

    private func fly(_ steps: [Pipeline.Step], _ preparing: [Preparing]) throws(DatabaseError) -> QueryResult {
        let landing = try pipeline.fly(steps, deadline: nil)
        for statement in preparing where landing.results.count > statement.step {
            statements.remember(statement.text, as: statement.name)
        }
        if let error = landing.error { throw error }
        guard let result = landing.results.last else { throw pipeline.lost(nil) }
        return result
    }

    /// Runs BEGIN, COMMIT, ROLLBACK and the like. Without `limit` it waits as long as it takes.
    @discardableResult
    func control(_ text: String, within limit: Duration?) throws(DatabaseError) -> QueryResult {
        notices.reset()
        let landing = try pipeline.fly([.control(text)], deadline: limit.map { .now + $0 })
        if let error = landing.error { throw error }
        guard let result = landing.results.last else { throw pipeline.lost(nil) }
        return result
    }

    /// Runs several statements in one text, without parameters.
    func script(_ text: String) throws(DatabaseError) {
        guard PQexitPipelineMode(handle) == 1, let result = PQexec(handle, text).map(QueryResult.init) else {
            throw pipeline.lost(nil)
        }
        let status = result.status
        let succeeded = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY
        guard PQstatus(handle) == CONNECTION_OK, PQenterPipelineMode(handle) == 1 else {
            throw pipeline.lost(succeeded ? nil : result.error(in: nil))
        }
        if !succeeded { throw result.error(in: nil) }
    }

    /// Forgets every prepared statement, here and on the server. For use outside a transaction.
    func forgetStatements(within limit: Duration) throws(DatabaseError) {
        statements.removeAll()
        try control("DEALLOCATE ALL", within: limit)
    }

    /// The SCRAM-SHA-256 verifier of a password, with a salt of its own.
    func passwordVerifier(_ password: String, of role: String) throws(DatabaseError) -> String {
        guard let verifier = PQencryptPasswordConn(handle, password, role, "scram-sha-256") else {
            throw DatabaseError(.connection, "no verifier of a password", detail: String(cString: PQerrorMessage(handle)))
        }
        defer { PQfreemem(verifier) }
        return String(cString: verifier)
    }
}
