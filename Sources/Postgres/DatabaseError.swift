/// Anything that went wrong between the program and its database.
///
/// `description` names kinds, codes and schema objects and is safe to log; it never shows data. `debugDescription`
/// may show what the server said in full, values included.
public struct DatabaseError: Error, Sendable {
    public enum Kind: Sendable, Equatable {
        /// The server refused a statement; ``DatabaseError/sqlState`` says why. The transaction was rolled back.
        case server
        /// No connection, or it was lost before COMMIT was sent. Nothing was stored.
        case connection
        /// Too many callers are waiting for a connection already.
        case poolExhausted
        /// No connection became free in time.
        case waitTimedOut
        /// COMMIT was sent and its answer never came, or did not vouch for the standby: stored or not, nobody knows.
        case outcomeUnknown
        /// A column does not hold what the program expected.
        case decoding
        /// A statement returned more or fewer rows than its caller stated.
        case unexpectedRowCount
        /// The task was cancelled before COMMIT was sent. Nothing was stored.
        case cancelled
        /// ``Database/shutdown()`` was called.
        case shutDown
    }

    public let kind: Kind
    /// The five-character SQLSTATE, if the server sent one.
    public internal(set) var sqlState: String?
    public internal(set) var constraint: String?
    public internal(set) var table: String?
    public internal(set) var column: String?
    /// Free of data: shown in `description`.
    var summary: String
    /// May hold data: shown in `debugDescription` only.
    var detail: String?
    /// The C function that raised the error: unlike the message, it is not translated.
    var sourceFunction: String?
    var isFatal = false

    init(_ kind: Kind, _ summary: String, sqlState: String? = nil, column: String? = nil, detail: String? = nil) {
        self.kind = kind
        self.summary = summary
        self.sqlState = sqlState
        self.column = column
        self.detail = detail
    }

    func with(kind: Kind, summary: String) -> DatabaseError {
        var copy = DatabaseError(kind, summary, sqlState: sqlState, column: column, detail: detail)
        copy.constraint = constraint
        copy.table = table
        return copy
    }

    /// The same transaction may succeed when run again: serialization failure or deadlock.
    var isTransient: Bool { kind == .server && (sqlState == "40001" || sqlState == "40P01") }

    /// The prepared statement no longer fits the schema or is gone; preparing it anew helps.
    var isStalePreparedStatement: Bool {
        guard kind == .server else { return false }
        return sqlState == "26000" || (sqlState == "0A000" && sourceFunction == "RevalidateCachedQuery")
    }
}

extension DatabaseError: CustomStringConvertible, CustomDebugStringConvertible {
    public var description: String {
        var parts = [summary]
        if let sqlState { parts.append("SQLSTATE \(sqlState)") }
        if let constraint { parts.append("constraint \(constraint)") }
        if let table { parts.append("table \(table)") }
        if let column { parts.append("column \(column)") }
        return parts.joined(separator: ", ")
    }

    public var debugDescription: String {
        guard let detail else { return description }
        return "\(description): \(detail)"
    }
}
