import CLibPQ

#if canImport(Glibc)
    import Glibc
#else
    import Musl
#endif

/// Sends several commands in one flight and collects their answers: one round trip for all of them.
///
/// Every flight ends with a sync, so that an error never leaves half an answer behind. The server skips what follows
/// a failed command up to the sync.
final class Pipeline {
    enum Step {
        case control(String)
        case prepare(name: String, text: String)
        case execute(name: String, SQL)
    }

    /// The answers to the steps that succeeded, in order, and the error of the first that did not.
    struct Landing {
        var results: [QueryResult] = []
        var error: DatabaseError?
    }

    private let handle: OpaquePointer
    private var isGivenUp = false

    /// The caller keeps ownership of the connection and must outlive the pipeline.
    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    var isBroken: Bool { isGivenUp || PQstatus(handle) != CONNECTION_OK }

    /// - Throws: ``DatabaseError`` of kind `connection` when the answer cannot come any more or not before `deadline`.
    func fly(_ steps: [Step], deadline: ContinuousClock.Instant?) throws(DatabaseError) -> Landing {
        for step in steps {
            guard send(step) == 1 else { throw lost(nil) }
        }
        guard PQpipelineSync(handle) == 1 else { throw lost(nil) }
        var landing = Landing()
        for step in steps {
            guard let result = try next(deadline, landing) else { throw lost(landing.error) }
            try sort(result, of: step, into: &landing)
            // Each command's answer ends with a null result.
            guard try next(deadline, landing) == nil else { throw lost(landing.error) }
        }
        guard let end = try next(deadline, landing), end.status == PGRES_PIPELINE_SYNC else {
            throw lost(landing.error)
        }
        return landing
    }

    private func send(_ step: Step) -> Int32 {
        switch step {
        case .control(let text):
            return PQsendQueryParams(handle, text, 0, nil, nil, nil, nil, 0)
        case .prepare(let name, let text):
            return PQsendPrepare(handle, name, text, 0, nil)
        case .execute(let name, let sql):
            let count = Int32(sql.binds.count)
            return CStrings.with(sql.binds) { PQsendQueryPrepared(handle, name, count, $0, nil, nil, 0) }
        }
    }

    private func sort(_ result: QueryResult, of step: Step, into landing: inout Landing) throws(DatabaseError) {
        switch result.status {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            landing.results.append(result)
        case PGRES_PIPELINE_ABORTED:
            return
        case PGRES_FATAL_ERROR:
            var text: String?
            if case .execute(_, let sql) = step { text = sql.text }
            if case .prepare(_, let prepared) = step { text = prepared }
            if landing.error == nil { landing.error = result.error(in: text) }
        default:
            // COPY and replication talk a protocol of their own; nothing here can bring them to an end.
            throw lost(DatabaseError(.server, "COPY is not supported", sqlState: "0A000"))
        }
    }

    /// Waits for one result; `nil` is the end of a command's answer.
    private func next(_ deadline: ContinuousClock.Instant?, _ landing: Landing) throws(DatabaseError) -> QueryResult? {
        while PQisBusy(handle) == 1 {
            guard wait(until: deadline) else {
                isGivenUp = true
                throw DatabaseError(.connection, "the server did not answer in time")
            }
            if PQconsumeInput(handle) == 0, PQisBusy(handle) == 1 { throw lost(landing.error) }
        }
        return PQgetResult(handle).map(QueryResult.init)
    }

    private func wait(until deadline: ContinuousClock.Instant?) -> Bool {
        while true {
            var milliseconds: Int32 = -1
            if let deadline {
                let left = (deadline - .now) / .milliseconds(1)
                guard left > 0 else { return false }
                milliseconds = Int32(min(left.rounded(.up), 60_000))
            }
            var descriptor = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
            let ready = poll(&descriptor, 1, milliseconds)
            // A negative answer other than "interrupted" is for the following read to report.
            if ready > 0 || (ready < 0 && errno != EINTR) { return true }
        }
    }

    /// The error for a connection that is no longer usable; `cause` is what the server said before it went.
    func lost(_ cause: DatabaseError?) -> DatabaseError {
        isGivenUp = true
        var error = DatabaseError(.connection, "the connection was lost", sqlState: cause?.sqlState)
        error.detail = cause?.detail ?? String(cString: PQerrorMessage(handle))
        return error
    }
}
