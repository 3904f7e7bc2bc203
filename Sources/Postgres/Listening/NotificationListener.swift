import CLibPQ
import Foundation
import Logging
import Synchronization

/// A thread with a connection of its own that waits for notifications on one channel.
final class NotificationListener: Sendable {
    typealias Continuation = AsyncThrowingStream<Notification, any Error>.Continuation

    private let channel: String
    private let configuration: DatabaseConfiguration
    private let logger: Logger
    private let continuation: Continuation
    /// Written to by ``stop()``, so that the thread need not wake up to look.
    private let wake: WakePipe
    private let isStopped = Mutex(false)

    init(
        _ channel: String,
        _ configuration: DatabaseConfiguration,
        _ logger: Logger,
        _ continuation: Continuation
    ) {
        self.channel = channel
        self.configuration = configuration
        self.logger = logger
        self.continuation = continuation
        wake = WakePipe()
    }

    func start() {
        Thread.detachNewThread { self.work() }
    }

    func stop() {
        isStopped.withLock { $0 = true }
        wake.ring()
    }

    func finish() {
        stop()
        continuation.finish()
    }

    private func work() {
        var pauseMilliseconds: Int32 = 100
        while !isStopped.withLock({ $0 }) {
            if let connection = try? Connection(configuration), listen(connection) {
                pauseMilliseconds = 100
            } else if !isStopped.withLock({ $0 }) {
                logger.warning("not listening, will try again", metadata: ["channel": "\(channel)"])
                wake.wait(besides: nil, milliseconds: pauseMilliseconds)
                pauseMilliseconds = min(2 * pauseMilliseconds, 5000)
            }
        }
        continuation.finish()
    }

    /// Returns when the connection is lost or the listener was stopped: whether it ever listened.
    private func listen(_ connection: Connection) -> Bool {
        let quoted = "\"" + channel.replacing("\"", with: "\"\"") + "\""
        guard (try? connection.control("LISTEN \(quoted)", within: .seconds(10))) != nil else { return false }
        continuation.yield(Notification(channel: channel, payload: "", isStart: true))
        while !isStopped.withLock({ $0 }) {
            guard connection.looksAlive() else { return true }
            for payload in connection.notifications() {
                continuation.yield(Notification(channel: channel, payload: payload, isStart: false))
            }
            wake.wait(besides: connection.socket, milliseconds: -1)
        }
        return true
    }
}
