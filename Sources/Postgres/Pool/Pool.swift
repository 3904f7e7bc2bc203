import Synchronization

/// Carries out what ``PoolState`` decides.
final class Pool: Sendable {
    /// A place for one connection. Only the holder of its lease touches it, which the pool guarantees.
    final class Slot: @unchecked Sendable {
        let number: Int
        var connection: Connection?

        init(number: Int) {
            self.number = number
        }
    }

    struct Lease: Sendable {
        let slot: Slot
        let needsCheck: Bool
    }

    fileprivate struct Inner {
        var state: PoolState
        var lastWaiter = 0
        var waiting: [Int: CheckedContinuation<Lease, any Error>] = [:]
        var onDrained: [CheckedContinuation<Void, Never>] = []
    }

    private let slots: [Slot]
    private let start = ContinuousClock.now
    private let inner: Mutex<Inner>

    init(_ configuration: DatabaseConfiguration) {
        slots = (0..<configuration.connections).map(Slot.init)
        inner = Mutex(
            Inner(
                state: PoolState(
                    slots: configuration.connections,
                    waitingLimit: configuration.waitingLimit,
                    waitTimeout: configuration.waitTimeout,
                    checkAfter: configuration.idleCheckAfter
                )
            )
        )
    }

    private var now: Duration { .now - start }

    /// - Throws: ``DatabaseError`` of kind `poolExhausted`, `waitTimedOut`, `cancelled` or `shutDown`.
    func acquire() async throws -> Lease {
        let waiter = inner.withLock { inner in
            inner.lastWaiter += 1
            return inner.lastWaiter
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                perform { inner in
                    inner.waiting[waiter] = continuation
                    // Looked at under the lock: a cancellation that comes later finds the waiter in the queue.
                    guard !Task.isCancelled else { return .refuse([waiter], .cancelled) }
                    return inner.state.acquire(waiter, at: now)
                }
            }
        } onCancel: {
            perform { $0.state.cancel(waiter) }
        }
    }

    func release(_ lease: Lease) {
        perform { $0.state.release(lease.slot.number, at: now) }
    }

    /// Refuses new callers and returns when the last lease has been returned.
    func close() async {
        await withCheckedContinuation { continuation in
            perform { inner in
                inner.onDrained.append(continuation)
                return inner.state.close()
            }
        }
    }

    private func perform(_ event: (inout Inner) -> PoolState.Action) {
        let effect = inner.withLock { inner in
            Effect(of: event(&inner), on: &inner, slots)
        }
        effect.run(wakeUp: wakeUp)
    }

    private func wakeUp(at time: Duration) {
        let start = start
        Task { [weak self] in
            try? await Task.sleep(until: start + time, clock: .continuous)
            guard let self else { return }
            perform { $0.state.tick(at: now) }
        }
    }
}

/// What is left to do outside the lock.
private struct Effect {
    private var answers: [(CheckedContinuation<Pool.Lease, any Error>, Result<Pool.Lease, any Error>)] = []
    private var drained: [CheckedContinuation<Void, Never>] = []
    private var closing: [Pool.Slot] = []
    private var alarm: Duration?

    init(of action: PoolState.Action, on inner: inout Pool.Inner, _ slots: [Pool.Slot]) {
        switch action {
        case .none:
            break
        case .lease(let slot, let waiter, let check):
            answer([waiter], .success(Pool.Lease(slot: slots[slot], needsCheck: check)), &inner)
        case .wait(let wakeAt):
            alarm = wakeAt
        case .refuse(let waiters, let refusal):
            answer(waiters, .failure(refusal.error), &inner)
        case .expire(let waiters, let wakeAt):
            answer(waiters, .failure(PoolState.Refusal.timedOut.error), &inner)
            alarm = wakeAt
        case .close(let idle, let waiters, let isDrained):
            closing = idle.map { slots[$0] }
            answer(waiters, .failure(PoolState.Refusal.shutDown.error), &inner)
            if isDrained { swap(&drained, &inner.onDrained) }
        }
    }

    private mutating func answer(
        _ waiters: [Int],
        _ result: Result<Pool.Lease, any Error>,
        _ inner: inout Pool.Inner
    ) {
        for waiter in waiters {
            if let continuation = inner.waiting.removeValue(forKey: waiter) { answers.append((continuation, result)) }
        }
    }

    func run(wakeUp: (Duration) -> Void) {
        for slot in closing { slot.connection = nil }
        for (continuation, result) in answers { continuation.resume(with: result) }
        for continuation in drained { continuation.resume() }
        if let alarm { wakeUp(alarm) }
    }
}

extension PoolState.Refusal {
    fileprivate var error: DatabaseError {
        switch self {
        case .exhausted: DatabaseError(.poolExhausted, "too many callers wait for a database connection")
        case .timedOut: DatabaseError(.waitTimedOut, "no database connection became free in time")
        case .cancelled: DatabaseError(.cancelled, "the task was cancelled")
        case .shutDown: DatabaseError(.shutDown, "the database was shut down")
        }
    }
}
