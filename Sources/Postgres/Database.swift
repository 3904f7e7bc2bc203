public import Logging
import NIOPosix
import Synchronization

/// A PostgreSQL database, used through a bounded pool of connections.
///
/// The closure is the transaction: it runs from beginning to end on one thread of the database's own, may block, and
/// cannot `await`. It may run **more than once**, because serialization failures, deadlocks and a connection found
/// dead are answered by running it again: it must have no effect but on the database.
///
/// Connections are opened when first needed; an unreachable server shows in the first call, not here.
public final class Database: Sendable {
    private let configuration: DatabaseConfiguration
    private let logger: Logger
    private let pool: Pool
    private let threads: NIOThreadPool
    private let cancelThread: NIOThreadPool
    private let listeners = Mutex<(isShutDown: Bool, active: [Int: NotificationListener], last: Int)>((false, [:], 0))

    public init(_ configuration: DatabaseConfiguration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
        pool = Pool(configuration)
        threads = NIOThreadPool(numberOfThreads: configuration.connections)
        threads.start()
        cancelThread = NIOThreadPool(numberOfThreads: 1)
        cancelThread.start()
    }

    /// Runs queries on one snapshot. Writing is an error.
    ///
    /// - Parameter opening: a statement that every attempt begins with; it travels with BEGIN and costs no round trip.
    /// - Throws: what `body` throws, as it is, or ``DatabaseError``.
    public func read<Value: Sendable>(
        opening: SQL? = nil,
        _ body: @escaping @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await run(.read, opening, body)
    }

    /// Runs a READ COMMITTED transaction, committed when `body` returns and rolled back when it throws.
    ///
    /// - Parameter opening: as in ``read(opening:_:)``.
    /// - Throws: what `body` throws, as it is, or ``DatabaseError``.
    @discardableResult
    public func transaction<Value: Sendable>(
        opening: SQL? = nil,
        _ body: @escaping @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await run(.readCommitted, opening, body)
    }

    /// Runs a SERIALIZABLE transaction, committed when `body` returns and rolled back when it throws.
    ///
    /// - Parameter opening: as in ``read(opening:_:)``.
    /// - Throws: what `body` throws, as it is, or ``DatabaseError``.
    @discardableResult
    public func serializable<Value: Sendable>(
        opening: SQL? = nil,
        _ body: @escaping @Sendable (Session) throws -> Value
    ) async throws -> Value {
        try await run(.serializable, opening, body)
    }

    /// Listens on a channel, on a connection of its own that is opened again whenever it is lost.
    ///
    /// The stream begins with a notification that ``Notification/isStart``, and has another one after each gap.
    /// It ends when the database is shut down. Of an unread backlog only the newest 1,000 are kept.
    public func notifications(on channel: String) -> AsyncThrowingStream<Notification, any Error> {
        AsyncThrowingStream(bufferingPolicy: .bufferingNewest(1000)) { continuation in
            let listener = NotificationListener(channel, configuration, logger, continuation)
            let number: Int? = listeners.withLock { listeners in
                guard !listeners.isShutDown else { return nil }
                listeners.last += 1
                listeners.active[listeners.last] = listener
                return listeners.last
            }
            guard let number else {
                continuation.finish(throwing: DatabaseError(.shutDown, "the database was shut down"))
                return
            }
            continuation.onTermination = { [weak self] _ in
                listener.stop()
                self?.listeners.withLock { _ = $0.active.removeValue(forKey: number) }
            }
            listener.start()
        }
    }

    /// Whether a login gets in, tried on a connection of its own.
    /// - Throws: when the database was shut down.
    public func admits(_ login: DatabaseLogin) async throws -> Bool {
        var changed = configuration
        changed.login = login
        let configuration = changed
        return try await threads.runIfActive { (try? Connection(configuration)) != nil }
    }

    /// Lets running transactions end, refuses new ones, and closes all connections. May be called again.
    /// A database that is never shut down keeps its threads.
    public func shutdown() async {
        let active = listeners.withLock { listeners in
            listeners.isShutDown = true
            return Array(listeners.active.values)
        }
        for listener in active { listener.finish() }
        await pool.close()
        try? await threads.shutdownGracefully()
        try? await cancelThread.shutdownGracefully()
    }

    private func run<Value: Sendable>(
        _ mode: TransactionRunner.Mode,
        _ opening: SQL?,
        _ body: @escaping @Sendable (Session) throws -> Value
    ) async throws -> Value {
        let lease = try await pool.acquire()
        let gate = CancelGate()
        let runner = TransactionRunner(mode: mode, opening: opening, configuration: configuration, logger: logger)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                threads.submit { [pool] state in
                    guard case .active = state else {
                        pool.release(lease)
                        continuation.resume(throwing: DatabaseError(.shutDown, "the database was shut down"))
                        return
                    }
                    let result = Result { try runner.run(on: lease, gate, body) }
                    pool.release(lease)
                    continuation.resume(with: result)
                }
            }
        } onCancel: {
            gate.cancel()
            stopStatement(behind: gate)
        }
    }

    /// Asks until the body has ended: a request that arrives between two statements has no effect.
    private func stopStatement(behind gate: CancelGate) {
        Task { [cancelThread] in
            while try await cancelThread.runIfActive({ gate.requestCancellation() }) {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }
}
