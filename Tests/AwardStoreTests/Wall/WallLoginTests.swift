import Foundation
import Logging
import Postgres
import TestSupport
import Testing

@testable import AwardStore

@Suite("The wall goes up on a server that is only lent", .serialized)
struct WallLoginTests {
    /// A database whose owner is an ordinary login, as providers give it.
    private static func lent(_ attributes: String, _ body: @Sendable (_ owner: Database, _ connectionString: String) async throws -> Void) async throws {
        try await TestCluster.withConnectionString { connectionString in
            let logger = Logger(label: "test")
            let admin = Database(DatabaseConfiguration(connectionString: connectionString, connections: 1), logger: logger)
            let name = "tenant_\(UUID().uuidString.prefix(8).lowercased())"
            let here: String = try await admin.transaction { session in
                try session.execute("CREATE ROLE \(unchecked: name) LOGIN PASSWORD 'tenant' \(unchecked: attributes)")
                let here: String = try session.value("SELECT current_database()::text")
                try session.execute("ALTER DATABASE \(unchecked: here) OWNER TO \(unchecked: name)")
                return here
            }
            let owner = Database(
                DatabaseConfiguration(connectionString: connectionString, login: DatabaseLogin(role: name, password: "tenant"), connections: 1),
                logger: logger
            )
            var failure: (any Error)?
            do { try await body(owner, connectionString) } catch { failure = error }
            await owner.shutdown()
            try await admin.transaction { session in
                try session.execute("ALTER DATABASE \(unchecked: here) OWNER TO CURRENT_USER")
                try session.execute("REASSIGN OWNED BY \(unchecked: name) TO CURRENT_USER")
                try session.execute("DROP OWNED BY \(unchecked: name)")
                try session.execute("DROP ROLE \(unchecked: name)")
            }
            await admin.shutdown()
            if let failure { throw failure }
        }
    }

    private static func ownCluster(_ body: @Sendable (_ connectionString: String) async throws -> Void) async throws {
        let home = NSTemporaryDirectory() + "/lorbeer-login-\(UUID().uuidString.prefix(8).lowercased())"
        let cluster = EmbeddedCluster(home: home, logger: Logger(label: "test"), durable: false)
        var failure: (any Error)?
        do { try await body(try await cluster.start()) } catch { failure = error }
        try await cluster.stop()
        try FileManager.default.removeItem(atPath: home)
        if let failure { throw failure }
    }

    @Test("an owner who is no superuser migrates and works, and is held to the same rules by the schema")
    func ordinaryOwner() async throws {
        // The logins are there, from the cluster's first database.
        try await TestStore.withStore { _ in }
        try await Self.lent("") { database, connectionString in
            let store = Store(database: database)
            try await store.migrate()
            try await store.migrate()
            let people = SamplePeople(store)
            let staff = try await people.staff()
            let round = try await people.round(try SampleRules.round())
            let town = try await people.municipality("Ahaus", key: "09001001", population: 5_000)
            let member = try await people.member("ahaus@example.org", of: town)
            _ = try await people.admittedEntry(town, in: round, by: member, staff: staff)
            let pools = DoorPools(connectionString, secret: TestSecret.secret, connections: 7, logger: Logger(label: "test"))
            let walled = store.behind(pools)
            let caller = try await people.caller(member)
            let places = try await walled.at(.applicant, as: caller).applicantHome(caller).places
            #expect(places.map(\.entries.count) == [1])
            #expect(try await walled.at(.public).rounds().map(\.slug) == ["probe-2027"])
            await pools.shutdown()
            #expect(try await store.violations() == [])
        }
    }

    @Test("without the right to make logins the operator is told what to run")
    func mayNot() async throws {
        try await TestStore.withStore { _ in }
        guard let other = ServerSecret([UInt8](repeating: 5, count: ServerSecret.byteCount)) else { return }
        try await Self.lent("") { database, _ in
            let problem = await #expect(throws: WallProblem.self) { try await Store(database: database, secret: other).migrate() }
            guard case .mayNotMakeLogins(let owner, let logins) = try #require(problem) else { return }
            #expect(owner.hasPrefix("tenant_") && logins == Door.allCases.map(\.login))
            #expect(problem?.description.contains("ALTER ROLE \"\(owner)\" CREATEROLE;") == true)
        }
    }

    @Test("a door that has locked itself out opens with the next start")
    func lockedOut() async throws {
        // On a cluster of its own: other tests come through the same door meanwhile.
        try await Self.ownCluster { connectionString in
            let logger = Logger(label: "test")
            let owner = Database(DatabaseConfiguration(connectionString: connectionString, connections: 1), logger: logger)
            let store = Store(database: owner)
            try await store.migrate()
            let right = DatabaseLogin(role: Door.juror.login, password: TestSecret.secret.password(of: .juror))
            #expect(try await owner.admits(right))
            let door = Database(DatabaseConfiguration(connectionString: connectionString, login: right, connections: 1), logger: logger)
            try await door.transaction { session in
                try session.execute("ALTER ROLE CURRENT_USER SET search_path = pg_catalog")
                try session.execute("ALTER ROLE CURRENT_USER IN DATABASE lorbeer SET default_transaction_read_only = on")
                try session.execute("ALTER ROLE CURRENT_USER PASSWORD 'stolen'")
            }
            await door.shutdown()
            #expect(try await !owner.admits(right))
            #expect(try await store.strayLogins() == [Door.juror.login])
            try await store.migrate()
            try await store.mendLogins()
            #expect(try await owner.admits(right))
            let settings: Int = try await owner.read { session in try session.value("SELECT count(*) FROM pg_db_role_setting WHERE setrole <> 0") }
            #expect(settings == 0)
            #expect(try await store.wallGaps() == [])
            #expect(try await store.strayLogins() == [])
            for other in ["postgres", "template1"] {
                let elsewhere = Database(
                    DatabaseConfiguration(connectionString: "\(connectionString) dbname=\(other)", connections: 1), logger: logger
                )
                #expect(try await !elsewhere.admits(right), "\(other)")
                await elsewhere.shutdown()
            }
            await owner.shutdown()
        }
    }

    @Test("connections are shared out, and no door goes without")
    func shares() {
        for total in [1, 7, 14, 40] {
            let shares = Door.allCases.map { $0.connections(of: total) }
            #expect(shares.allSatisfy { $0 >= 1 })
            #expect(shares.reduce(0, +) <= max(total, Door.allCases.count))
        }
    }
}
