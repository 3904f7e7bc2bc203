import Dispatch
import ScoringEngine
import Synchronization

/// Something that holds for every input, checked on random ones.
struct Property: Sendable {
    let name: String
    /// How many instances there are of it for each one asked for.
    let share: Share
    /// Makes the instance of a seed and checks it.
    ///
    /// - Throws: ``Violation``, or the engine's refusal of an instance that is in order.
    let check: @Sendable (UInt64) throws -> Void

    enum Share: Sendable {
        case instances, tenth, money
    }

    init(_ name: String, _ share: Share = .instances, check: @escaping @Sendable (inout SeededGenerator) throws -> Void) {
        self.name = name
        self.share = share
        self.check = { seed in
            var random = SeededGenerator(seed: seed)
            try check(&random)
        }
    }

    /// A property that the unit tests try on a few instances.
    init(_ prefix: String, _ share: Share, _ property: RankProperties.Property) {
        name = "\(prefix): \(property.name)"
        self.share = share
        check = { seed in
            if let failure = try property.failure(seed) { throw Violation(description: failure) }
        }
    }

    /// Runs the seeds `first ..< first + count`, on all cores.
    func run(first: UInt64, count: Int) -> Outcome {
        let part = 1000
        let start = ContinuousClock.now
        let failures = Mutex<[Failure]>([])
        DispatchQueue.concurrentPerform(iterations: (count + part - 1) / part) { number in
            var found: [Failure] = []
            for instance in number * part..<min(count, (number + 1) * part) {
                let seed = first + UInt64(instance)
                do {
                    try check(seed)
                } catch {
                    found.append(Failure(seed: seed, reason: "\(error)"))
                }
            }
            if !found.isEmpty { failures.withLock { $0 += found } }
        }
        let duration = ContinuousClock.now - start
        let sorted = failures.withLock { $0.sorted { $0.seed < $1.seed } }
        return Outcome(property: self, instances: count, duration: duration, failures: sorted)
    }
}

struct Failure: Sendable {
    let seed: UInt64
    let reason: String
}

struct Outcome {
    let property: Property
    let instances: Int
    let duration: Duration
    let failures: [Failure]
}

/// A property that does not hold.
struct Violation: Error, CustomStringConvertible {
    let description: String
}

func require(_ holds: Bool, _ reason: @autoclosure () -> String) throws {
    if !holds { throw Violation(description: reason()) }
}

func requireEqual<Value: Equatable>(_ left: Value, _ right: Value) throws {
    try require(left == right, "\(left) became \(right)")
}

/// Live rankings and explanations make many rankings each.
let rankProperties =
    RankProperties.all.map { Property("rank", $0.name.contains("live") ? .tenth : .instances, $0) }
    + ExplanationProperties.all.map { Property("explain", .tenth, $0) }
let allProperties = rankProperties + severityProperties + ordinalProperties + apportionProperties + allocateProperties
