import Logging

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Runs a whole transaction on the current thread: body, COMMIT or ROLLBACK, and the retries.
struct TransactionRunner {
    enum Mode: String {
        /// One snapshot for all statements: what a page shows fits together.
        case read = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        case readCommitted = "BEGIN ISOLATION LEVEL READ COMMITTED"
        case serializable = "BEGIN ISOLATION LEVEL SERIALIZABLE"
    }

    private enum Attempt<Value> {
        case done(Value)
        /// `error` is thrown if no attempt is left.
        case again(error: any Error, pause: Bool)
    }

    static let attempts = 4

    let mode: Mode
    /// Sent with BEGIN.
    let opening: SQL?
    let configuration: DatabaseConfiguration
    let logger: Logger

    /// - Throws: what the body throws, or ``DatabaseError``.
    func run<Value>(on lease: Pool.Lease, _ gate: CancelGate, _ body: (Session) throws -> Value) throws -> Value {
        defer { gate.finish() }
        var number = 1
        while true {
            let outcome: Attempt<Value>
            do {
                outcome = try attempt(on: lease.slot, check: lease.needsCheck && number == 1, gate, body)
            } catch {
                if lease.slot.connection?.isBroken == true { lease.slot.connection = nil }
                throw error
            }
            if lease.slot.connection?.isBroken == true { lease.slot.connection = nil }
            switch outcome {
            case .done(let value):
                return value
            case .again(let error, let pause):
                guard number < Self.attempts, !gate.isCancelled else { throw error }
                logger.debug("transaction runs again", metadata: ["attempt": "\(number + 1)"])
                if pause { backOff(after: number) }
                number += 1
            }
        }
    }

    private func attempt<Value>(
        on slot: Pool.Slot,
        check: Bool,
        _ gate: CancelGate,
        _ body: (Session) throws -> Value
    ) throws -> Attempt<Value> {
        let reused = reusable(slot.connection, check: check)
        let connection = try reused ?? Connection(configuration)
        slot.connection = connection
        let session = Session(connection, opening: Opening(begin: mode.rawValue, statement: opening), gate: gate)
        gate.enterBody(connection.cancelHandle)
        let result = Result { try body(session) }
        gate.leaveBody()
        session.end()

        if connection.isBroken {
            let error = result.failure ?? session.failure ?? DatabaseError(.connection, "the connection was lost")
            // Nothing was committed. A connection that was already dead when leased deserves a second try.
            guard reused != nil else { throw error }
            return .again(error: error, pause: false)
        }
        let isCancelled = gate.isCancelled
        if !isCancelled, let failure = session.failure, failure.isTransient || failure.isStalePreparedStatement {
            try rollBack(session, connection)
            if failure.isStalePreparedStatement { try connection.forgetStatements(within: configuration.commitTimeout) }
            return .again(error: result.failure ?? failure, pause: failure.isTransient)
        }
        switch result {
        case .failure(let error):
            try? rollBack(session, connection)
            throw error
        case .success where isCancelled:
            try? rollBack(session, connection)
            throw DatabaseError(.cancelled, "the task was cancelled")
        case .success(let value):
            if session.isUnused { return .done(value) }
            return try commit(value, session, connection)
        }
    }

    private func commit<Value>(
        _ value: Value,
        _ session: Session,
        _ connection: Connection
    ) throws(DatabaseError) -> Attempt<Value> {
        let tag: String
        do {
            tag = try connection.control("COMMIT", within: configuration.commitTimeout).commandTag
        } catch {
            if connection.isBroken || error.isFatal {
                guard mode != .read else { throw error }
                throw error.with(kind: .outcomeUnknown, summary: "no answer to COMMIT: stored or not is unknown")
            }
            guard error.isTransient else { throw error }
            return .again(error: error, pause: true)
        }
        if connection.sawUnreplicatedCommit {
            throw DatabaseError(.outcomeUnknown, "COMMIT did not wait for the standby: it may be lost in a failover")
        }
        guard tag == "COMMIT" else {
            var error = DatabaseError(.server, "the transaction had failed, COMMIT rolled it back", sqlState: "25P02")
            error.detail = session.failure?.debugDescription
            throw error
        }
        return .done(value)
    }

    private func rollBack(_ session: Session, _ connection: Connection) throws(DatabaseError) {
        if !session.isUnused { try connection.control("ROLLBACK", within: configuration.commitTimeout) }
    }

    private func reusable(_ connection: Connection?, check: Bool) -> Connection? {
        guard let connection, connection.looksAlive() else { return nil }
        return !check || connection.answers(within: .seconds(2)) ? connection : nil
    }

    /// Between 0 and 10, 20, 40 ms: two that collided should not meet again.
    private func backOff(after attempt: Int) {
        usleep(UInt32.random(in: 0...(10_000 << UInt32(attempt - 1))))
    }
}

extension Result {
    fileprivate var failure: Failure? {
        guard case .failure(let error) = self else { return nil }
        return error
    }
}
