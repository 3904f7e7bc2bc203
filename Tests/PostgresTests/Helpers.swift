import Foundation
import Logging
import Postgres
import Synchronization
import TestSupport

/// A database with one table, `item (id, name)`.
func withTable(connections: Int = 4, _ body: (Database) async throws -> Void) async throws {
    try await TestCluster.withDatabase(connections: connections) { database in
        try await database.transaction { session in
            try session.script("CREATE TABLE item (id bigint CONSTRAINT item_pk PRIMARY KEY, name text NOT NULL);")
        }
        try await body(database)
    }
}

func withDatabase(_ configuration: DatabaseConfiguration, _ body: (Database) async throws -> Void) async throws {
    let database = Database(configuration, logger: Logger(label: "test"))
    do {
        try await body(database)
    } catch {
        await database.shutdown()
        throw error
    }
    await database.shutdown()
}

func count(_ database: Database) async throws -> Int {
    try await database.read { try $0.value("SELECT count(*) FROM item") }
}

/// Asks again until the answer is yes: for what another session is about to reach.
func until(_ database: Database, _ question: SQL) async throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < deadline {
        if try await database.read({ try $0.value(question, as: Bool.self) }) { return }
        await Task.yield()
    }
    throw NeverHappened(question: question.text)
}

struct NeverHappened: Error {
    let question: String
}

final class Counter: Sendable {
    private let value = Mutex(0)

    func next() -> Int {
        value.withLock {
            $0 += 1
            return $0
        }
    }

    var count: Int { value.withLock { $0 } }
}

func kind(of error: any Error) -> DatabaseError.Kind? {
    guard let error = error as? DatabaseError else { return nil }
    return error.kind
}

/// Opens when as many threads as it was made for have arrived. For bodies, which may block.
final class Meeting: @unchecked Sendable {
    private let condition = NSCondition()
    private var missing: Int

    init(of threads: Int) {
        missing = threads
    }

    func arrive() {
        condition.withLock {
            missing -= 1
            condition.broadcast()
        }
    }

    /// Does not wait for ever, so that a broken test ends.
    func waitForAll() {
        let deadline = Date(timeIntervalSinceNow: 20)
        condition.withLock { while missing > 0, condition.wait(until: deadline) {} }
    }
}

final class Box: Sendable {
    private let content = Mutex("")

    func set(_ value: String) { content.withLock { $0 = value } }

    var value: String { content.withLock { $0 } }
}

/// The path of a home that does not exist yet; whatever was made there is gone afterwards.
func withHome(_ body: (String) async throws -> Void) async throws {
    let home = NSTemporaryDirectory() + "lorbeer-home-\(UUID().uuidString.prefix(8))"
    func tidyUp() {
        EmbeddedCluster.kill(home: home)
        try? FileManager.default.removeItem(atPath: home)
    }
    do {
        try await body(home)
    } catch {
        tidyUp()
        throw error
    }
    tidyUp()
}
