import Synchronization

/// Lets a cancelled task stop the statement it waits for, but never a COMMIT or another caller's statement.
///
/// The request is sent under the same lock that ``leaveBody()`` takes: once the body is left, no request is under way,
/// and the server has taken note of every earlier one before it sees the next command.
final class CancelGate: Sendable {
    private struct State {
        var running: CancelHandle?
        var isCancelled = false
        var isFinished = false
    }

    private let state = Mutex(State())

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    func cancel() {
        state.withLock { $0.isCancelled = true }
    }

    func enterBody(_ handle: CancelHandle) {
        state.withLock { $0.running = handle }
    }

    func leaveBody() {
        state.withLock { $0.running = nil }
    }

    func finish() {
        state.withLock { $0.isFinished = true }
    }

    /// Sends one request if a body is running. Returns whether another may be needed: a request that arrives between
    /// two statements has no effect.
    func requestCancellation() -> Bool {
        state.withLock { state in
            guard !state.isFinished else { return false }
            state.running?.requestCancellation()
            return true
        }
    }
}
