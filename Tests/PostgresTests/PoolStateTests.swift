import TestSupport
import Testing

@testable import Postgres

@Suite("Pool state")
struct PoolStateTests {
    private func state(slots: Int = 2, limit: Int = 2) -> PoolState {
        PoolState(slots: slots, waitingLimit: limit, waitTimeout: .seconds(5), checkAfter: .seconds(10))
    }

    @Test("slots are leased, and the last one released is the first one used")
    func leases() {
        var pool = state()
        #expect(pool.acquire(1, at: .seconds(0)) == .lease(0, to: 1, check: false))
        #expect(pool.acquire(2, at: .seconds(0)) == .lease(1, to: 2, check: false))
        #expect(pool.release(0, at: .seconds(1)) == .none)
        #expect(pool.release(1, at: .seconds(1)) == .none)
        #expect(pool.acquire(3, at: .seconds(2)) == .lease(1, to: 3, check: false))
        #expect(pool.acquire(4, at: .seconds(2)) == .lease(0, to: 4, check: false))
    }

    @Test("a connection that idled longer than ten seconds has to prove itself")
    func checksStale() {
        var pool = state(slots: 1)
        #expect(pool.acquire(1, at: .seconds(0)) == .lease(0, to: 1, check: false))
        #expect(pool.release(0, at: .seconds(1)) == .none)
        #expect(pool.acquire(2, at: .seconds(11)) == .lease(0, to: 2, check: false))
        #expect(pool.release(0, at: .seconds(12)) == .none)
        #expect(pool.acquire(3, at: .seconds(23)) == .lease(0, to: 3, check: true))
    }

    @Test("callers wait first come, first served; one too many is refused at once")
    func queues() {
        var pool = state(slots: 1)
        #expect(pool.acquire(1, at: .seconds(0)) == .lease(0, to: 1, check: false))
        #expect(pool.acquire(2, at: .seconds(1)) == .wait(wakeAt: .seconds(6)))
        #expect(pool.acquire(3, at: .seconds(2)) == .wait(wakeAt: nil))
        #expect(pool.acquire(4, at: .seconds(2)) == .refuse([4], .exhausted))
        #expect(pool.release(0, at: .seconds(3)) == .lease(0, to: 2, check: false))
        #expect(pool.release(0, at: .seconds(3)) == .lease(0, to: 3, check: false))
        #expect(pool.release(0, at: .seconds(3)) == .none)
    }

    @Test("a limit of zero refuses whoever would have to wait")
    func waitsForNobody() {
        var pool = state(slots: 1, limit: 0)
        #expect(pool.acquire(1, at: .seconds(0)) == .lease(0, to: 1, check: false))
        #expect(pool.acquire(2, at: .seconds(0)) == .refuse([2], .exhausted))
    }

    @Test("the alarm refuses exactly those whose time is over, and is set again for the next")
    func expires() {
        var pool = state(slots: 1, limit: 3)
        #expect(pool.acquire(1, at: .seconds(0)) == .lease(0, to: 1, check: false))
        #expect(pool.acquire(2, at: .seconds(1)) == .wait(wakeAt: .seconds(6)))
        #expect(pool.acquire(3, at: .seconds(1)) == .wait(wakeAt: nil))
        #expect(pool.acquire(4, at: .seconds(4)) == .wait(wakeAt: nil))
        #expect(pool.tick(at: .seconds(6)) == .expire([2, 3], wakeAt: .seconds(9)))
        #expect(pool.release(0, at: .seconds(8)) == .lease(0, to: 4, check: false))
        #expect(pool.tick(at: .seconds(9)) == .expire([], wakeAt: nil))
        #expect(pool.acquire(5, at: .seconds(10)) == .wait(wakeAt: .seconds(15)))
    }

    @Test("a cancelled waiter leaves the queue; one that has its lease is left alone")
    func cancels() {
        var pool = state(slots: 1)
        #expect(pool.acquire(1, at: .seconds(0)) == .lease(0, to: 1, check: false))
        #expect(pool.acquire(2, at: .seconds(0)) == .wait(wakeAt: .seconds(5)))
        #expect(pool.acquire(3, at: .seconds(0)) == .wait(wakeAt: nil))
        #expect(pool.cancel(2) == .refuse([2], .cancelled))
        #expect(pool.cancel(1) == .none)
        #expect(pool.release(0, at: .seconds(1)) == .lease(0, to: 3, check: false))
    }

    @Test("closing refuses the waiting and the new, and ends when the last lease is back")
    func closes() {
        var pool = state(slots: 3)
        #expect(pool.acquire(1, at: .seconds(0)) == .lease(0, to: 1, check: false))
        #expect(pool.acquire(2, at: .seconds(0)) == .lease(1, to: 2, check: false))
        #expect(pool.close() == .close([2], refuse: [], drained: false))
        #expect(pool.acquire(3, at: .seconds(1)) == .refuse([3], .shutDown))
        #expect(pool.release(1, at: .seconds(1)) == .close([1], refuse: [], drained: false))
        #expect(pool.close() == .close([], refuse: [], drained: false))
        #expect(pool.release(0, at: .seconds(1)) == .close([0], refuse: [], drained: true))
        #expect(pool.close() == .close([], refuse: [], drained: true))
    }

    @Test("closing refuses those who wait")
    func closesQueue() {
        var pool = state(slots: 1)
        #expect(pool.acquire(1, at: .seconds(0)) == .lease(0, to: 1, check: false))
        #expect(pool.acquire(2, at: .seconds(0)) == .wait(wakeAt: .seconds(5)))
        #expect(pool.close() == .close([], refuse: [2], drained: false))
    }

    @Test("in 20,000 random events no slot is leased twice and nobody is answered twice or forgotten")
    func holdsItsInvariants() {
        var random = SeededGenerator(seed: 42)
        var pool = state(slots: 3, limit: 4)
        var leased: Set<Int> = []
        var waiting: Set<Int> = []
        for event in 1...20_000 {
            let now = Duration.seconds(event / 4)
            let action: PoolState.Action
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<5:
                waiting.insert(event)
                action = pool.acquire(event, at: now)
            case 5..<8:
                guard let slot = leased.randomElement(using: &random) else { continue }
                leased.remove(slot)
                action = pool.release(slot, at: now)
            case 8:
                guard let waiter = waiting.randomElement(using: &random) else { continue }
                action = pool.cancel(waiter)
            default:
                action = pool.tick(at: now)
            }
            switch action {
            case .lease(let slot, let waiter, _):
                #expect(leased.insert(slot).inserted)
                #expect(waiting.remove(waiter) != nil)
            case .refuse(let waiters, _), .expire(let waiters, _):
                for waiter in waiters { #expect(waiting.remove(waiter) != nil) }
            case .none, .wait, .close:
                break
            }
            #expect(pool.leasedCount == leased.count && leased.count <= 3)
            #expect(pool.waitingCount == waiting.count && waiting.count <= 4)
            #expect(waiting.isEmpty || leased.count == 3)
        }
    }
}
