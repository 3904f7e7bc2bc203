/// The database inside one transaction.
///
/// Handed to the closure of ``Database/read(opening:_:)``, ``Database/transaction(opening:_:)`` and ``Database/serializable(opening:_:)`` and
/// valid until it returns. It is not `Sendable`, so that it cannot leave the closure: returning it, storing it
/// outside or passing it to a task does not compile.
///
/// Settings last longer than the transaction unless written `SET LOCAL`.
public final class Session {
    fileprivate let connection: Connection
    private let gate: CancelGate
    private let opening: Opening
    private var hasBegun = false
    private var isOver = false
    /// The first error the server answered with. Whatever the body makes of it, the transaction is lost.
    private(set) var failure: DatabaseError?

    init(_ connection: Connection, opening: Opening, gate: CancelGate) {
        self.connection = connection
        self.opening = opening
        self.gate = gate
    }

    /// A session that used nothing has nothing to commit.
    var isUnused: Bool { !hasBegun }

    func end() {
        isOver = true
    }

    /// Runs a statement.
    ///
    /// - Returns: the rows it inserted, changed, deleted or returned.
    @discardableResult
    public func execute(_ sql: SQL) throws -> Int {
        try run(sql).affectedRows
    }

    /// All rows of a query.
    public func rows<Value>(_ sql: SQL, _ decode: (Row) throws -> Value) throws -> [Value] {
        let result = try run(sql)
        return try (0..<result.rowCount).map { try decode(Row(result: result, index: $0)) }
    }

    /// The first row of a query, `nil` if it has none.
    public func first<Value>(_ sql: SQL, _ decode: (Row) throws -> Value) throws -> Value? {
        let result = try run(sql)
        return result.rowCount == 0 ? nil : try decode(Row(result: result, index: 0))
    }

    /// The only row of a query.
    ///
    /// - Throws: ``DatabaseError`` of kind `unexpectedRowCount` when there is none or more than one.
    public func one<Value>(_ sql: SQL, _ decode: (Row) throws -> Value) throws -> Value {
        try decode(Row(result: try single(sql), index: 0))
    }

    /// The only column of the only row of a query.
    ///
    /// - Throws: ``DatabaseError`` of kind `unexpectedRowCount` or `decoding`.
    public func value<Value: PostgresDecodable>(_ sql: SQL, as type: Value.Type = Value.self) throws -> Value {
        let result = try single(sql)
        guard result.columns.count == 1 else {
            throw DatabaseError(.decoding, "expected 1 column, got \(result.columns.count)")
        }
        return try Value.decode(postgres: result.cell(row: 0, column: 0))
    }

    /// Runs several statements in one text, as migrations are written. It cannot bind values.
    public func script(_ text: String) throws {
        try beforeStatement()
        try noting { () throws(DatabaseError) in
            if !hasBegun { try connection.open(opening) }
            hasBegun = true
            try connection.script(text)
        }
        try afterStatement()
    }

    private func single(_ sql: SQL) throws -> QueryResult {
        let result = try run(sql)
        guard result.rowCount == 1 else {
            throw DatabaseError(.unexpectedRowCount, "expected 1 row, got \(result.rowCount)")
        }
        return result
    }

    private func run(_ sql: SQL) throws -> QueryResult {
        try beforeStatement()
        let opening = hasBegun ? nil : opening
        let result = try noting { () throws(DatabaseError) in
            hasBegun = true
            return try connection.run(sql, opening: opening)
        }
        try afterStatement()
        return result
    }

    private func beforeStatement() throws {
        precondition(!isOver, "a session was used after its transaction ended")
        if gate.isCancelled { throw DatabaseError(.cancelled, "the task was cancelled") }
    }

    private func afterStatement() throws {
        guard !connection.isInTransaction else { return }
        // A body that commits by itself would take the retries and the outcome protocol off their feet.
        let error = DatabaseError(.server, "a body must not end its transaction itself", sqlState: "2D000")
        failure = failure ?? error
        throw error
    }

    private func noting<Value>(_ body: () throws(DatabaseError) -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            failure = failure ?? error
            if gate.isCancelled, error.sqlState == "57014" {
                throw error.with(kind: .cancelled, summary: "the task was cancelled")
            }
            throw error
        }
    }
}

extension Session {
    /// What stands for a password in `ALTER ROLE … PASSWORD`, so that the password itself reaches neither the server nor its log.
    public func passwordVerifier(_ password: String, of role: String) throws -> String {
        try connection.passwordVerifier(password, of: role)
    }
}
