/// Who may use which of the pool's slots: events in, actions out, no clock and no I/O.
///
/// A slot is idle or leased. A caller that finds no idle slot waits in a bounded queue, first come, first served,
/// until its deadline. Times are distances from an arbitrary start.
struct PoolState {
    typealias Slot = Int
    typealias Waiter = Int

    enum Refusal: Equatable {
        case exhausted, timedOut, cancelled, shutDown
    }

    enum Action: Equatable {
        case none
        /// Give the slot to the caller; `check` when its connection idled so long that it has to prove itself.
        case lease(Slot, to: Waiter, check: Bool)
        /// The caller waits; see to it that ``PoolState/tick(at:)`` is called at `wakeAt`, if given.
        case wait(wakeAt: Duration?)
        case refuse([Waiter], Refusal)
        /// As `refuse`, for callers that waited too long; call again at `wakeAt`, if given.
        case expire([Waiter], wakeAt: Duration?)
        /// Close these idle slots. When `drained`, no slot is leased any more.
        case close([Slot], refuse: [Waiter], drained: Bool)
    }

    private struct Idle {
        let slot: Slot
        /// `nil` for a slot that was never used.
        let since: Duration?
    }

    private struct Waiting {
        let waiter: Waiter
        let deadline: Duration
    }

    private let waitingLimit: Int
    private let waitTimeout: Duration
    private let checkAfter: Duration
    /// The last one released is the first one used: few connections stay warm, the rest may idle.
    private var idle: [Idle]
    private var leased: Set<Slot> = []
    private var queue: [Waiting] = []
    private var isAlarmSet = false
    private(set) var isClosing = false

    init(slots: Int, waitingLimit: Int, waitTimeout: Duration, checkAfter: Duration) {
        self.waitingLimit = waitingLimit
        self.waitTimeout = waitTimeout
        self.checkAfter = checkAfter
        idle = (0..<slots).reversed().map { Idle(slot: $0, since: nil) }
    }

    var waitingCount: Int { queue.count }
    var leasedCount: Int { leased.count }

    mutating func acquire(_ waiter: Waiter, at now: Duration) -> Action {
        if isClosing { return .refuse([waiter], .shutDown) }
        if let next = idle.popLast() {
            leased.insert(next.slot)
            let isStale = next.since.map { now - $0 > checkAfter } ?? false
            return .lease(next.slot, to: waiter, check: isStale)
        }
        guard queue.count < waitingLimit else { return .refuse([waiter], .exhausted) }
        queue.append(Waiting(waiter: waiter, deadline: now + waitTimeout))
        return .wait(wakeAt: nextAlarm())
    }

    mutating func release(_ slot: Slot, at now: Duration) -> Action {
        precondition(leased.contains(slot), "a slot is released once, by its holder")
        if isClosing {
            leased.remove(slot)
            return .close([slot], refuse: [], drained: leased.isEmpty)
        }
        guard !queue.isEmpty else {
            leased.remove(slot)
            idle.append(Idle(slot: slot, since: now))
            return .none
        }
        return .lease(slot, to: queue.removeFirst().waiter, check: false)
    }

    mutating func cancel(_ waiter: Waiter) -> Action {
        guard let position = queue.firstIndex(where: { $0.waiter == waiter }) else { return .none }
        queue.remove(at: position)
        return .refuse([waiter], .cancelled)
    }

    /// The alarm rang.
    mutating func tick(at now: Duration) -> Action {
        isAlarmSet = false
        let expired = queue.prefix { $0.deadline <= now }.map(\.waiter)
        queue.removeFirst(expired.count)
        return .expire(expired, wakeAt: nextAlarm())
    }

    mutating func close() -> Action {
        guard !isClosing else { return .close([], refuse: [], drained: leased.isEmpty) }
        isClosing = true
        let slots = idle.map(\.slot).sorted()
        let waiters = queue.map(\.waiter)
        idle = []
        queue = []
        return .close(slots, refuse: waiters, drained: leased.isEmpty)
    }

    /// One alarm is enough: deadlines are in the order of arrival.
    private mutating func nextAlarm() -> Duration? {
        guard !isAlarmSet, let first = queue.first else { return nil }
        isAlarmSet = true
        return first.deadline
    }
}
